#include "mig/catalog/partition_query.hpp"
#include "mig/catalog/heirs.hpp"

namespace mig::catalog {
namespace {

std::string last_field(Node column) {
  const auto names = names_of(column["fields"]);
  return column.is("ColumnRef") && !names.empty() ? names.back() : std::string();
}

/// `parent.relname = <known>` or `inhparent = <known>::regclass`; any other condition may leave
/// rows out, so that the answer would be a guess.
std::optional<std::string> parent_name(Node where, const Variables& variables) {
  if (!where.is("A_Expr") || names_of(where["name"]) != std::vector<std::string>{"="})
    return std::nullopt;
  const auto field = last_field(where["lexpr"]);
  if (field != "relname" && field != "inhparent") return std::nullopt;
  return evaluate(where["rexpr"], variables);
}

}  // namespace

std::optional<std::vector<std::string>> partition_names(Session& session, Node select,
                                                        const Variables& variables) {
  if (!session.catalog.complete || select["targetList"].count() != 1) return std::nullopt;
  if (last_field(select["targetList"].first()["val"]) != "relname") return std::nullopt;
  bool inherits = false;
  bool others = false;
  select["fromClause"].each([&](Node at) {
    if (!at.is("RangeVar")) return;
    const auto name = at["relname"].text();
    inherits = inherits || name == "pg_inherits";
    others = others || (name != "pg_inherits" && name != "pg_class");
  });
  const auto parent = parent_name(select["whereClause"], variables);
  if (!inherits || others || !parent) return std::nullopt;
  const Id table = session.find_relation("", *parent);
  if (table == 0) return std::nullopt;
  std::vector<std::string> names;
  for (const Id id : heirs(session, table)) names.push_back(session.catalog.at(id).name);
  return names;
}

}  // namespace mig::catalog
