#include <fmt/format.h>

#include <algorithm>

#include "mig/postgres/reading.hpp"

namespace mig::postgres {
namespace {

std::string unquoted(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '"');
  return plain;
}

std::string routines_sql(int version) {
  return fmt::format(
      "SELECT p.oid, n.nspname || '.' || p.proname, pg_get_function_identity_arguments(p.oid), "
      "(SELECT string_agg(format_type(u.t, NULL), ', ' ORDER BY u.at) FROM unnest(p.proargtypes) "
      "WITH ORDINALITY AS u (t, at)), p.prokind, p.prorettype, format_type(p.prorettype, NULL), "
      "l.lanname, p.prosecdef, p.prosrc, p.probin, {}, "
      "concat(p.prokind, p.provolatile, p.proparallel, p.proisstrict, p.proleakproof, "
      "p.proretset), concat_ws(' ', p.procost, p.prorows, p.prosupport::text), {}, "
      "pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), {}, "
      "CASE WHEN a.aggfnoid IS NOT NULL THEN concat_ws(' ', a.aggkind, a.aggnumdirectargs, "
      "a.aggtransfn::text, a.aggfinalfn::text, a.aggcombinefn::text, a.aggserialfn::text, "
      "a.aggdeserialfn::text, a.aggmtransfn::text, a.aggminvtransfn::text, a.aggmfinalfn::text, "
      "a.aggfinalextra, a.aggmfinalextra, a.aggfinalmodify, a.aggmfinalmodify, "
      "a.aggsortop::regoperator::text, format_type(a.aggtranstype, NULL), a.aggtransspace, "
      "format_type(a.aggmtranstype, NULL), a.aggmtransspace, a.agginitval, a.aggminitval) END "
      "FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace "
      "JOIN pg_language AS l ON l.oid = p.prolang LEFT JOIN pg_aggregate AS a "
      "ON a.aggfnoid = p.oid WHERE {} ORDER BY p.oid",
      version >= 140000 ? "pg_get_function_sqlbody(p.oid)" : "NULL", options_sql("p.proconfig"),
      rights_sql("p.proacl", "f", "p.proowner"), own_schema_sql("n"));
}

Result<void> list_routine(Gathering& into, Row row) {
  const SystemId id{SystemCatalog::routine, row.oid(), 0};
  if (into.is_of_extension(id)) return {};
  auto name = row.word();
  name += '(' + unquoted(row.text()) + ')';
  // All that is called is a function to the format.
  const Place place = into.add(ObjectKind::function, std::move(name), id);
  into.know_call(place, unquoted(row.text()));
  const auto kind = row.text();
  const auto result = row.oid();
  const bool returns = !row.next_is_null() && result != 0;
  auto type = into.type_name(result, row.text());
  if (returns && kind != "p") into.say(place, Attribute::returns, std::move(type));
  auto language = row.word();
  if (kind != "a") into.say(place, Attribute::language, std::move(language));
  into.say(place, Attribute::security_definer, row.truth());
  Rest rest;
  for (const auto* key : {"source", "library", "body", "kind", "estimates", "settings", "arguments",
                          "result", "rights", "aggregate"})
    rest.say(key, row.text());
  return into.say_rest(place, rest);
}

std::string triggers_sql(int version) {
  return fmt::format(
      "SELECT t.oid, t.tgrelid, t.tgname, t.tgtype, t.tgenabled, t.tgfoid, n.nspname || '.' || "
      "p.proname || '()', pg_get_triggerdef(t.oid), {} FROM pg_trigger AS t "
      "JOIN pg_proc AS p ON p.oid = t.tgfoid JOIN pg_namespace AS n ON n.oid = p.pronamespace "
      "WHERE NOT t.tgisinternal ORDER BY t.oid",
      version >= 130000 ? "CASE WHEN t.tgparentid <> 0 THEN 'yes' END" : "NULL");
}

Result<void> list_trigger(Gathering& into, Row row) {
  constexpr int kBefore = 2;
  constexpr int kInsteadOf = 64;
  const SystemId id{SystemCatalog::trigger, row.oid(), 0};
  const SystemId table_id{SystemCatalog::relation, row.oid(), 0};
  const auto table = into.find(table_id);
  if (!table || into.is_of_extension(table_id) || into.is_of_extension(id)) return {};
  const Place place = into.add(ObjectKind::trigger, into.name(*table) + '/' + row.word(), id);
  into.belongs_to(place, *table);
  into.need(place, *table);
  const auto bits = static_cast<int>(row.number());
  into.say(place, Attribute::timing,
           std::string((bits & kBefore) != 0      ? "before"
                       : (bits & kInsteadOf) != 0 ? "instead_of"
                                                  : "after"));
  std::vector<std::string> events;
  for (const auto& [bit, word] : {std::pair(8, "delete"), std::pair(4, "insert"),
                                  std::pair(32, "truncate"), std::pair(16, "update")}) {
    if ((bits & bit) != 0) events.emplace_back(word);
  }
  into.say(place, Attribute::events, std::move(events));
  const auto enabled = row.text();
  into.say(place, Attribute::enabled, enabled != "D");
  const SystemId routine{SystemCatalog::routine, row.oid(), 0};
  const auto function = into.find(routine);
  const auto spelled = row.word();
  into.say(place, Attribute::function,
           function && !into.is_of_extension(routine) ? into.at(*function).label()
                                                      : "function " + spelled);
  Rest rest;
  rest.say("definition", row.text());
  rest.say("of_parent", row.text());
  if (enabled == "R" || enabled == "A") rest.say("enabled", enabled);
  return into.say_rest(place, rest);
}

Result<void> list_rule(Gathering& into, Row row) {
  const SystemId id{SystemCatalog::rule, row.oid(), 0};
  const SystemId relation_id{SystemCatalog::relation, row.oid(), 0};
  const auto relation = into.find(relation_id);
  if (!relation || into.is_of_extension(relation_id)) return {};
  const auto name = row.word();
  // The query of a view.
  if (name == "_RETURN") {
    into.stands_for(id, *relation);
    return {};
  }
  const Place place = into.add(ObjectKind::rule, into.name(*relation) + '/' + name, id);
  into.belongs_to(place, *relation);
  into.need(place, *relation);
  const auto event = row.text();
  into.say(place, Attribute::events,
           std::vector<std::string>{event == "1"   ? "select"
                                    : event == "2" ? "update"
                                    : event == "3" ? "insert"
                                                   : "delete"});
  const auto enabled = row.text();
  into.say(place, Attribute::enabled, enabled != "D");
  Rest rest;
  rest.say("definition", row.text());
  if (enabled == "R" || enabled == "A") rest.say("enabled", enabled);
  return into.say_rest(place, rest);
}

Result<void> list_policy(Gathering& into, Row row) {
  const SystemId id{SystemCatalog::policy, row.oid(), 0};
  const SystemId table_id{SystemCatalog::relation, row.oid(), 0};
  const auto table = into.find(table_id);
  if (!table || into.is_of_extension(table_id)) return {};
  const Place place = into.add(ObjectKind::policy, into.name(*table) + '/' + row.word(), id);
  into.belongs_to(place, *table);
  into.need(place, *table);
  const auto command = row.text();
  into.say(place, Attribute::command,
           std::string(command == "r"   ? "select"
                       : command == "a" ? "insert"
                       : command == "w" ? "update"
                       : command == "d" ? "delete"
                                        : "all"));
  into.say(place, Attribute::permissive, row.truth());
  std::vector<std::string> roles;
  for (auto list = row.text(); !list.empty();) {
    const auto end = std::min(list.find('\n'), list.size());
    roles.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  into.say(place, Attribute::roles, std::move(roles));
  Rest rest;
  rest.say("using", row.text());
  rest.say("check", row.text());
  return into.say_rest(place, rest);
}

}  // namespace

Result<void> list_routines(Gathering& into) {
  return for_each_row(into, routines_sql(into.version),
                      [&](Row row) { return list_routine(into, row); });
}

Result<void> list_triggers(Gathering& into) {
  return for_each_row(into, triggers_sql(into.version),
                      [&](Row row) { return list_trigger(into, row); });
}

Result<void> list_rules(Gathering& into) {
  return for_each_row(into,
                      "SELECT oid, ev_class, rulename, ev_type, ev_enabled, CASE WHEN rulename <> "
                      "'_RETURN' THEN pg_get_ruledef(oid) END FROM pg_rewrite ORDER BY oid",
                      [&](Row row) { return list_rule(into, row); });
}

Result<void> list_policies(Gathering& into) {
  return for_each_row(
      into,
      "SELECT oid, polrelid, polname, polcmd, polpermissive, (SELECT string_agg(w, E'\\n' ORDER BY "
      "w COLLATE \"C\") FROM (SELECT CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END AS w "
      "FROM unnest(polroles) AS r) AS g), pg_get_expr(polqual, polrelid), "
      "pg_get_expr(polwithcheck, polrelid) FROM pg_policy ORDER BY oid",
      [&](Row row) { return list_policy(into, row); });
}

}  // namespace mig::postgres
