#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mig::effect {

/// What a change can touch. One closed list for every store; the words are part of the formats.
enum class ObjectKind : std::uint8_t {
  database,
  role,
  tablespace,
  schema,
  extension,
  table,
  foreign_table,
  view,
  matview,
  sequence,
  index,
  column,
  constraint,
  trigger,
  rule,
  policy,
  function,
  aggregate,
  procedure,
  enumeration,
  domain,
  composite,
  range,
  base_type,
  operator_,
  operator_class,
  operator_family,
  cast,
  collation,
  conversion,
  statistics,
  text_search,
  access_method,
  event_trigger,
  publication,
  subscription,
  foreign_data_wrapper,
  server,
  user_mapping,
  language,
  transform,
  default_privileges,
  large_object,
  comment,
  setting,
  file,
  program,
  unknown,
};

/// The word in formats and scopes: "table", "enum", "comptype".
std::string_view name_of(ObjectKind kind);
std::optional<ObjectKind> object_kind(std::string_view word);

/// Written everywhere as "<kind> <name>": `table public.parcels`, `column public.parcels.geom`,
/// `constraint public.parcels/parcels_pkey`, `function public.f(integer)`.
struct ObjectName {
  ObjectKind kind = ObjectKind::unknown;
  std::string name;
  friend auto operator<=>(const ObjectName&, const ObjectName&) = default;
};
std::string to_string(const ObjectName& object);

}  // namespace mig::effect
