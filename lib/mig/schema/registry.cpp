#include "mig/schema/registry.hpp"

#include <fmt/format.h>

#include <charconv>

namespace mig::schema {

using document::LocatedValue;
using document::Member;

namespace {

const std::string* own_id(const LocatedValue& schema) {
  const Member* reference = schema.find("$ref");
  if (reference != nullptr && reference->value.string() != nullptr) return nullptr;
  const Member* id = schema.find("$id");
  return id == nullptr ? nullptr : id->value.string();
}

// How the value of a keyword holds schemas.
enum class Holds { nothing, schema, list, map };

Holds holds(std::string_view keyword, const LocatedValue& value) {
  for (const std::string_view map :
       {"properties", "patternProperties", "definitions", "dependencies"}) {
    if (keyword == map) return Holds::map;
  }
  for (const std::string_view list : {"allOf", "anyOf", "oneOf"}) {
    if (keyword == list) return Holds::list;
  }
  if (keyword == "items") return value.array() != nullptr ? Holds::list : Holds::schema;
  for (const std::string_view single : {"additionalItems", "contains", "additionalProperties",
                                        "propertyNames", "if", "then", "else", "not"}) {
    if (keyword == single) return Holds::schema;
  }
  return Holds::nothing;
}

const LocatedValue* child(const LocatedValue& value, const std::string& token) {
  if (const Member* member = value.find(token)) return &member->value;
  const document::Array* entries = value.array();
  if (entries == nullptr || token.empty() || (token.size() > 1 && token[0] == '0')) return nullptr;
  std::size_t index = 0;
  const auto read = std::from_chars(token.data(), token.data() + token.size(), index);
  if (read.ec != std::errc() || read.ptr != token.data() + token.size()) return nullptr;
  return index < entries->size() ? &(*entries)[index] : nullptr;
}

SchemaPlace below(const SchemaPlace& place, const LocatedValue& value, std::string_view token) {
  return {&value, place.base, place.path + "/" + escape_token(token), place.depth + 1};
}

}  // namespace

std::string base_within(const LocatedValue& schema, const std::string& outer) {
  const std::string* id = own_id(schema);
  if (id == nullptr || id->starts_with('#')) return outer;
  return resolve_reference(outer, *id).uri;
}

SchemaPlace Registry::document_place(const SchemaDocument& document, const std::string& label) {
  const bool named = own_id(*document.value) != nullptr;
  return {document.value, named ? std::string() : resolve_reference({}, document.id).uri,
          label + "#", 0};
}

std::optional<std::string> Registry::add(const SchemaDocument& document, const std::string& label) {
  const SchemaPlace place = document_place(document, label);
  // The document itself is found by its base URI even when it names itself by an anchor or not at
  // all.
  enter(base_within(*document.value, place.base), place);
  visit(place);
  return fault_;
}

void Registry::enter(const std::string& name, const SchemaPlace& place) {
  const auto [entry, added] = places_.emplace(name, place);
  if (!added && entry->second.value != place.value && !fault_) {
    fault_ = fmt::format("{} and {} have the same identifier \"{}\"", entry->second.path,
                         place.path, name);
  }
}

void Registry::name_schema(const std::string& id, const SchemaPlace& place) {
  const Reference name = resolve_reference(place.base, id);
  const bool plain = name.fragment.empty();
  if (!plain && !id.starts_with('#') && !fault_) {
    fault_ = fmt::format("{}/$id: \"{}\" has a fragment", place.path, id);
  }
  enter(plain ? name.uri : name.uri + "#" + name.fragment, place);
}

void Registry::visit(const SchemaPlace& place) {
  if (place.depth > kMaxSchemaDepth) {
    if (!fault_) fault_ = fmt::format("the schema is nested deeper than {}", kMaxSchemaDepth);
    return;
  }
  const LocatedValue& schema = *place.value;
  const document::Object* members = schema.object();
  if (members == nullptr) return;
  if (const std::string* id = own_id(schema)) name_schema(*id, place);
  SchemaPlace inner = place;
  inner.base = base_within(schema, place.base);
  for (const Member& member : *members) visit_keyword(member.key, member.value, inner);
}

void Registry::visit_keyword(std::string_view keyword, const LocatedValue& value,
                             const SchemaPlace& inner) {
  const Holds kind = holds(keyword, value);
  if (kind == Holds::nothing) return;
  const SchemaPlace place = below(inner, value, keyword);
  if (kind == Holds::schema) visit(place);
  const document::Array* entries = value.array();
  const document::Object* members = value.object();
  if (kind == Holds::list && entries != nullptr) {
    std::size_t index = 0;
    for (const LocatedValue& entry : *entries) {
      visit(below(place, entry, std::to_string(index++)));
    }
  }
  if (kind == Holds::map && members != nullptr) {
    for (const Member& member : *members) visit(below(place, member.value, member.key));
  }
}

std::optional<SchemaPlace> Registry::find(const Reference& target) const {
  const auto fragment = percent_decode(target.fragment);
  if (!fragment) return std::nullopt;
  if (!fragment->empty() && !fragment->starts_with('/')) {
    const auto named = places_.find(target.uri + "#" + *fragment);
    return named == places_.end() ? std::nullopt : std::optional(named->second);
  }
  const auto found = places_.find(target.uri);
  if (found == places_.end()) return std::nullopt;
  SchemaPlace place = found->second;
  if (fragment->empty()) return place;
  const auto tokens = pointer_tokens(*fragment);
  if (!tokens) return std::nullopt;
  for (const std::string& token : *tokens) {
    const LocatedValue* next = child(*place.value, token);
    if (next == nullptr) return std::nullopt;
    place.base = base_within(*place.value, place.base);
    place = below(place, *next, token);
  }
  return place;
}

}  // namespace mig::schema
