// The official JSON Schema test suite, draft-07, as installed by the package
// json-schema-test-suite.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mig/schema/schema.hpp"

namespace mig::schema {
namespace {

using document::LocatedValue;
using nlohmann::ordered_json;

const std::filesystem::path kSuite = "/usr/share/json-schema-test-suite";
constexpr const char* kMetaSchema = R"json(
{"$schema": "http://json-schema.org/draft-07/schema#", "$id":
"http://json-schema.org/draft-07/schema#", "title": "Core schema meta-schema", "definitions":
{"schemaArray": {"type": "array", "minItems": 1, "items": {"$ref": "#"}}, "nonNegativeInteger":
{"type": "integer", "minimum": 0}, "nonNegativeIntegerDefault0": {"allOf": [{"$ref":
"#/definitions/nonNegativeInteger"}, {"default": 0}]}, "simpleTypes": {"enum": ["array",
"boolean", "integer", "null", "number", "object", "string"]}, "stringArray": {"type": "array",
"items": {"type": "string"}, "uniqueItems": true, "default": []}}, "type": ["object",
"boolean"], "properties": {"$id": {"type": "string", "format": "uri-reference"}, "$schema":
{"type": "string", "format": "uri"}, "$ref": {"type": "string", "format": "uri-reference"},
"$comment": {"type": "string"}, "title": {"type": "string"}, "description": {"type": "string"},
"default": true, "readOnly": {"type": "boolean", "default": false}, "examples": {"type":
"array", "items": true}, "multipleOf": {"type": "number", "exclusiveMinimum": 0}, "maximum":
{"type": "number"}, "exclusiveMaximum": {"type": "number"}, "minimum": {"type": "number"},
"exclusiveMinimum": {"type": "number"}, "maxLength": {"$ref":
"#/definitions/nonNegativeInteger"}, "minLength": {"$ref":
"#/definitions/nonNegativeIntegerDefault0"}, "pattern": {"type": "string", "format": "regex"},
"additionalItems": {"$ref": "#"}, "items": {"anyOf": [{"$ref": "#"}, {"$ref":
"#/definitions/schemaArray"}], "default": true}, "maxItems": {"$ref":
"#/definitions/nonNegativeInteger"}, "minItems": {"$ref":
"#/definitions/nonNegativeIntegerDefault0"}, "uniqueItems": {"type": "boolean", "default":
false}, "contains": {"$ref": "#"}, "maxProperties": {"$ref":
"#/definitions/nonNegativeInteger"}, "minProperties": {"$ref":
"#/definitions/nonNegativeIntegerDefault0"}, "required": {"$ref": "#/definitions/stringArray"},
"additionalProperties": {"$ref": "#"}, "definitions": {"type": "object", "additionalProperties":
{"$ref": "#"}, "default": {}}, "properties": {"type": "object", "additionalProperties": {"$ref":
"#"}, "default": {}}, "patternProperties": {"type": "object", "additionalProperties": {"$ref":
"#"}, "propertyNames": {"format": "regex"}, "default": {}}, "dependencies": {"type": "object",
"additionalProperties": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/stringArray"}]}},
"propertyNames": {"$ref": "#"}, "const": true, "enum": {"type": "array", "items": true}, "type":
{"anyOf": [{"$ref": "#/definitions/simpleTypes"}, {"type": "array", "items": {"$ref":
"#/definitions/simpleTypes"}, "minItems": 1, "uniqueItems": true}]}, "format": {"type":
"string"}, "contentMediaType": {"type": "string"}, "contentEncoding": {"type": "string"}, "if":
{"$ref": "#"}, "then": {"$ref": "#"}, "else": {"$ref": "#"}, "allOf": {"$ref":
"#/definitions/schemaArray"}, "anyOf": {"$ref": "#/definitions/schemaArray"}, "oneOf": {"$ref":
"#/definitions/schemaArray"}, "not": {"$ref": "#"}}, "default": true}
)json";

// The suite holds numbers that strict reading refuses, so it is read leniently here.
LocatedValue convert(const ordered_json& json) {
  switch (json.type()) {
    case ordered_json::value_t::boolean:
      return {Span{}, json.get<bool>()};
    case ordered_json::value_t::number_integer:
      return {Span{}, json.get<std::int64_t>()};
    case ordered_json::value_t::number_unsigned:
      if (json.get<std::uint64_t>() <= std::uint64_t{INT64_MAX}) {
        return {Span{}, json.get<std::int64_t>()};
      }
      return {Span{}, json.get<double>()};
    case ordered_json::value_t::number_float:
      return {Span{}, json.get<double>()};
    case ordered_json::value_t::string:
      return {Span{}, json.get<std::string>()};
    case ordered_json::value_t::array: {
      document::Array entries;
      for (const auto& entry : json) entries.push_back(convert(entry));
      return {Span{}, std::move(entries)};
    }
    case ordered_json::value_t::object: {
      document::Object members;
      for (const auto& [key, value] : json.items()) {
        members.push_back({key, Span{}, convert(value)});
      }
      return {Span{}, std::move(members)};
    }
    default:
      return {Span{}, nullptr};
  }
}

ordered_json load(const std::filesystem::path& path) {
  std::ifstream stream(path);
  return ordered_json::parse(stream, nullptr, false);
}

// The documents that the suite expects at http://localhost:1234/, and the meta-schema.
struct Remotes {
  std::vector<std::string> ids;
  std::vector<LocatedValue> values;

