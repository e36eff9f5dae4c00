#include "mig/contract/field.hpp"

#include <cmath>

namespace mig::contract {

using document::LocatedValue;

const LocatedValue* member(const LocatedValue& object, std::string_view key) {
  const auto* found = object.find(key);
  return found == nullptr ? nullptr : &found->value;
}

std::optional<LocatedString> string_member(const LocatedValue& object, std::string_view key) {
  const auto* value = member(object, key);
  if (value == nullptr || value->string() == nullptr) return std::nullopt;
  return LocatedString{*value->string(), value->span()};
}

std::optional<Located<bool>> boolean_member(const LocatedValue& object, std::string_view key) {
  const auto* value = member(object, key);
  if (value == nullptr || value->boolean() == nullptr) return std::nullopt;
  return Located<bool>{*value->boolean(), value->span()};
}

std::optional<Located<std::int64_t>> integer_of(const LocatedValue& value) {
  if (!value.is_numeric()) return std::nullopt;
  if (value.integer() != nullptr) return Located<std::int64_t>{*value.integer(), value.span()};
  // Whoever passed the schema must be read. Readers keep it below 2^53.
  const double number = *value.number();
  if (std::trunc(number) != number) return std::nullopt;
  return Located<std::int64_t>{static_cast<std::int64_t>(number), value.span()};
}

std::optional<Located<std::int64_t>> integer_member(const LocatedValue& object,
                                                    std::string_view key) {
  const auto* value = member(object, key);
  return value == nullptr ? std::nullopt : integer_of(*value);
}

LocatedStrings strings_member(const LocatedValue& object, std::string_view key) {
  LocatedStrings strings;
  const auto* value = member(object, key);
  if (value == nullptr || value->array() == nullptr) return strings;
  for (const auto& item : *value->array()) {
    if (item.string() != nullptr) strings.push_back({*item.string(), item.span()});
  }
  return strings;
}

std::optional<Span> key_span(const LocatedValue& object, std::string_view key) {
  const auto* found = object.find(key);
  if (found == nullptr) return std::nullopt;
  return found->key_span;
}

std::vector<std::string> values_of(const LocatedStrings& list) {
  std::vector<std::string> values;
  values.reserve(list.size());
  for (const auto& item : list) values.push_back(item.value);
  return values;
}

}  // namespace mig::contract
