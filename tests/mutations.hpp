#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mig::test {

/// A damaged document.
struct Mutant {
  std::string place;  ///< path with "*" for array positions, then what was done: "/a/*/b dropped"
  std::string bytes;
};

namespace mutation {

using nlohmann::ordered_json;

inline std::string general(const ordered_json::json_pointer& pointer) {
  std::string text;
  for (auto rest = pointer; !rest.empty(); rest = rest.parent_pointer()) {
    const auto& token = rest.back();
    const bool is_position = token.find_first_not_of("0123456789") == std::string::npos;
    text = "/" + (is_position ? "*" : token) + text;
  }
  return text;
}

/// JSON text in which the member at `pointer` stands twice.
inline std::string duplicated(const ordered_json& document,
                              const ordered_json::json_pointer& pointer) {
  static const std::string kMark = "duplicate-of-the-next-key";
  ordered_json marked = document;
  ordered_json twice = ordered_json::object();
  for (const auto& [key, value] : document.at(pointer.parent_pointer()).items()) {
    if (key == pointer.back()) twice[kMark] = value;
    twice[key] = value;
  }
  marked[pointer.parent_pointer()] = twice;
  auto text = marked.dump();
  text.replace(text.find(kMark), kMark.size(), pointer.back());
  return text;
}

inline std::vector<std::pair<std::string, ordered_json>> replacements(const ordered_json& value) {
  std::vector<std::pair<std::string, ordered_json>> all{{"nulled", nullptr}};
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    all.insert(all.end(), {{"is a number", 7},
                           {"emptied", ""},
                           {"is a list", {text}},
                           {"is another word", "no-such-value-zz"}});
    if (text.starts_with("sha256:")) {
      auto letter = text;
      letter.back() = 'g';
      auto other = text;
      other.back() = other.back() == '0' ? '1' : '0';
      all.insert(all.end(), {{"digest shortened", text.substr(0, text.size() - 1)},
                             {"digest with a wrong letter", letter},
                             {"digest of other bytes", other}});
    }
  } else if (value.is_number_integer()) {
    all.insert(all.end(), {{"is text", "text"},
                           {"is a fraction", 1.5},
                           {"is huge", 1e300},
                           {"is negative", -1 - value.get<std::int64_t>()}});
  } else if (value.is_boolean()) {
    all.insert(all.end(),
               {{"is text", "yes"}, {"is a number", 1}, {"negated", !value.get<bool>()}});
  } else if (value.is_array()) {
    all.insert(all.end(), {{"is an object", ordered_json::object()}, {"is text", "text"}});
    if (!value.empty()) {
      all.push_back({"emptied", ordered_json::array()});
      auto repeated = value;
      repeated.push_back(value.front());
      all.push_back({"first repeated", repeated});
    }
  } else if (value.is_object()) {
    all.insert(all.end(), {{"is a list", ordered_json::array()}, {"is text", "text"}});
    if (!value.empty()) all.push_back({"emptied", ordered_json::object()});
  }
  return all;
}

inline void visit(const ordered_json& document, const ordered_json::json_pointer& pointer,
                  std::vector<Mutant>& mutants) {
  const auto& value = document.at(pointer);
  const auto place = general(pointer);
  for (const auto& [what, replacement] : replacements(value)) {
    auto changed = document;
    changed[pointer] = replacement;
    mutants.push_back({place + " " + what, changed.dump()});
  }
  if (!pointer.empty() && document.at(pointer.parent_pointer()).is_object()) {
    auto dropped = document;
    dropped[pointer.parent_pointer()].erase(pointer.back());
    mutants.push_back({place + " dropped", dropped.dump()});
    dropped[pointer.parent_pointer()][pointer.back() + "_x"] = value;
    mutants.push_back({place + " renamed", dropped.dump()});
    mutants.push_back({place + " duplicated", duplicated(document, pointer)});
  }
  if (value.is_object()) {
    for (const auto& member : value.items()) visit(document, pointer / member.key(), mutants);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) visit(document, pointer / i, mutants);
  }
}

}  // namespace mutation

/// Every damage of every value of a document.
inline std::vector<Mutant> mutants_of(const nlohmann::ordered_json& document) {
  std::vector<Mutant> mutants;
  mutation::visit(document, nlohmann::ordered_json::json_pointer(), mutants);
  return mutants;
}

/// Any two different values of one type, at any depth, changed for each other.
inline std::vector<Mutant> swaps_of(const nlohmann::ordered_json& document) {
  using nlohmann::ordered_json;
  std::vector<ordered_json::json_pointer> leaves;
  const auto flat = document.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    if (!value.is_structured()) leaves.emplace_back(pointer);
  }
  std::vector<Mutant> mutants;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    for (std::size_t j = i + 1; j < leaves.size(); ++j) {
      const auto& left = document.at(leaves[i]);
      const auto& right = document.at(leaves[j]);
      if (left.type() != right.type() || left == right) continue;
      auto swapped = document;
      swapped[leaves[i]] = right;
      swapped[leaves[j]] = left;
      mutants.push_back(
          {mutation::general(leaves[i]) + " <> " + mutation::general(leaves[j]), swapped.dump()});
    }
  }
  return mutants;
}

}  // namespace mig::test
