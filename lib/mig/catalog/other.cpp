#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"
#include "mig/catalog/tables.hpp"
#include "mig/catalog/temporary.hpp"

namespace mig::catalog {
namespace {

struct Plain {
  ObjectKind kind;
  Operation operation;
  std::string_view name;  ///< the field that holds it
};

// Objects without a model of their own: what they touch is named, nothing follows from it.
const std::map<std::string_view, Plain>& plain_statements() {
  using K = ObjectKind;
  using O = Operation;
  static const std::map<std::string_view, Plain> table{
      {"CreateRoleStmt", {K::role, O::create, "role"}},
      {"AlterRoleStmt", {K::role, O::alter, "role"}},
      {"AlterRoleSetStmt", {K::role, O::alter, "role"}},
      {"DropRoleStmt", {K::role, O::drop, "roles"}},
      {"ReassignOwnedStmt", {K::role, O::unknown_cascade, "roles"}},
      {"DropOwnedStmt", {K::role, O::unknown_cascade, "roles"}},
      {"CreatedbStmt", {K::database, O::create, "dbname"}},
      {"AlterDatabaseStmt", {K::database, O::alter, "dbname"}},
      {"AlterDatabaseSetStmt", {K::database, O::alter, "dbname"}},
      {"AlterDatabaseRefreshCollStmt", {K::database, O::alter, "dbname"}},
      {"DropdbStmt", {K::database, O::drop, "dbname"}},
      {"CreateTableSpaceStmt", {K::tablespace, O::create, "tablespacename"}},
      {"AlterTableSpaceOptionsStmt", {K::tablespace, O::alter, "tablespacename"}},
      {"DropTableSpaceStmt", {K::tablespace, O::drop, "tablespacename"}},
      {"AlterTableMoveAllStmt", {K::tablespace, O::alter, "orig_tablespacename"}},
      {"CreatePublicationStmt", {K::publication, O::create, "pubname"}},
      {"AlterPublicationStmt", {K::publication, O::alter, "pubname"}},
      {"CreateSubscriptionStmt", {K::subscription, O::create, "subname"}},
      {"AlterSubscriptionStmt", {K::subscription, O::alter, "subname"}},
      {"DropSubscriptionStmt", {K::subscription, O::drop, "subname"}},
      {"CreateFdwStmt", {K::foreign_data_wrapper, O::create, "fdwname"}},
      {"AlterFdwStmt", {K::foreign_data_wrapper, O::alter, "fdwname"}},
      {"CreateForeignServerStmt", {K::server, O::create, "servername"}},
      {"AlterForeignServerStmt", {K::server, O::alter, "servername"}},
      {"CreateUserMappingStmt", {K::user_mapping, O::create, "servername"}},
      {"AlterUserMappingStmt", {K::user_mapping, O::alter, "servername"}},
      {"DropUserMappingStmt", {K::user_mapping, O::drop, "servername"}},
      {"ImportForeignSchemaStmt", {K::schema, O::unknown_call, "local_schema"}},
      {"CreatePLangStmt", {K::language, O::create, "plname"}},
      {"CreateCastStmt", {K::cast, O::create, "sourcetype"}},
      {"CreateTransformStmt", {K::transform, O::create, "type_name"}},
      {"CreateConversionStmt", {K::conversion, O::create, "conversion_name"}},
      {"CreateAmStmt", {K::access_method, O::create, "amname"}},
      {"CreateOpClassStmt", {K::operator_class, O::create, "opclassname"}},
      {"CreateOpFamilyStmt", {K::operator_family, O::create, "opfamilyname"}},
      {"AlterOpFamilyStmt", {K::operator_family, O::alter, "opfamilyname"}},
      {"AlterOperatorStmt", {K::operator_, O::alter, "opername"}},
      {"AlterTypeStmt", {K::base_type, O::alter, "typeName"}},
      {"CreateEventTrigStmt", {K::event_trigger, O::create, "trigname"}},
      {"AlterEventTrigStmt", {K::event_trigger, O::alter, "trigname"}},
      {"AlterTSConfigurationStmt", {K::text_search, O::alter, "cfgname"}},
      {"AlterTSDictionaryStmt", {K::text_search, O::alter, "dictname"}},
      {"AlterCollationStmt", {K::collation, O::alter, "collname"}},
      {"AlterStatsStmt", {K::statistics, O::alter, "defnames"}},
      {"AlterSystemStmt", {K::setting, O::alter, "setstmt"}},
      {"AlterExtensionStmt", {K::extension, O::unknown_call, "extname"}},
      {"AlterExtensionContentsStmt", {K::extension, O::alter, "extname"}},
      {"AlterObjectDependsStmt", {K::unknown, O::alter, "object"}},
      {"LoadStmt", {K::file, O::server_access, "filename"}},
      {"NotifyStmt", {K::setting, O::notify, "conditionname"}},
      {"SecLabelStmt", {K::unknown, O::security_label, "object"}}};
  return table;
}

// They change nothing that outlives the session.
bool harmless(std::string_view tag) {
  static const std::set<std::string_view> tags{
      "VariableShowStmt", "ListenStmt",      "UnlistenStmt",   "CheckPointStmt",
      "FetchStmt",        "ClosePortalStmt", "DeallocateStmt", "ConstraintsSetStmt"};
  return tags.count(tag) != 0;
}

std::string field_name(Node field) {
  if (!field.text().empty()) return std::string(field.text());
  if (field["rolename"]) return std::string(field["rolename"].text());
  if (field["name"]) return std::string(field["name"].text());
  return shown_name(field);
}

/// Objects that the catalog keeps, so that what comes and goes is a difference.
bool has_state(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::role:
    case ObjectKind::database:
    case ObjectKind::tablespace:
    case ObjectKind::publication:
    case ObjectKind::subscription:
    case ObjectKind::foreign_data_wrapper:
    case ObjectKind::server:
    case ObjectKind::user_mapping:
    case ObjectKind::language:
    case ObjectKind::event_trigger:
    case ObjectKind::access_method:
    case ObjectKind::cast:
      return true;
    default:
      return false;
  }
}

std::string plain_name(Session& session, ObjectKind kind, Node statement, Node field) {
  if (kind == ObjectKind::user_mapping) return user_mapping_name(statement);
  if (kind == ObjectKind::cast)
    return cast_name(session, statement["sourcetype"], statement["targettype"]);
  return field_name(field);
}

void maintain(Session& session, Node statement, Operation operation) {
  session.traits.not_transactional = operation == Operation::vacuum;
  const auto name = statement["relation"];
  if (operation == Operation::cluster && name && statement["indexname"])
    cluster_on(session, session.relation(name), statement["indexname"].text());
  if (name)
    session.touch(operation,
                  session.relation(name, statement["kind"].text() == "REINDEX_OBJECT_INDEX"
                                             ? ObjectKind::index
                                             : ObjectKind::table));
  for (const auto& each : statement["rels"].items()) {
    if (each["relation"]) session.touch(operation, session.relation(each["relation"]));
  }
  if (!name && statement["rels"].count() == 0)
    session.tell(operation, {ObjectKind::database, field_name(statement["name"])});
}

/// EXPLAIN alone plans; with ANALYZE it runs.
bool runs_what_it_explains(Node explain) {
  bool runs = false;
  for (const auto& option : explain["options"].items()) {
    if (option["defname"].text() != "analyze") continue;
    const auto word = option["arg"]["sval"].text();
    runs = !(word == "false" || word == "off" ||
             (option["arg"].is("Integer") && option["arg"]["ival"].number() == 0));
  }
  return runs;
}

void execute_prepared(Session& session, Node execute) {
  const auto found = session.prepared.find(std::string(execute["name"].text()));
  if (found == session.prepared.end()) {
    session.opaque(Operation::dynamic_sql, std::string(execute["name"].text()),
                   "a statement that was prepared elsewhere");
    return;
  }
  for (const auto& argument : execute["params"].items()) run_calls(session, argument);
  const auto text = found->second;
  const auto tree = sql::parse_fragment(text);
  if (tree) apply_statement(session, tree->root()["stmts"].first()["stmt"]["query"]);
}

}  // namespace

