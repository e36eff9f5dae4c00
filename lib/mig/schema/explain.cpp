#include "mig/schema/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "mig/schema/wording.hpp"

namespace mig::schema {

using document::LocatedValue;
using document::Member;
using Kind = LocatedValue::Kind;

namespace {

constexpr std::size_t kMaxPathShown = 200;

bool has_type(TypeSet types, Kind kind) {
  return (types & type_bit(kind)) != 0;
}

bool reads_as_number(const std::string& text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size();
}

// How to cure the slips that people make most often.
std::string_view type_hint(TypeSet expected, const LocatedValue& value) {
  if (const std::string* text = value.string()) {
    const bool boolean = *text == "true" || *text == "false";
    if (boolean && has_type(expected, Kind::boolean)) return "; write it without quotes";
    if (has_type(expected, Kind::integer) && reads_as_number(*text)) {
      return "; write it without quotes";
    }
  }
  if (has_type(expected, Kind::string) && (value.boolean() != nullptr || value.is_numeric())) {
    return "; put it in quotes";
  }
  const bool single = value.array() == nullptr && value.object() == nullptr && !value.is_null();
  if (expected == type_bit(Kind::array) && single) return "; write it as a list";
  return {};
}

std::string show_got(const LocatedValue& value) {
  const std::string_view kind = with_article(value.kind());
  if (value.is_null() || value.array() != nullptr || value.object() != nullptr) {
    return std::string(kind);
  }
  return fmt::format("{} {}", kind, show(value));
}

Found make(const Subject& subject, ViolationKind kind, std::string_view keyword) {
  Found found;
  found.depth = subject.place.depth;
  Violation& violation = found.violation;
  violation.kind = kind;
  violation.keyword = keyword;
  violation.span = subject.value.span();
  violation.instance_path = path_of(subject.place);
  violation.description = subject.node.description;
  violation.schema_path = subject.node.path;
  if (!keyword.empty()) violation.schema_path += fmt::format("/{}", keyword);
  return found;
}

std::string show_path(std::string_view path) {
  return quote(path, kMaxPathShown);
}

std::string description_of_property(const Subject& subject, std::string_view property) {
  if (subject.node.object == nullptr) return {};
  const Property* known = subject.node.object->find(property);
  if (known == nullptr || known->schema == kNoNode) return {};
  const Node* node = &subject.program.at(known->schema);
  while (node->description.empty() && node->reference != kNoNode) {
    node = &subject.program.at(node->reference);
  }
  return node->description;
}

}  // namespace

std::string path_of_key(const Place& place, std::string_view key) {
  std::string path = path_of(place);
  if (!path.empty()) path += '.';
  path += key;
  return path;
}

std::string path_of(const Place& place) {
  if (place.parent == nullptr) return {};
  if (place.member != nullptr) return path_of_key(*place.parent, place.member->key);
  return fmt::format("{}[{}]", path_of(*place.parent), place.index);
}

std::string name_of(const Subject& subject) {
  return subject.place.parent == nullptr ? "the document" : show_path(path_of(subject.place));
}

Span head_of(const LocatedValue& value, const Place& place) {
  if (place.member != nullptr) return place.member->key_span;
  const Span span = value.span();
  return {span.begin, std::min(span.begin + 1, span.end)};
}

Found invalid(const Subject& subject, std::string_view keyword, std::string_view predicate) {
  Found found = make(subject, ViolationKind::invalid_value, keyword);
  found.violation.message = fmt::format("{} {}", name_of(subject), predicate);
  return found;
}

Found invalid_value(const Subject& subject, std::string_view keyword, std::string_view predicate) {
  return invalid(subject, keyword, fmt::format("is {}; {}", show(subject.value), predicate));
}

Found wrong_type(const Subject& subject, TypeSet expected, std::string_view keyword) {
  Found found = make(subject, ViolationKind::wrong_type, keyword);
  found.violation.message =
      fmt::format("{} must be {}; got {}{}", name_of(subject), show_types(expected),
                  show_got(subject.value), type_hint(expected, subject.value));
  return found;
}

Found not_among(const Subject& subject, const std::vector<LocatedValue>& allowed,
                std::string_view keyword) {
  std::vector<std::string> names;
  std::vector<std::string> shown;
  for (const LocatedValue& value : allowed) {
    shown.push_back(show(value));
    names.push_back(value.string() != nullptr ? *value.string() : shown.back());
  }
  Found found = invalid_value(
      subject, keyword, (allowed.size() == 1 ? "it must be " : "allowed are ") + list_some(shown));
  if (const std::string* text = subject.value.string()) {
    found.violation.suggestion = pattern::nearest_name(*text, names).value_or("");
  }
  found.violation.allowed = std::move(names);
  return found;
}

Found missing_field(const Subject& subject, std::string_view property, std::string_view keyword,
                    std::string_view needed_by) {
  Found found = make(subject, ViolationKind::missing_field, keyword);
  Violation& violation = found.violation;
  violation.span = head_of(subject.value, subject.place);
  violation.property = property;
  violation.description = description_of_property(subject, property);
  violation.message =
      fmt::format("field {} is missing", show_path(path_of_key(subject.place, property)));
  if (!needed_by.empty()) {
    violation.message +=
        fmt::format("; {} requires it", show_path(path_of_key(subject.place, needed_by)));
  }
  return found;
}

Found unknown_key(const Subject& subject, const Member& member) {
  Found found = make(subject, ViolationKind::unknown_key, "additionalProperties");
  const ObjectRules& rules = *subject.node.object;
  Violation& violation = found.violation;
  violation.span = member.key_span;
  violation.property = member.key;
  violation.allowed = rules.known;
  std::vector<std::string> shown;
  std::vector<std::string> absent;  // a key that is there already was not the one meant
  for (const std::string& name : rules.known) {
    shown.push_back(quote(name));
    if (subject.value.find(name) == nullptr) absent.push_back(name);
  }
  for (const PatternProperty& entry : rules.patterns) {
    shown.push_back("keys like " + entry.expression.source);
  }
  violation.suggestion = pattern::nearest_name(member.key, absent).value_or("");
  const bool at_root = subject.place.parent == nullptr;
  violation.message = fmt::format("{} is not a known field{}{}; ", show_path(member.key),
                                  at_root ? "" : " of ", at_root ? "" : name_of(subject));
  violation.message += shown.empty() ? "none is allowed" : "known are " + list_some(shown);
  return found;
}

Found unwelcome_key(const Subject& subject, const Member& member, std::string_view keyword) {
  Found found = make(subject, ViolationKind::unknown_key, keyword);
  found.violation.span = member.key_span;
  found.violation.property = member.key;
  found.violation.message = fmt::format("field {} is not allowed here",
                                        show_path(path_of_key(subject.place, member.key)));
  return found;
}

Found bad_key(const Subject& subject, const Member& member, const Found& cause) {
  Found found = make(subject, ViolationKind::unknown_key, "propertyNames");
  Violation& violation = found.violation;
  violation.span = member.key_span;
  violation.property = member.key;
  violation.allowed = cause.violation.allowed;
  violation.suggestion = cause.violation.suggestion;
  violation.message = fmt::format("as a key, {}", cause.violation.message);
  if (!cause.violation.description.empty()) {
    violation.description = cause.violation.description;
  }
  return found;
}

}  // namespace mig::schema
