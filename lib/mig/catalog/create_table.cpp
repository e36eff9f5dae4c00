#include <algorithm>

#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

std::string serial_type(Node type_name) {
  const auto names = names_of(type_name["names"]);
  if (names.size() != 1) return {};
  if (names[0] == "serial" || names[0] == "serial4") return "integer";
  if (names[0] == "bigserial" || names[0] == "serial8") return "bigint";
  if (names[0] == "smallserial" || names[0] == "serial2") return "smallint";
  return {};
}

void set_default(Session& session, Id table, Id column, Node raw, const std::string& key) {
  if (is_null(raw)) return;
  const auto found = expression(session, without_cast(raw), {table});
  session.edit(column, [&](Object& object) {
    object.attributes[key] = found.parts;
    append_needs(object, found, key == "generated" ? Bond::normal : Bond::attribute);
  });
}

/// What PostgreSQL holds inside the column itself rather than as a constraint.
bool is_column_property(std::string_view type) {
  return type == "CONSTR_NOTNULL" || type == "CONSTR_DEFAULT" || type == "CONSTR_GENERATED" ||
         type == "CONSTR_IDENTITY" || type == "CONSTR_NULL" || type.starts_with("CONSTR_ATTR_");
}

void column_property(Session& session, Id table, Id column, Node constraint) {
  const auto type = constraint["contype"].text();
  if (type == "CONSTR_NOTNULL") {
    session.edit(column, [](Object& object) { object.set("not_null", "true"); });
  } else if (type == "CONSTR_DEFAULT") {
    set_default(session, table, column, constraint["raw_expr"], "default");
    run_calls(session, constraint["raw_expr"]);
  } else if (type == "CONSTR_GENERATED") {
    set_default(session, table, column, constraint["raw_expr"], "generated");
  } else if (type == "CONSTR_IDENTITY") {
    const auto data = session.catalog.render(session.catalog.at(column).attributes.at("type"));
    serial_sequence(session, table, column, data, constraint["options"]);
    session.edit(column, [&](Object& object) {
      object.set("identity", std::string(constraint["generated_when"].text()));
      object.set("not_null", "true");
    });
  }
}

}  // namespace

bool is_null(Node expression) {
  const auto constant = expression.is("TypeCast") ? expression["arg"] : expression;
  return constant["isnull"].truth();
}

Id serial_sequence(Session& session, Id table, Id column, std::string_view type, Node options) {
  const auto& holder = session.catalog.at(table);
  Object sequence;
  sequence.kind = ObjectKind::sequence;
  sequence.schema = holder.schema;
  sequence.parent = column;
  sequence.temporary = holder.temporary;
  sequence.name = choose_relation_name(session, holder.schema, holder.name,
                                       session.catalog.at(column).name, "seq", false);
  sequence.set("type", std::string(type));
  sequence.attributes["owner"] = {{"", table}, {".", column}};
  sequence.needs = {{holder.schema, Bond::normal}, {column, Bond::automatic}};
  for (const auto& option : options.items()) {
    const auto path = names_of(option["arg"]);
    if (option["defname"].text() != "sequence_name" || path.empty()) continue;
    sequence.name = path.back();
    if (path.size() > 1) sequence.schema = session.schema(path[path.size() - 2]);
    sequence.needs[0].on = sequence.schema;
  }
  const Id id = session.catalog.add(std::move(sequence));
  sequence_options(session, id, options);
  return id;
}

// 'a' and 'a'::mood are one default to the server.
Node without_cast(Node expression) {
  return expression.is("TypeCast") && expression["arg"].is("A_Const") ? expression["arg"]
                                                                      : expression;
}

void add_column_constraints(Session& session, Id table, Id column, Node definition) {
  for (const auto& constraint : definition["constraints"].items()) {
    const auto type = constraint["contype"].text();
    if (!is_column_property(type)) add_constraint(session, table, constraint, column);
  }
}

Id add_column(Session& session, Id table, Node definition) {
  const auto name = definition["colname"].text();
  Object column;
  column.kind = ObjectKind::column;
  column.name = name;
  column.parent = table;
  column.needs.push_back({table, Bond::automatic});
  const auto serial = serial_type(definition["typeName"]);
  column.attributes["type"] =
      serial.empty() ? type_parts(session, definition["typeName"]) : Parts{{serial, 0}};
  for (const auto& part : column.attributes["type"]) {
    if (part.named != 0) column.needs.push_back({part.named, Bond::normal});
  }
  if (const auto collation = names_of(definition["collClause"]["collname"]); !collation.empty()) {
    column.set("collation", collation.back());
  }
  // A partition may repeat a column of its parent only to add to it.
  Id id = session.find_column(table, name);
  if (id == 0) {
    id = session.catalog.add(std::move(column));
  } else if (definition["typeName"]) {
    session.edit(id,
                 [&](Object& object) { object.attributes["type"] = column.attributes["type"]; });
  }
  if (!serial.empty()) {
    const Id sequence = serial_sequence(session, table, id, serial);
    session.edit(id, [&](Object& object) {
      object.attributes["default"] = {{"nextval:", sequence}};
      object.needs.push_back({sequence, Bond::attribute});
      object.set("not_null", "true");
    });
  }
  for (const auto& constraint : definition["constraints"].items()) {
    if (is_column_property(constraint["contype"].text()))
      column_property(session, table, id, constraint);
  }
  return id;
}

