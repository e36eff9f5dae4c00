#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "mig/contract/document_kind.hpp"
#include "mig/document/reader.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {

/// The examples that a schema file carries.
inline nlohmann::ordered_json examples_of(const std::string& schema_file) {
  const auto path = std::string(MIG_SOURCE_DIR) + "/schemas/" + schema_file;
  return nlohmann::ordered_json::parse(read_file(path)).at("examples");
}

inline nlohmann::ordered_json as_json(const document::LocatedValue& value) {
  using Kind = document::LocatedValue::Kind;
  nlohmann::ordered_json json;
  switch (value.kind()) {
    case Kind::null:
      break;
    case Kind::boolean:
      json = *value.boolean();
      break;
    case Kind::integer:
      json = *value.integer();
      break;
    case Kind::number:
      json = *value.number();
      break;
    case Kind::string:
      json = *value.string();
      break;
    case Kind::array:
      json = nlohmann::ordered_json::array();
      for (const auto& item : *value.array()) json.push_back(as_json(item));
      break;
    case Kind::object:
      json = nlohmann::ordered_json::object();
      for (const auto& member : *value.object()) json[member.key] = as_json(member.value);
      break;
  }
  return json;
}

/// A damaged document as its kind is written: JSON text is YAML too, and of JSON lines every entry
/// of the array is one.
inline std::string as_written(contract::DocumentKind kind, const std::string& json_text) {
  if (contract::info_of(kind).syntax != contract::Syntax::json_lines) return json_text;
  const auto entries = document::read_json("[" + json_text + "]");
  // What is no sound JSON, such as a key that stands twice, is one line as it is.
  if (!entries || entries->array()->front().array() == nullptr) return json_text + "\n";
  std::string lines;
  for (const auto& entry : *entries->array()->front().array()) {
    const auto [begin, end] = entry.span();
    lines += json_text.substr(begin - 1, end - begin) + "\n";
  }
  return lines;
}

/// A document of any syntax; `as_written` gives it back.
inline nlohmann::ordered_json as_json(const std::string& file, const std::string& bytes) {
  if (file.ends_with(".jsonl")) {
    const auto lines = document::read_json_lines(bytes);
    if (!lines) throw std::runtime_error(file + " is no sound document");
    auto array = nlohmann::ordered_json::array();
    for (const auto& line : *lines) array.push_back(as_json(line));
    return array;
  }
  const bool is_json = file.ends_with(".json") || file.ends_with(".jsonld");
  const auto value = is_json ? document::read_json(bytes) : document::read_yaml(bytes);
  if (!value) throw std::runtime_error(file + " is no sound document");
  return as_json(*value);
}

inline std::vector<std::string> files_in(const SampleRepository& repository) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(repository.path())) {
    if (entry.is_regular_file()) {
      files.push_back(entry.path().lexically_relative(repository.path()).string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The files that have a schema.
inline std::vector<std::string> documents_in(const SampleRepository& repository) {
  auto files = files_in(repository);
  std::erase_if(files, [](const auto& file) { return !contract::kind_by_path(file); });
  return files;
}

}  // namespace mig::test