  Remotes() {
    const auto folder = kSuite / "remotes";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".json") continue;
      ids.push_back("http://localhost:1234/" + entry.path().lexically_relative(folder).string());
      values.push_back(convert(load(entry.path())));
    }
    ids.emplace_back("http://json-schema.org/draft-07/schema");
    values.push_back(convert(ordered_json::parse(kMetaSchema)));
  }

  std::vector<SchemaDocument> documents() const {
    std::vector<SchemaDocument> all;
    for (std::size_t i = 0; i < ids.size(); ++i) all.push_back({ids[i], &values[i]});
    return all;
  }
};

struct Outcome {
  std::size_t ran = 0;
  std::vector<std::string> wrong;  // "file: group: case"
};

void run_file(const std::filesystem::path& path, const Remotes& remotes, Outcome& outcome) {
  const ordered_json groups = load(path);
  ASSERT_TRUE(groups.is_array()) << path;
  for (const auto& group : groups) {
    const std::string name =
        path.filename().string() + ": " + group.at("description").get<std::string>();
    const LocatedValue value = convert(group.at("schema"));
    const auto schema = Schema::compile({"", &value}, remotes.documents());
    for (const auto& test : group.at("tests")) {
      ++outcome.ran;
      const std::string full = name + ": " + test.at("description").get<std::string>();
      if (!schema) {
        outcome.wrong.push_back(full + " (" + schema.error().message + ")");
        continue;
      }
      const LocatedValue data = convert(test.at("data"));
      if (schema->validate(data).empty() != test.at("valid").get<bool>()) {
        outcome.wrong.push_back(full);
      }
    }
  }
}

Outcome run_folder(const std::filesystem::path& folder) {
  Outcome outcome;
  const Remotes remotes;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) run_file(file, remotes, outcome);
  return outcome;
}

// What we knowingly judge otherwise than the suite does, and why. A line that no longer holds fails
// the test, so that the list only shrinks.
const std::map<std::string, std::string>& required_exceptions() {
  static const std::map<std::string, std::string> kExceptions = {};
  return kExceptions;
}

TEST(SchemaSuite, IsInstalled) {
  ASSERT_TRUE(std::filesystem::is_directory(kSuite / "tests/draft7"))
      << "install json-schema-test-suite";
  ASSERT_TRUE(std::filesystem::is_directory(kSuite / "remotes"));
}

TEST(SchemaSuite, RequiredCasesOfDraft7) {
  ASSERT_TRUE(std::filesystem::is_directory(kSuite / "tests/draft7"))
      << "install json-schema-test-suite";
  const Outcome outcome = run_folder(kSuite / "tests/draft7");
  EXPECT_GE(outcome.ran, 423U);
  for (const std::string& wrong : outcome.wrong) {
    EXPECT_TRUE(required_exceptions().contains(wrong)) << wrong;
  }
  for (const auto& [name, reason] : required_exceptions()) {
    EXPECT_TRUE(std::count(outcome.wrong.begin(), outcome.wrong.end(), name) == 1)
        << name << " passes now: " << reason;
  }
}

TEST(SchemaSuite, MetaSchemaFitsItself) {
  const LocatedValue value = convert(ordered_json::parse(kMetaSchema));
  const auto schema = Schema::compile({"", &value});
  ASSERT_TRUE(schema) << schema.error().message;
  EXPECT_TRUE(schema->validate(value).empty());
}

}  // namespace
}  // namespace mig::schema
