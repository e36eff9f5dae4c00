#include "mig/contract/baseline.hpp"

#include <algorithm>
#include <array>

namespace mig::contract {
namespace {

using document::LocatedValue;

constexpr std::array<std::string_view, 32> kAttributes{"collation",      "columns",
                                                       "command",        "constraint_type",
                                                       "default_digest", "definition_digest",
                                                       "enabled",        "events",
                                                       "function",       "identity",
                                                       "labels",         "language",
                                                       "method",         "nullable",
                                                       "on_delete",      "on_update",
                                                       "owned_by",       "partitioned",
                                                       "permissive",     "persistence",
                                                       "returns",        "roles",
                                                       "row_security",   "security_definer",
                                                       "target",         "target_columns",
                                                       "timing",         "type",
                                                       "unique",         "valid",
                                                       "validated",      "version"};
static_assert(kAttributes.size() == static_cast<std::size_t>(Attribute::version) + 1);
static_assert(std::is_sorted(kAttributes.begin(), kAttributes.end()));

std::optional<Attribute> attribute_named(std::string_view key) {
  const auto* found = std::lower_bound(kAttributes.begin(), kAttributes.end(), key);
  if (found == kAttributes.end() || *found != key) return std::nullopt;
  return static_cast<Attribute>(found - kAttributes.begin());
}

std::vector<std::string> strings_of(const LocatedValue& value) {
  std::vector<std::string> strings;
  if (value.array() == nullptr) return strings;
  strings.reserve(value.array()->size());
  for (const auto& item : *value.array()) {
    if (item.string() != nullptr) strings.push_back(*item.string());
  }
  return strings;
}

std::optional<AttributeValue> attribute_value(const LocatedValue& value) {
  if (value.boolean() != nullptr) return AttributeValue(*value.boolean());
  if (value.string() != nullptr) return AttributeValue(*value.string());
  if (value.array() != nullptr) return AttributeValue(strings_of(value));
  return std::nullopt;
}

std::vector<std::pair<Attribute, AttributeValue>> read_attributes(const LocatedValue& value) {
  std::vector<std::pair<Attribute, AttributeValue>> attributes;
  if (value.object() == nullptr) return attributes;
  attributes.reserve(value.object()->size());
  for (const auto& member : *value.object()) {
    const auto attribute = attribute_named(member.key);
    auto read = attribute_value(member.value);
    if (attribute && read) attributes.emplace_back(*attribute, std::move(*read));
  }
  std::sort(attributes.begin(), attributes.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  return attributes;
}

std::string plain(const LocatedValue& value) {
  return value.string() == nullptr ? std::string() : *value.string();
}

BaselineObject read_object(const LocatedValue& value) {
  BaselineObject object;
  object.span = value.span();
  if (value.object() == nullptr) return object;
  for (const auto& member : *value.object()) {
    if (member.key == "kind") object.kind = plain(member.value);
    if (member.key == "name") {
      object.name = plain(member.value);
      object.span = member.value.span();
    }
    if (member.key == "table") object.table = plain(member.value);
    if (member.key == "digest") {
      object.digest = plain(member.value);
      object.digest_span = member.value.span();
    }
    if (member.key == "depends_on") object.depends_on = strings_of(member.value);
    if (member.key == "attributes") object.attributes = read_attributes(member.value);
  }
  return object;
}

ProtectedDomains read_domains(const LocatedValue& value) {
  const auto names = [&value](std::string_view key) {
    const auto* list = member(value, key);
    return list == nullptr ? std::vector<std::string>() : strings_of(*list);
  };
  return {names("schemas"), names("tables"), names("labels"), names("namespaces"),
          names("objects")};
}

std::vector<std::pair<std::string, Located<std::int64_t>>> read_numbers(const LocatedValue& value) {
  std::vector<std::pair<std::string, Located<std::int64_t>>> numbers;
  if (value.object() == nullptr) return numbers;
  for (const auto& entry : *value.object()) {
    if (const auto number = integer_of(entry.value)) numbers.emplace_back(entry.key, *number);
  }
  return numbers;
}

}  // namespace

std::string_view name_of(Attribute attribute) {
  return kAttributes.at(static_cast<std::size_t>(attribute));
}

namespace {

template <class T>
const T* value_of(const BaselineObject& object, Attribute attribute) {
  if (!object.attributes) return nullptr;
  for (const auto& [key, value] : *object.attributes) {
    if (key == attribute) return std::get_if<T>(&value);
  }
  return nullptr;
}

}  // namespace

const std::string* BaselineObject::text(Attribute attribute) const {
  return value_of<std::string>(*this, attribute);
}

const bool* BaselineObject::flag(Attribute attribute) const {
  return value_of<bool>(*this, attribute);
}

const std::vector<std::string>* BaselineObject::list(Attribute attribute) const {
  return value_of<std::vector<std::string>>(*this, attribute);
}

std::span<const std::string> BaselineObject::needs() const {
  return depends_on ? std::span<const std::string>(*depends_on) : std::span<const std::string>();
}

Baseline read_baseline(const LocatedValue& value) {
  const auto text = [](const LocatedValue& from, std::string_view key) {
    return string_member(from, key).value_or(LocatedString{});
  };
  Baseline baseline;
  baseline.protected_domains = {{}, {}, {}, {}, {}};
  baseline.store = text(value, "store");
  baseline.phase = text(value, "phase");
  baseline.captured_at = text(value, "captured_at");
  baseline.schema_fingerprint = text(value, "schema_fingerprint");
  baseline.protected_fingerprint = text(value, "protected_fingerprint");
  if (const auto* tool = member(value, "tool")) {
    baseline.tool_name = text(*tool, "name");
    baseline.tool_version = text(*tool, "version");
  }
  if (const auto* counts = member(value, "counts")) {
    baseline.counts_span = counts->span();
    baseline.counts = read_numbers(*counts);
  }
  if (const auto* domains = member(value, "protected_domains")) {
    baseline.protected_domains_span = domains->span();
    baseline.protected_domains = read_domains(*domains);
  }
  if (const auto* estimates = member(value, "row_estimates")) {
    baseline.row_estimates_span = estimates->span();
    for (const auto& [table, rows] : read_numbers(*estimates))
      baseline.row_estimates.emplace_back(table, rows.value);
  }
  if (const auto* objects = member(value, "objects"); objects && objects->array() != nullptr) {
    baseline.objects_span = objects->span();
    baseline.objects.reserve(objects->array()->size());
    for (const auto& object : *objects->array()) baseline.objects.push_back(read_object(object));
  }
  if (value.object() != nullptr) {
    for (const auto& entry : *value.object()) baseline.fields.push_back(entry.key);
    std::sort(baseline.fields.begin(), baseline.fields.end());
  }
  return baseline;
}

}  // namespace mig::contract
