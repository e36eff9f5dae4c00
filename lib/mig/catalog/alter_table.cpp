#include <algorithm>

#include "mig/catalog/heirs.hpp"
#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

void column_default(Session& session, Id table, Id column, Node raw) {
  session.edit(column, [](Object& object) {
    object.clear("default");
    std::erase_if(object.needs, [](const Need& need) { return need.bond == Bond::attribute; });
  });
  if (!raw || is_null(raw)) return;
  const auto found = expression(session, without_cast(raw), {table});
  session.edit(column, [&](Object& object) {
    object.attributes["default"] = found.parts;
    append_needs(object, found, Bond::attribute);
  });
}

/// The server builds indexes and constraints over a retyped column anew, those of other tables that
/// refer to it included.
void tell_rebuilt(Session& session, Id column) {
  const auto before = session.traits;
  session.traits.consequence = true;
  for (const Id id : session.catalog.dependents(column)) {
    const auto kind = session.catalog.at(id).kind;
    if (kind == ObjectKind::index) session.touch(Operation::reindex, id);
    if (kind == ObjectKind::constraint) session.touch(Operation::alter, id);
  }
  session.traits = before;
}

void column_type(Session& session, Id column, Node definition) {
  tell_rebuilt(session, column);
  auto type = type_parts(session, definition["typeName"]);
  session.edit(column, [&](Object& object) {
    const auto old = object.attributes["type"];
    std::erase_if(object.needs, [&](const Need& need) {
      return std::any_of(old.begin(), old.end(),
                         [&](const Part& part) { return part.named == need.on; });
    });
    for (const auto& part : type) {
      if (part.named != 0) object.needs.push_back({part.named, Bond::normal});
    }
    object.attributes["type"] = type;
    if (object.assumed && old.empty()) object.set(".retyped", "yes");
  });
  run_calls(session, definition["raw_default"]);
}

void options(Session& session, Id id, Node list, bool remove) {
  for (const auto& option : list.items()) {
    const auto key = "option " + std::string(option["defname"].text());
    const auto argument = option["arg"];
    std::string value = remove ? "" : "true";
    if (argument && !remove) {
      value.clear();
      argument.each([&](Node at) { value += at.text(); });
    }
    set_or_erase(session, id, key, value);
  }
}

bool column_command(Session& session, Id table, Node cmd, std::string_view type) {
  const bool wanted =
      type == "AT_ColumnDefault" || type == "AT_DropNotNull" || type == "AT_SetNotNull" ||
      type == "AT_AlterColumnType" || type == "AT_AddIdentity" || type == "AT_SetIdentity" ||
      type == "AT_DropIdentity" || type == "AT_DropExpression" || type == "AT_SetStatistics" ||
      type == "AT_SetOptions" || type == "AT_SetStorage" || type == "AT_SetCompression" ||
      type == "AT_ResetOptions";
  if (!wanted) return false;
  const auto kind = session.catalog.at(table).kind;
  if (kind == ObjectKind::view || kind == ObjectKind::index || kind == ObjectKind::matview) {
    session.touch(Operation::alter, table);
    return true;
  }
  const Id column = session.column(table, cmd["name"].text());
  session.touch(Operation::alter, column);
  if (type == "AT_ColumnDefault") column_default(session, table, column, cmd["def"]);
  if (type == "AT_SetNotNull") set_or_erase(session, column, "not_null", "true");
  if (type == "AT_DropNotNull") set_or_erase(session, column, "not_null", "");
  if (type == "AT_AlterColumnType") {
    session.traits.rewrites_table = true;
    column_type(session, column, cmd["def"]);
  }
  if (type == "AT_SetStatistics") {
    // libpg_query leaves a negative number out, as it does zero.
    const auto target = cmd["def"]["ival"].number();
    set_or_erase(session, column, "statistics", target <= 0 ? "" : std::to_string(target));
  }
  if (type == "AT_SetStorage" || type == "AT_SetCompression") {
    set_or_erase(session, column, type == "AT_SetStorage" ? "storage" : "compression",
                 cmd["def"]["sval"].text());
  }
  if (type == "AT_SetOptions" || type == "AT_ResetOptions")
    options(session, column, cmd["def"]["items"] ? cmd["def"]["items"] : cmd["def"],
            type == "AT_ResetOptions");
  if (type == "AT_DropExpression") set_or_erase(session, column, "generated", "");
  if (type.ends_with("Identity")) alter_identity(session, table, column, cmd, type);
  return true;
}

void tell_missing_member(Session& session, ObjectKind kind, Id table, std::string_view name) {
  Object wanted;
  wanted.kind = kind;
  wanted.parent = table;
  wanted.name = name;
  tell_missing(session, wanted);
}

