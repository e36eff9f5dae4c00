#include "mig/effect/object.hpp"

#include <array>

namespace mig::effect {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 48> kKinds{
    "database",      "role",           "tablespace",
    "schema",        "extension",      "table",
    "foreign_table", "view",           "matview",
    "sequence",      "index",          "column",
    "constraint",    "trigger",        "rule",
    "policy",        "function",       "aggregate",
    "procedure",     "enum",           "domain",
    "comptype",      "range",          "type",
    "operator",      "operator_class", "operator_family",
    "cast",          "collation",      "conversion",
    "statistics",    "text_search",    "access_method",
    "event_trigger", "publication",    "subscription",
    "fdw",           "server",         "user_mapping",
    "language",      "transform",      "default_privileges",
    "large_object",  "comment",        "setting",
    "file",          "program",        "unknown"};
static_assert(kKinds.size() == static_cast<std::size_t>(ObjectKind::unknown) + 1);

}  // namespace

std::string_view name_of(ObjectKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::optional<ObjectKind> object_kind(std::string_view word) {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i] == word) return static_cast<ObjectKind>(i);
  }
  return std::nullopt;
}

std::string to_string(const ObjectName& object) {
  return std::string(name_of(object.kind)) + ' ' + object.name;
}

}  // namespace mig::effect
