#include <algorithm>

#include "mig/catalog/heirs.hpp"
#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

/// FigureIndexColname() of PostgreSQL: a function's name, the column below a cast, else "expr".
std::string expression_name(Node node) {
  if (node.is("FuncCall")) {
    const auto names = names_of(node["funcname"]);
    return names.empty() ? "expr" : names.back();
  }
  if (node.is("TypeCast")) {
    auto inner = expression_name(node["arg"]);
    const auto names = names_of(node["typeName"]["names"]);
    return inner == "expr" && !names.empty() ? names.back() : inner;
  }
  if (node.is("ColumnRef")) {
    const auto names = names_of(node["fields"]);
    return names.empty() ? "expr" : names.back();
  }
  if (node.is("CollateClause")) return expression_name(node["arg"]);
  if (node.is("CoalesceExpr")) return "coalesce";
  if (node.is("MinMaxExpr")) return node["op"].text() == "IS_LEAST" ? "least" : "greatest";
  if (node.is("A_Indirection")) return expression_name(node["arg"]);
  if (node.is("CaseExpr")) {
    const auto inner = expression_name(node["defresult"]);
    return inner == "expr" ? "case" : inner;
  }
  if (node.is("SQLValueFunction")) return "expr";
  return "expr";
}

std::vector<std::string> attribute_names(const std::vector<std::string>& wanted) {
  std::vector<std::string> names;
  for (const auto& origin : wanted) {
    auto name = origin;
    for (int i = 1; std::find(names.begin(), names.end(), name) != names.end(); ++i) {
      const auto number = std::to_string(i);
      name = origin.substr(0, 63 - number.size()) + number;
    }
    names.push_back(name);
  }
  return names;
}

void add_constraint_of(Session& session, Id table, Id index) {
  const auto& built = session.catalog.at(index);
  const auto type = built.text(".constraint");
  if (type.empty()) return;
  Object constraint;
  constraint.kind = ObjectKind::constraint;
  constraint.parent = table;
  constraint.name = built.name;
  constraint.set(".type", type);
  constraint.columns = built.columns;
  constraint.columns.remove(Id{0});
  auto& parts = constraint.attributes["columns"];
  for (const Id id : constraint.columns) parts.push_back({parts.empty() ? "" : ",", id});
  constraint.needs.push_back({table, Bond::automatic});
  for (const Id id : constraint.columns) constraint.needs.push_back({id, Bond::automatic});
  constraint.target = index;
  const Id id = session.catalog.add(std::move(constraint));
  session.edit(index, [&](Object& object) { object.needs.push_back({id, Bond::automatic}); });
}

// What is PostgreSQL's default is left out, as an index behind a key has nothing but defaults.
std::string order_of(Node element) {
  const bool down = element["ordering"].text() == "SORTBY_DESC";
  const auto nulls = element["nulls_ordering"].text();
  std::string order = down ? "desc" : "";
  if (nulls == "SORTBY_NULLS_FIRST" && !down) order += " nulls first";
  if (nulls == "SORTBY_NULLS_LAST" && down) order += " nulls last";
  if (const auto name = names_of(element["opclass"]); !name.empty()) order += ' ' + name.back();
  if (const auto name = names_of(element["collation"]); !name.empty())
    order += " collate " + name.back();
  return order;
}

void describe_keys(Session& session, Id table, Node elements, Object& index) {
  std::string order;
  bool plain = true;
  for (const auto& element : elements.items()) {
    const auto own = order_of(element);
    plain = plain && own.empty();
    order += own + ',';
    if (!element["expr"]) continue;
    const auto found = expression(session, element["expr"], {table});
    auto& parts = index.attributes["expression"];
    parts.insert(parts.end(), found.parts.begin(), found.parts.end());
    parts.push_back({",", 0});
    append_routine_needs(session, index, found, Bond::normal);
    for (const Id id : found.columns) index.needs.push_back({id, Bond::automatic});
  }
  if (!plain) index.set("order", order);
}

}  // namespace

/// Names the index as PostgreSQL would when it has no name, adds it and the constraint on it, and
/// does the same for the partitions of the table.
Id build_index(Session& session, Id table, Object index, std::string label) {
  const auto& holder = session.catalog.at(table);
  const auto pattern = index;
  index.schema = holder.schema;
  index.parent = table;
  index.temporary = holder.temporary;
  if (index.name.empty()) {
    std::vector<std::string> wanted;
    std::size_t at = 0;
    for (const Id id : index.columns) {
      const auto key = ".expression" + std::to_string(at++);
      wanted.push_back(id != 0          ? session.catalog.at(id).name
                       : index.has(key) ? index.text(key)
                                        : "expr");
    }
    // INCLUDE counts as well.
    if (const auto including = index.attributes.find("including");
        including != index.attributes.end()) {
      for (const auto& part : including->second)
        wanted.push_back(session.catalog.at(part.named).name);
    }
    const auto columns = label == "pkey" ? "" : column_names(session, attribute_names(wanted));
    index.name =
        choose_relation_name(session, holder.schema, holder.name, columns, label, label != "idx");
  }
  index.attributes["table"] = {{"", table}};
  auto& parts = index.attributes["columns"];
  parts.clear();
  for (const Id id : index.columns) parts.push_back({parts.empty() ? "" : ",", id});
  index.needs.push_back({holder.schema, Bond::normal});
  index.needs.push_back({table, Bond::automatic});
  for (const Id id : index.columns) {
    if (id != 0) index.needs.push_back({id, Bond::automatic});
  }
  const Id id = session.catalog.add(std::move(index));
  add_constraint_of(session, table, id);
  for (const Id child : partitions(session, table)) {
    auto own = pattern;
    own.name.clear();
    for (auto& column : own.columns) {
      if (column != 0) column = session.column(child, session.catalog.at(column).name);
    }
    own.needs = {{id, Bond::automatic}};
    build_index(session, child, std::move(own), label);
  }
  return id;
}

Id create_index(Session& session, Id table, Node node) {
  Object index;
  index.kind = ObjectKind::index;
  index.name = node["idxname"].text();
  const auto schema = session.catalog.at(table).schema;
  if (!index.name.empty()) {
    if (const Id present = session.catalog.find('r', schema, index.name)) {
      tell_present(session, present);
      session.touch(Operation::create, present);
      return present;
    }
  }
  std::size_t at = 0;
  for (const auto& element : node["indexParams"].items()) {
    const auto name = element["name"];
    index.columns.push_back(name ? session.column(table, name.text()) : 0);
    if (element["expr"])
      index.set(".expression" + std::to_string(at), expression_name(element["expr"]));
    ++at;
  }
  describe_keys(session, table, node["indexParams"], index);
  if (node["whereClause"]) {
    const auto where = expression(session, node["whereClause"], {table});
    index.attributes["where"] = where.parts;
    for (const Id id : where.columns) index.needs.push_back({id, Bond::automatic});
    append_routine_needs(session, index, where, Bond::normal);
  }
  for (const auto& element : node["indexIncludingParams"].items()) {
    const Id column = session.column(table, element["name"].text());
    index.attributes["including"].push_back({",", column});
    index.needs.push_back({column, Bond::automatic});
  }
  if (node["unique"].truth()) index.set("unique", "true");
  if (const auto method = node["accessMethod"].text(); method != "btree")
    index.set("method", std::string(method));
  return build_index(session, table, std::move(index), "idx");
}

}  // namespace mig::catalog
