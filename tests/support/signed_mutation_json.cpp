// Mutants of JSON documents.
#include "support/signed_mutation.hpp"

namespace mig::test {
namespace {

void collect(const Json& value, const Json::json_pointer& here,
             std::vector<Json::json_pointer>& places) {
  if (!here.empty()) {
    if (here.back() == "keyid") return;
    places.push_back(here);
  }
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) collect(member, here / key, places);
  }
  if (value.is_array()) {
    for (std::size_t at = 0; at < value.size(); ++at) collect(value[at], here / at, places);
  }
}

void write(const Json& value, const Json::json_pointer& here, const Json::json_pointer& repeated,
           std::string& text) {
  if (!value.is_structured()) {
    text += value.dump();
    return;
  }
  text += value.is_object() ? '{' : '[';
  bool is_first = true;
  const auto write_member = [&](const std::string& key, const Json& member,
                                const Json::json_pointer& place) {
    if (!is_first) text += ',';
    is_first = false;
    if (value.is_object()) text += Json(key).dump() + ':';
    write(member, place, repeated, text);
  };
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      write_member(key, member, here / key);
      if (here / key == repeated) write_member(key, member, here / key);
    }
  } else {
    for (std::size_t at = 0; at < value.size(); ++at)
      write_member(std::string(), value[at], here / at);
  }
  text += value.is_object() ? '}' : ']';
}

bool lies_within(const std::string& inner, const std::string& outer) {
  return inner.starts_with(outer + "/");
}

}  // namespace

std::vector<Json::json_pointer> places_of(const Json& document) {
  std::vector<Json::json_pointer> places;
  collect(document, Json::json_pointer(), places);
  return places;
}

std::string with_repeated_member(const Json& document, const Json::json_pointer& member) {
  std::string text;
  write(document, Json::json_pointer(), member, text);
  return text + "\n";
}

bool are_exchangeable(const Json& document, const Json::json_pointer& left,
                      const Json::json_pointer& right) {
  const auto& one = document[left];
  const auto& other = document[right];
  const bool same_type = one.is_number() ? other.is_number() : one.type() == other.type();
  return same_type && one != other && !lies_within(left.to_string(), right.to_string()) &&
         !lies_within(right.to_string(), left.to_string());
}

}  // namespace mig::test