void drop_constraint(Session& session, Id table, Node cmd, bool cascade) {
  const auto name = cmd["name"].text();
  Id id = session.catalog.find(name_space(ObjectKind::constraint), table, name);
  if (id == 0) {
    const Optional optional(session, cmd["missing_ok"].truth());
    if (session.catalog.complete && cmd["missing_ok"].truth()) {
      tell_missing_member(session, ObjectKind::constraint, table, name);
      return;
    }
    id = session.member(ObjectKind::constraint, table, name);
    if (cmd["missing_ok"].truth()) session.catalog.doubt(id);
  }
  session.drop(id, cascade);
}

void drop_column(Session& session, Id table, Node cmd, bool cascade) {
  const auto name = cmd["name"].text();
  const bool unknown = session.find_column(table, name) == 0;
  const bool optional = cmd["missing_ok"].truth();
  const Optional lenient(session, optional);
  if (unknown && optional && session.catalog.complete) {
    tell_missing_member(session, ObjectKind::column, table, name);
    return;
  }
  const Id column = session.column(table, name);
  if (unknown && optional) session.catalog.doubt(column);
  session.drop(column, cascade);
}

void attach(Session& session, Id table, Node partition) {
  const Id child = session.relation(partition["name"]);
  if (session.catalog.at(table).kind == ObjectKind::index) {
    session.edit(child, [&](Object& object) { object.needs.push_back({table, Bond::automatic}); });
    return;
  }
  adopt_from_parent(session, child, table, true);
  session.touch(Operation::alter, child);
}

void detach(Session& session, Id table, Id child) {
  session.edit(child, [&](Object& object) {
    object.parents.remove(table);
    auto& shown = object.attributes["parents"];
    std::erase_if(shown, [&](const Part& part) { return part.named == table; });
    if (shown.empty()) object.clear("parents");
    std::erase_if(object.needs, [&](const Need& need) { return need.on == table; });
  });
  session.touch(Operation::alter, child);
}

// The heirs have the column before its constraints: those go down by themselves.
void add_column_everywhere(Session& session, Id table, Node cmd) {
  const auto definition = cmd["def"];
  const auto name = definition["colname"].text();
  if (const Id present = session.find_column(table, name)) {
    if (!cmd["missing_ok"].truth()) tell_present(session, present);
    return;
  }
  const Id column = add_column(session, table, definition);
  for (const Id child : descendants(session, table)) {
    if (session.find_column(child, name) == 0) add_column(session, child, definition);
  }
  add_column_constraints(session, table, column, definition);
}

void row_security(Session& session, Id table, std::string_view type) {
  session.traits.widens_access = type == "AT_DisableRowSecurity" || type == "AT_NoForceRowSecurity";
  const auto* key =
      type.find("Force") == std::string_view::npos ? "row_security" : "force_row_security";
  set_or_erase(session, table, key,
               type == "AT_EnableRowSecurity" || type == "AT_ForceRowSecurity" ? "true" : "");
}