void create_schema(Session& session, Node create) {
  auto name = create["schemaname"].text();
  if (name.empty()) name = create["authrole"]["rolename"].text();
  if (const Id present = session.catalog.find(name_space(ObjectKind::schema), 0, name)) {
    tell_present(session, present);
    session.touch(Operation::create, present);
  } else {
    Object schema;
    schema.kind = ObjectKind::schema;
    schema.name = name;
    session.catalog.add(std::move(schema));
  }
  const auto before = session.search_path;
  session.search_path.insert(session.search_path.begin(), std::string(name));
  for (const auto& element : create["schemaElts"].items()) apply_statement(session, element);
  session.search_path = before;
}

void create_extension(Session& session, Node create) {
  const auto name = create["extname"].text();
  if (const Id present = session.catalog.find(name_space(ObjectKind::extension), 0, name)) {
    tell_present(session, present);
    session.touch(Operation::create, present);
    return;
  }
  Object extension;
  extension.kind = ObjectKind::extension;
  extension.name = name;
  Id holder = 0;
  for (const auto& option : create["options"].items()) {
    if (option["defname"].text() == "schema") holder = session.schema(option["arg"]["sval"].text());
  }
  extension.needs.push_back({holder != 0 ? holder : session.current_schema(), Bond::normal});
  const Id id = session.catalog.add(std::move(extension));
  // The control file of an extension comments it.
  Object comment;
  comment.kind = ObjectKind::comment;
  comment.parent = id;
  comment.needs.push_back({id, Bond::automatic});
  comment.set("text", "of the extension");
  session.catalog.add(std::move(comment));
  if (create["options"].items().empty()) return;
  for (const auto& option : create["options"].items()) {
    if (option["defname"].text() == "cascade")
      session.opaque(Operation::unknown_cascade, std::string(name),
                     "what it requires is created along");
  }
}

