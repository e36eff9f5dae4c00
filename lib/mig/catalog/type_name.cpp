#include <algorithm>
#include <array>

#include "mig/catalog/session.hpp"

namespace mig::catalog {
namespace {

struct Spelling {
  std::string_view internal;
  std::string_view shown;
};

// As format_type() shows them.
constexpr std::array<Spelling, 15> kSpellings{{{"int2", "smallint"},
                                               {"int4", "integer"},
                                               {"int8", "bigint"},
                                               {"int", "integer"},
                                               {"float4", "real"},
                                               {"float8", "double precision"},
                                               {"bool", "boolean"},
                                               {"varchar", "character varying"},
                                               {"bpchar", "character"},
                                               {"timestamp", "timestamp without time zone"},
                                               {"timestamptz", "timestamp with time zone"},
                                               {"time", "time without time zone"},
                                               {"timetz", "time with time zone"},
                                               {"varbit", "bit varying"},
                                               {"decimal", "numeric"}}};

constexpr std::array<std::string_view, 60> kBuiltIn{"text",
                                                    "bytea",
                                                    "json",
                                                    "jsonb",
                                                    "uuid",
                                                    "date",
                                                    "interval",
                                                    "numeric",
                                                    "bit",
                                                    "char",
                                                    "name",
                                                    "oid",
                                                    "xml",
                                                    "inet",
                                                    "cidr",
                                                    "macaddr",
                                                    "macaddr8",
                                                    "money",
                                                    "point",
                                                    "line",
                                                    "lseg",
                                                    "box",
                                                    "path",
                                                    "polygon",
                                                    "circle",
                                                    "tsvector",
                                                    "tsquery",
                                                    "int4range",
                                                    "int8range",
                                                    "numrange",
                                                    "tsrange",
                                                    "tstzrange",
                                                    "daterange",
                                                    "regclass",
                                                    "regproc",
                                                    "regtype",
                                                    "regrole",
                                                    "regnamespace",
                                                    "void",
                                                    "trigger",
                                                    "record",
                                                    "anyelement",
                                                    "anyarray",
                                                    "any",
                                                    "anynonarray",
                                                    "anyenum",
                                                    "anyrange",
                                                    "cstring",
                                                    "internal",
                                                    "event_trigger",
                                                    "language_handler",
                                                    "unknown",
                                                    "pg_lsn",
                                                    "xid",
                                                    "tid",
                                                    "refcursor",
                                                    "xid8",
                                                    "int4multirange",
                                                    "regconfig",
                                                    "anycompatible"};

bool temporal(std::string_view name) {
  return name.starts_with("time");
}

std::string modifiers(Node type) {
  std::string text;
  for (const auto& modifier : type["typmods"].items()) {
    const auto constant = modifier["ival"]["ival"];
    text += (text.empty() ? "" : ",");
    text += constant ? std::string(constant.text()) : std::string("0");
  }
  return text.empty() ? text : '(' + text + ')';
}

}  // namespace

std::vector<std::string> names_of(Node list) {
  std::vector<std::string> names;
  if (list["sval"]) return {std::string(list["sval"].text())};
  const auto items = list.is("List") ? list["items"].items() : list.items();
  for (const auto& item : items) {
    if (item["sval"]) names.emplace_back(item["sval"].text());
  }
  return names;
}

Parts type_parts(Session& session, Node type_name, bool with_modifier) {
  auto names = names_of(type_name["names"]);
  if (names.empty()) return {};
  const bool system = names.size() > 1 && names.front() == "pg_catalog";
  std::string arrays;
  for (std::size_t i = 0; i < type_name["arrayBounds"].count(); ++i) arrays = "[]";
  auto modifier = with_modifier ? modifiers(type_name) : std::string();
  const auto& last = names.back();
  if (names.size() == 1 || system) {
    const Id own = names.size() == 1 ? session.find_type(names) : 0;
    for (const auto& [internal, shown] : kSpellings) {
      if (own != 0 || last != internal) continue;
      if (last == "bpchar" && modifier.empty() && with_modifier) modifier = "(1)";
      std::string text(shown);
      if (temporal(last) && !modifier.empty()) {
        text.insert(text.find(' '), modifier);
        modifier.clear();
      }
      return {{text + modifier + arrays, 0}};
    }
    if (last == "interval") modifier.clear();
    const bool known = std::find(kBuiltIn.begin(), kBuiltIn.end(), last) != kBuiltIn.end();
    if (own == 0 && (known || system)) return {{last + modifier + arrays, 0}};
  }
  const Id type = session.type_named(names, ObjectKind::base_type);
  return {{"", type}, {modifier + arrays, 0}};
}

}  // namespace mig::catalog