void table_command(Session& session, Id table, Node cmd, std::string_view type) {
  const bool cascade = cmd["behavior"].text() == "DROP_CASCADE";
  if (type == "AT_AddColumn") {
    add_column_everywhere(session, table, cmd);
  } else if (type == "AT_DropColumn") {
    drop_column(session, table, cmd, cascade);
  } else if (type == "AT_AddConstraint") {
    add_constraint(session, table, cmd["def"], 0);
  } else if (type == "AT_DropConstraint") {
    drop_constraint(session, table, cmd, cascade);
  } else if (type == "AT_ValidateConstraint") {
    const Id id = session.member(ObjectKind::constraint, table, cmd["name"].text());
    session.touch(Operation::alter, id);
    set_or_erase(session, id, "valid", session.catalog.at(id).assumed ? "true" : "");
  } else if (type == "AT_AlterConstraint") {
    const auto def = cmd["def"];
    const Id id = session.member(ObjectKind::constraint, table, def["conname"].text());
    session.touch(Operation::alter, id);
    set_or_erase(session, id, "deferrable",
                 !def["deferrable"].truth()    ? ""
                 : def["initdeferred"].truth() ? "deferred"
                                               : "yes");
  } else if (type == "AT_SetRelOptions" || type == "AT_ResetRelOptions") {
    options(session, table, cmd["def"].is("List") ? cmd["def"]["items"] : cmd["def"],
            type.starts_with("AT_Reset"));
  } else if (type == "AT_SetLogged" || type == "AT_SetUnLogged") {
    session.traits.rewrites_table = true;
    set_or_erase(session, table, "persistence", type == "AT_SetLogged" ? "" : "unlogged");
  } else if (type == "AT_AddInherit") {
    const Id parent = session.relation(cmd["def"]);
    session.touch(Operation::alter, parent);
    adopt_from_parent(session, table, parent, false);
  } else if (type == "AT_DropInherit") {
    const Id parent = session.relation(cmd["def"]);
    session.touch(Operation::alter, parent);
    detach(session, parent, table);
  } else if (type == "AT_AttachPartition") {
    attach(session, table, cmd["def"]);
  } else if (type == "AT_DetachPartition") {
    detach(session, table, session.relation(cmd["def"]["name"]));
  } else if (type.ends_with("RowSecurity")) {
    row_security(session, table, type);
  } else if (type.find("Trig") != std::string_view::npos && cmd["name"]) {
    const Id id = session.member(ObjectKind::trigger, table, cmd["name"].text());
    set_or_erase(session, id, "enabled", type == "AT_EnableTrig" ? "" : type);
  } else if (type.find("Trig") != std::string_view::npos) {
    // ALL and USER.
    for (const Id id : session.catalog.children(table, ObjectKind::trigger))
      set_or_erase(session, id, "enabled", type.starts_with("AT_Enable") ? "" : "AT_DisableTrig");
  } else if (type == "AT_ClusterOn" || type == "AT_DropCluster") {
    cluster_on(session, table, cmd["name"].text());
  } else if (type.find("Rule") != std::string_view::npos && cmd["name"]) {
    const Id id = session.member(ObjectKind::rule, table, cmd["name"].text());
    set_or_erase(session, id, "enabled", type == "AT_EnableRule" ? "" : type);
  } else if (type == "AT_ChangeOwner") {
    session.touch(Operation::owner, table);
  } else if (type == "AT_ReplicaIdentity") {
    set_or_erase(
        session, table, "replica_identity",
        cmd["def"]["identity_type"].text() == "d" ? "" : cmd["def"]["identity_type"].text());
  } else {
    // Options of foreign tables, storage, access methods: what it says is what it changes.
    std::string words = session.catalog.at(table).text("altered") + std::string(type);
    cmd["def"].each([&](Node at) {
      if (at.key() != "location") words += ' ' + std::string(at.text());
    });
    set_or_erase(session, table, "altered", words);
  }
}

bool goes_down(std::string_view type) {
  return type == "AT_DropColumn" || type == "AT_ColumnDefault" || type == "AT_DropNotNull" ||
         type == "AT_SetNotNull" || type == "AT_AlterColumnType";
}

}  // namespace

void alter_relation_command(Session& session, Id table, Node cmd) {
  const auto type = cmd["subtype"].text();
  std::vector<Id> tables{table};
  if (goes_down(type) && cmd["def"]["is_local"].text() != "false") {
    const auto below = descendants(session, table);
    tables.insert(tables.end(), below.begin(), below.end());
  }
  // The server evaluates these for the rows that are there.
  if (type == "AT_AddConstraint" || type == "AT_AlterColumnType")
    run_calls(session, cmd["def"]["raw_expr"] ? cmd["def"]["raw_expr"] : cmd["def"]["raw_default"]);
  for (const Id each : tables) {
    if (!session.catalog.alive(each)) continue;
    if (!column_command(session, each, cmd, type)) table_command(session, each, cmd, type);
  }
}

void alter_table(Session& session, Node alter) {
  const auto type = alter["objtype"].text();
  const auto kind = kind_of_object_type(type);
  if (type == "OBJECT_TYPE") {
    alter_composite(session, alter);
    return;
  }
  if (session.catalog.complete && alter["missing_ok"].truth() &&
      session.find_relation(alter["relation"]) == 0)
    return;
  const Optional optional(session, alter["missing_ok"].truth());
  const Id known = session.catalog.size();
  const Id table = session.relation(alter["relation"], kind);
  if (alter["missing_ok"].truth() && table >= known) session.catalog.doubt(table);
  session.traits.lock = LockLevel::access_exclusive;
  session.touch(Operation::alter, table);
  // ADD COLUMN and the like come before the constraints that name them, whatever their order.
  std::vector<Node> later;
  for (const auto& cmd : alter["cmds"].items()) {
    if (cmd["subtype"].text() == "AT_AddConstraint") {
      later.push_back(cmd);
    } else if (session.catalog.alive(table)) {
      alter_relation_command(session, table, cmd);
    }
  }
  for (const auto& cmd : later) alter_relation_command(session, table, cmd);
}

}  // namespace mig::catalog
