#include <fmt/format.h>

#include <array>
#include <set>

#include "mig/postgres/reading.hpp"

namespace mig::postgres {
namespace {

/// Kinds that need a name and a digest alone. The statement answers number, name, definition, and
/// the relation that it belongs to.
struct Other {
  ObjectKind kind;
  SystemCatalog catalog;
  std::string statement;
};

// What the system itself brings has a smaller number.
constexpr std::string_view kFirstOwn = "16384";

std::string in_schema(std::string_view catalog, std::string_view prefix, std::string_view name,
                      std::string_view definition, std::string_view relation = "0",
                      std::string_view joins = "") {
  return fmt::format(
      "SELECT x.oid, n.nspname || '.' || {}, {}, {} FROM {} AS x JOIN pg_namespace AS n "
      "ON n.oid = x.{}namespace {} WHERE {} ORDER BY x.oid",
      name, definition, relation, catalog, prefix, joins, own_schema_sql("n"));
}

std::string global(std::string_view catalog, std::string_view name, std::string_view definition,
                   std::string_view joins = "") {
  return fmt::format("SELECT x.oid, {}, {}, 0 FROM {} AS x {} WHERE x.oid >= {} ORDER BY x.oid",
                     name, definition, catalog, joins, kFirstOwn);
}

/// Only which options there are: their values say where another server is.
std::string option_names(std::string_view options) {
  return fmt::format(
      "(SELECT string_agg(split_part(o, '=', 1), ',' ORDER BY o COLLATE \"C\") FROM unnest({}) AS "
      "o)",
      options);
}

std::vector<Other> inside_schemas() {
  using K = ObjectKind;
  using C = SystemCatalog;
  return {
      {K::collation, C::collation,
       in_schema("pg_collation", "coll", "x.collname",
                 "(to_jsonb(x) - '{oid,collversion,collowner,collnamespace}'::text[])::text")},
      {K::conversion, C::conversion,
       in_schema("pg_conversion", "con", "x.conname",
                 "concat_ws(' ', x.conforencoding, x.contoencoding, x.conproc::text, "
                 "x.condefault)")},
      {K::operator_, C::operator_,
       in_schema("pg_operator", "opr",
                 "x.oprname || '(' || CASE x.oprleft WHEN 0 THEN 'NONE' ELSE "
                 "format_type(x.oprleft, NULL) END || ',' || CASE x.oprright WHEN 0 THEN 'NONE' "
                 "ELSE format_type(x.oprright, NULL) END || ')'",
                 "concat_ws(' ', x.oprkind, x.oprcanmerge, x.oprcanhash, format_type(x.oprresult, "
                 "NULL), x.oprcom::regoperator::text, x.oprnegate::regoperator::text, "
                 "x.oprcode::text, x.oprrest::text, x.oprjoin::text)")},
      {K::operator_class, C::operator_class,
       in_schema("pg_opclass", "opc", "x.opcname || ' using ' || a.amname",
                 "concat_ws(' ', format_type(x.opcintype, NULL), x.opcdefault, "
                 "format_type(x.opckeytype, NULL), f.opfname)",
                 "0",
                 "JOIN pg_am AS a ON a.oid = x.opcmethod JOIN pg_opfamily AS f ON f.oid = "
                 "x.opcfamily")},
      {K::operator_family, C::operator_family,
       in_schema("pg_opfamily", "opf", "x.opfname || ' using ' || a.amname",
                 "concat_ws(' ', (SELECT string_agg(concat_ws(' ', o.amopstrategy, o.amoppurpose, "
                 "o.amopopr::regoperator::text), ',' ORDER BY o.amopstrategy, o.amopopr) FROM "
                 "pg_amop AS o WHERE o.amopfamily = x.oid), (SELECT string_agg(concat_ws(' ', "
                 "o.amprocnum, o.amproc::text, format_type(o.amproclefttype, NULL)), ',' ORDER BY "
                 "o.amprocnum, o.amproclefttype, o.amprocrighttype) FROM pg_amproc AS o WHERE "
                 "o.amprocfamily = x.oid))",
                 "0", "JOIN pg_am AS a ON a.oid = x.opfmethod")},
      {K::statistics, C::statistics,
       in_schema("pg_statistic_ext", "stx", "x.stxname", "pg_get_statisticsobjdef(x.oid)",
                 "x.stxrelid")},
      {K::text_search, C::ts_config,
       in_schema("pg_ts_config", "cfg", "x.cfgname",
                 "x.cfgparser::text || ' ' || coalesce((SELECT string_agg(concat_ws(' ', "
                 "m.maptokentype, m.mapdict::regdictionary::text), ',' ORDER BY m.maptokentype, "
                 "m.mapseqno) FROM pg_ts_config_map AS m WHERE m.mapcfg = x.oid), '')")},
      {K::text_search, C::ts_dictionary,
       in_schema("pg_ts_dict", "dict", "x.dictname",
                 "concat_ws(' ', (SELECT t.tmplname FROM pg_ts_template AS t WHERE t.oid = "
                 "x.dicttemplate), x.dictinitoption)")},
      {K::text_search, C::ts_parser,
       in_schema("pg_ts_parser", "prs", "x.prsname",
                 "concat_ws(' ', x.prsstart::text, x.prstoken::text, x.prsend::text, "
                 "x.prsheadline::text, x.prslextype::text)")},
      {K::text_search, C::ts_template,
       in_schema("pg_ts_template", "tmpl", "x.tmplname",
                 "concat_ws(' ', x.tmplinit::text, x.tmpllexize::text)")}};
}

std::vector<Other> outside_schemas(int version) {
  using K = ObjectKind;
  using C = SystemCatalog;
  // Which tables it sends is told by what it depends on.
  const std::string members =
      version >= 150000
          ? "(SELECT string_agg(concat_ws(' ', pg_get_expr(r.prqual, r.prrelid), "
            "r.prattrs::text), ',' ORDER BY pg_get_expr(r.prqual, r.prrelid), r.prattrs::text) "
            "FROM pg_publication_rel AS r WHERE r.prpubid = x.oid)"
          : "''";
  return {
      {K::cast, C::cast,
       global("pg_cast",
              "format_type(x.castsource, NULL) || ' as ' || format_type(x.casttarget, NULL)",
              "concat_ws(' ', x.castfunc::regprocedure::text, x.castcontext, x.castmethod)")},
      {K::language, C::language,
       global("pg_language", "x.lanname",
              "concat_ws(' ', x.lanispl, x.lanpltrusted, x.lanplcallfoid::regprocedure::text, "
              "x.laninline::regprocedure::text, x.lanvalidator::regprocedure::text)")},
      {K::access_method, C::access_method,
       global("pg_am", "x.amname", "concat_ws(' ', x.amhandler::text, x.amtype)")},
      {K::foreign_data_wrapper, C::foreign_data_wrapper,
       global("pg_foreign_data_wrapper", "x.fdwname",
              "concat_ws(' ', x.fdwhandler::regproc::text, x.fdwvalidator::regproc::text, " +
                  option_names("x.fdwoptions") + ", " + rights_sql("x.fdwacl", "F", "x.fdwowner") +
                  ")")},
      {K::server, C::server,
       global("pg_foreign_server", "x.srvname",
              "concat_ws(' ', f.fdwname, x.srvtype, x.srvversion, " + option_names("x.srvoptions") +
                  ", " + rights_sql("x.srvacl", "S", "x.srvowner") + ")",
              "JOIN pg_foreign_data_wrapper AS f ON f.oid = x.srvfdw")},
      {K::event_trigger, C::event_trigger,
       global("pg_event_trigger", "x.evtname",
              "concat_ws(' ', x.evtevent, x.evtenabled, x.evtfoid::regprocedure::text, "
              "x.evttags::text)")},
      {K::publication, C::publication,
       global("pg_publication", "x.pubname",
              "concat_ws(' ', (to_jsonb(x) - '{oid,pubowner}'::text[])::text, " + members + ")")},
      {K::subscription, C::subscription,
       fmt::format("SELECT x.oid, x.subname, concat_ws(' ', x.subenabled, x.subslotname, "
                   "x.subpublications::text), 0 FROM pg_subscription AS x JOIN pg_database AS b "
                   "ON b.oid = x.subdbid WHERE b.datname = current_database() ORDER BY x.oid")}};
}

}  // namespace

namespace {

/// The tables and schemas of a publication are rows of their own, which link it to them.
Result<void> list_members(Gathering& into) {
  const auto link = [&into](SystemCatalog catalog, const std::string& statement) {
    return for_each_row(into, statement, [&](Row row) -> Result<void> {
      const SystemId member{catalog, row.oid(), 0};
      if (const auto publication = into.find({SystemCatalog::publication, row.oid(), 0}))
        into.stands_for(member, *publication);
      return {};
    });
  };
  auto linked = link(SystemCatalog::publication_relation,
                     "SELECT oid, prpubid FROM pg_publication_rel ORDER BY oid");
  if (!linked || into.version < 150000) return linked;
  return link(SystemCatalog::publication_schema,
              "SELECT oid, pnpubid FROM pg_publication_namespace ORDER BY oid");
}

}  // namespace

Result<void> list_others(Gathering& into) {
  auto lists = inside_schemas();
  for (auto& other : outside_schemas(into.version)) lists.push_back(std::move(other));
  std::set<std::string> search_names;
  for (const auto& [kind, catalog, statement] : lists) {
    auto listed = for_each_row(into, statement, [&, kind = kind, catalog = catalog](Row row) {
      const SystemId id{catalog, row.oid(), 0};
      if (into.is_of_extension(id)) return Result<void>();
      auto name = row.word();
      if (kind == ObjectKind::cast || kind == ObjectKind::operator_) std::erase(name, '"');
      // A configuration and a dictionary may share a name; the format has one kind for both.
      while (kind == ObjectKind::text_search && !search_names.insert(name).second) name += "'";
      const Place place = into.add(kind, std::move(name), id);
      Rest rest;
      rest.say("definition", row.text());
      const SystemId relation_id{SystemCatalog::relation, row.oid(), 0};
      if (const auto relation = into.find(relation_id); relation_id.number != 0 && relation)
        into.belongs_to(place, *relation);
      return into.say_rest(place, rest);
    });
    if (!listed) return listed;
  }
  return list_members(into);
}

}  // namespace mig::postgres