bool other_statement(Session& session, Node statement) {
  const auto tag = statement.tag();
  const auto found = plain_statements().find(tag);
  if (found != plain_statements().end()) {
    const auto& [kind, operation, field] = found->second;
    const auto named = statement[field];
    const bool several = field == "roles";
    session.traits.widens_access = kind == ObjectKind::role || operation == Operation::owner;
    for (const auto& each : several ? named.items() : std::vector<Node>{named}) {
      const auto name = plain_name(session, kind, statement, each);
      if (has_state(kind) && operation == Operation::create) {
        create_plain(session, kind, name, statement);
      } else if (has_state(kind) && operation == Operation::alter) {
        alter_plain(session, kind, name, statement);
      } else if (has_state(kind) && operation == Operation::drop) {
        drop_plain(session, kind, name, statement["missing_ok"].truth());
      } else {
        session.tell(operation, {kind, name});
        session.effects.back().traits.on_existing = operation != Operation::create;
        if (effect::is_opaque(operation))
          session.effects.back().detail = "what it reaches is not in the script";
      }
    }
    return true;
  }
  if (tag == "VacuumStmt") maintain(session, statement, Operation::vacuum);
  if (tag == "ReindexStmt") maintain(session, statement, Operation::reindex);
  if (tag == "ClusterStmt") maintain(session, statement, Operation::cluster);
  if (tag == "VacuumStmt" || tag == "ReindexStmt" || tag == "ClusterStmt") return true;
  if (tag == "ExplainStmt") {
    if (runs_what_it_explains(statement)) apply_statement(session, statement["query"]);
    return true;
  }
  if (tag == "DeclareCursorStmt") {
    run_query(session, statement["query"]);
    return true;
  }
  if (tag == "PrepareStmt") {
    session.prepared[std::string(statement["name"].text())] = std::string(session.source);
    return true;
  }
  if (tag == "ExecuteStmt") {
    execute_prepared(session, statement);
    return true;
  }
  if (tag == "DiscardStmt") {
    const auto target = statement["target"].text();
    if (target == "DISCARD_TEMP" || target == "DISCARD_ALL") drop_temporary(session, false);
    if (target == "DISCARD_ALL") {
      search_path_from(session, {"public"});
      session.prepared.clear();
    }
    return true;
  }
  if (tag == "DeallocateStmt") {
    if (statement["name"].text().empty()) session.prepared.clear();
    session.prepared.erase(std::string(statement["name"].text()));
    return true;
  }
  return harmless(tag);
}

}  // namespace mig::catalog