namespace {

struct Pending {
  Node node;
  Id column = 0;
};

/// By name, as the index behind it will have them; empty for what is no plain key.
std::vector<std::string> key_columns(const Session& session, const Pending& constraint) {
  const auto type = constraint.node["contype"].text();
  if (type != "CONSTR_PRIMARY" && type != "CONSTR_UNIQUE") return {};
  if (constraint.node["deferrable"] || constraint.node["including"]) return {};
  if (constraint.column != 0) return {session.catalog.at(constraint.column).name};
  return names_of(constraint.node["keys"]);
}

/// UNIQUE over the columns of the primary key, or of an earlier UNIQUE, without a name of its own:
/// the server makes one index of both.
bool redundant(const Session& session, const std::vector<Pending>& all, std::size_t at) {
  const auto columns = key_columns(session, all[at]);
  const bool unique = all[at].node["contype"].text() == "CONSTR_UNIQUE";
  if (columns.empty() || !unique || all[at].node["conname"]) return false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool primary = all[i].node["contype"].text() == "CONSTR_PRIMARY";
    if ((primary || i < at) && key_columns(session, all[i]) == columns) return true;
  }
  return false;
}

void add_table_constraints(Session& session, Id table,
                           const std::vector<std::pair<Id, Node>>& columns,
                           const std::vector<Node>& constraints) {
  std::vector<Pending> all;
  for (const auto& [column, element] : columns) {
    for (const auto& constraint : element["constraints"].items()) {
      if (!is_column_property(constraint["contype"].text())) all.push_back({constraint, column});
    }
  }
  for (const auto& constraint : constraints) all.push_back({constraint, 0});
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!redundant(session, all, i)) add_constraint(session, table, all[i].node, all[i].column);
  }
}

}  // namespace

void create_table(Session& session, Node outer) {
  // CREATE FOREIGN TABLE wraps a CREATE TABLE.
  const bool foreign = outer.is("CreateForeignTableStmt");
  const auto create = foreign ? outer["base"] : outer;
  const auto name = create["relation"];
  bool temporary = false;
  const Id schema = session.creation_schema(name, temporary);
  if (const Id present = session.catalog.find('r', schema, name["relname"].text())) {
    tell_present(session, present);
    session.touch(Operation::create, present);
    return;
  }
  Object table;
  table.kind = foreign ? ObjectKind::foreign_table : ObjectKind::table;
  table.name = name["relname"].text();
  table.schema = schema;
  table.temporary = temporary;
  if (create["oncommit"].text() == "ONCOMMIT_DROP") table.set(".ends", "on commit");
  table.needs.push_back({schema, Bond::normal});
  if (name["relpersistence"].text() == "u") table.set("persistence", "unlogged");
  if (create["partspec"])
    table.set("partition_key", expression(session, create["partspec"], {}).parts.front().text);
  for (const auto& option : create["options"].items())
    table.set("option " + std::string(option["defname"].text()), "set");
  if (foreign) {
    const auto server = outer["servername"].text();
    table.needs.push_back({session.global(ObjectKind::server, server), Bond::normal});
  }
  const Id id = session.catalog.add(std::move(table));
  const bool partition = static_cast<bool>(create["partbound"]);
  if (create["ofTypename"]) columns_of_type(session, id, create["ofTypename"]);
  // Constraints come last: PostgreSQL names them when it knows all columns.
  std::vector<Node> constraints;
  std::vector<std::pair<Id, Node>> columns;
  std::vector<Node> parents = create["inhRelations"].items();
  if (!partition) {
    for (const auto& parent : parents) {
      session.touch(Operation::alter, session.relation(parent));
      adopt_from_parent(session, id, session.relation(parent), false);
    }
  }
  for (const auto& element : create["tableElts"].items()) {
    if (element.is("TableLikeClause")) like(session, id, element);
    if (element.is("ColumnDef") && !partition) {
      const Id column = add_column(session, id, element);
      columns.emplace_back(column, element);
    }
    if (element.is("Constraint")) constraints.push_back(element);
  }
  add_table_constraints(session, id, columns, constraints);
  if (partition) {
    for (const auto& parent : parents) {
      session.touch(Operation::alter, session.relation(parent));
      adopt_from_parent(session, id, session.relation(parent), true);
    }
  }
}

}  // namespace mig::catalog
