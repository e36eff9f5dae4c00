#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

Node list_of(Node object) {
  return object.is("List") ? object["items"] : object;
}

bool belongs_to_table(std::string_view type) {
  return type == "OBJECT_TRIGGER" || type == "OBJECT_RULE" || type == "OBJECT_POLICY" ||
         type == "OBJECT_TABCONSTRAINT" || type == "OBJECT_COLUMN";
}

Id member_object(Session& session, ObjectKind kind, Node object, bool optional) {
  auto path = names_of(object);
  if (path.size() < 2) return 0;
  const auto name = path.back();
  path.pop_back();
  const auto holder = path.size() > 1 ? path[path.size() - 2] : std::string();
  const Id present = session.find_relation(holder, path.back());
  if (present == 0 && optional) return 0;
  const Id table = present != 0 ? present : session.relation_named(path, ObjectKind::table);
  const Id found = session.catalog.find(name_space(kind), table, name);
  if (found != 0 || optional) return found;
  return kind == ObjectKind::column ? session.column(table, name)
                                    : session.member(kind, table, name);
}

Id schema_object(Session& session, ObjectKind kind, const std::vector<std::string>& path,
                 bool optional) {
  if (path.empty()) return 0;
  const auto holder = path.size() > 1 ? path[path.size() - 2] : std::string();
  if (is_relation(kind) && kind != ObjectKind::composite) {
    const Id found = session.find_relation(holder, path.back());
    return found != 0 || optional ? found : session.relation_named(path, kind);
  }
  if (is_type(kind)) {
    const Id found = session.find_type(path);
    return found != 0 || optional ? found : session.type_named(path, kind);
  }
  const auto before = session.catalog.size();
  const Id id = session.in_schema(kind, path);
  if (optional && id >= before) session.catalog.withdraw(id);
  return optional && id >= before ? 0 : id;
}

/// Kinds that DROP takes no other for.
bool tells_kind(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::view || kind == ObjectKind::matview ||
         kind == ObjectKind::index || kind == ObjectKind::sequence ||
         kind == ObjectKind::foreign_table || kind == ObjectKind::domain;
}

}  // namespace

ObjectKind kind_of_object_type(std::string_view type) {
  static const std::map<std::string_view, ObjectKind> kinds{
      {"OBJECT_TABLE", ObjectKind::table},
      {"OBJECT_VIEW", ObjectKind::view},
      {"OBJECT_MATVIEW", ObjectKind::matview},
      {"OBJECT_INDEX", ObjectKind::index},
      {"OBJECT_SEQUENCE", ObjectKind::sequence},
      {"OBJECT_FOREIGN_TABLE", ObjectKind::foreign_table},
      {"OBJECT_COLUMN", ObjectKind::column},
      {"OBJECT_TABCONSTRAINT", ObjectKind::constraint},
      {"OBJECT_TRIGGER", ObjectKind::trigger},
      {"OBJECT_RULE", ObjectKind::rule},
      {"OBJECT_POLICY", ObjectKind::policy},
      {"OBJECT_FUNCTION", ObjectKind::function},
      {"OBJECT_PROCEDURE", ObjectKind::function},
      {"OBJECT_ROUTINE", ObjectKind::function},
      {"OBJECT_AGGREGATE", ObjectKind::function},
      {"OBJECT_TYPE", ObjectKind::enumeration},
      {"OBJECT_DOMAIN", ObjectKind::domain},
      {"OBJECT_SCHEMA", ObjectKind::schema},
      {"OBJECT_EXTENSION", ObjectKind::extension},
      {"OBJECT_STATISTIC_EXT", ObjectKind::statistics},
      {"OBJECT_COLLATION", ObjectKind::collation},
      {"OBJECT_CONVERSION", ObjectKind::conversion},
      {"OBJECT_ROLE", ObjectKind::role},
      {"OBJECT_DATABASE", ObjectKind::database},
      {"OBJECT_TABLESPACE", ObjectKind::tablespace},
      {"OBJECT_PUBLICATION", ObjectKind::publication},
      {"OBJECT_SUBSCRIPTION", ObjectKind::subscription},
      {"OBJECT_FDW", ObjectKind::foreign_data_wrapper},
      {"OBJECT_FOREIGN_SERVER", ObjectKind::server},
      {"OBJECT_LANGUAGE", ObjectKind::language},
      {"OBJECT_EVENT_TRIGGER", ObjectKind::event_trigger},
      {"OBJECT_ACCESS_METHOD", ObjectKind::access_method},
      {"OBJECT_OPERATOR", ObjectKind::operator_},
      {"OBJECT_OPCLASS", ObjectKind::operator_class},
      {"OBJECT_OPFAMILY", ObjectKind::operator_family},
      {"OBJECT_CAST", ObjectKind::cast},
      {"OBJECT_TRANSFORM", ObjectKind::transform},
      {"OBJECT_LARGEOBJECT", ObjectKind::large_object},
      {"OBJECT_TSCONFIGURATION", ObjectKind::text_search},
      {"OBJECT_TSDICTIONARY", ObjectKind::text_search},
      {"OBJECT_TSPARSER", ObjectKind::text_search},
      {"OBJECT_TSTEMPLATE", ObjectKind::text_search},
      {"OBJECT_USER_MAPPING", ObjectKind::user_mapping},
      {"OBJECT_DOMCONSTRAINT", ObjectKind::domain}};
  const auto found = kinds.find(type);
  return found == kinds.end() ? ObjectKind::unknown : found->second;
}

std::string operator_name(Session& session, std::string_view name, const std::vector<Node>& types) {
  std::string text(name);
  for (const auto& type : types) {
    text += text.size() == name.size() ? '(' : ',';
    const auto shown = session.catalog.render(type_parts(session, type, false));
    text += shown.empty() ? "NONE" : shown;
  }
  return text + ')';
}

std::string shown_name(Node object) {
  std::string name;
  object.each([&](Node at) {
    const bool part = at.key() == "sval" || at.key() == "objname" || at.key() == "rolename";
    if (part && !at.text().empty()) name += (name.empty() ? "" : ".") + std::string(at.text());
  });
  return name;
}

Id named_object(Session& session, std::string_view type, Node object, bool optional) {
  const auto kind = kind_of_object_type(type);
  if (type == "OBJECT_DOMCONSTRAINT") {
    const auto items = object["items"].items();
    return items.empty()
               ? 0
               : schema_object(session, ObjectKind::domain, names_of(items[0]["names"]), optional);
  }
  if (belongs_to_table(type)) return member_object(session, kind, object, optional);
  if (is_routine(kind)) {
    const auto before = session.catalog.size();
    const Id id = session.routine(object, kind);
    if (!optional || id < before) return id;
    if (session.catalog.alive(id)) session.catalog.withdraw(id);
    return 0;
  }
  if (type == "OBJECT_TYPE" || type == "OBJECT_DOMAIN") {
    return schema_object(session, kind, names_of(object["names"]), optional);
  }
  if (kind == ObjectKind::operator_) {
    auto path = names_of(object["objname"]);
    if (path.empty()) return 0;
    path.back() = operator_name(session, path.back(), object["objargs"].items());
    return schema_object(session, kind, path, optional);
  }
  const bool plain = kind == ObjectKind::text_search || is_relation(kind) ||
                     kind == ObjectKind::statistics || kind == ObjectKind::collation;
  if (plain) return schema_object(session, kind, names_of(list_of(object)), optional);
  const auto ends = list_of(object).items();
  const auto name = kind == ObjectKind::cast && ends.size() == 2
                        ? cast_name(session, ends[0], ends[1])
                        : shown_name(object);
  const Id found = session.catalog.find(name_space(kind), 0, name);
  return found != 0 || optional ? found : session.global(kind, name);
}

namespace {

/// DROP ... IF EXISTS of what the catalog does not hold.
void tell_phantom(Session& session, std::string_view type, Node object) {
  Object wanted;
  wanted.kind = kind_of_object_type(type);
  auto path = names_of(is_routine(wanted.kind) ? object["objname"]
                       : object["names"]       ? object["names"]
                                               : list_of(object));
  if (path.empty()) path.push_back(std::string(object.text()));
  wanted.name = path.back();
  if (belongs_to_table(type)) {
    if (path.size() < 2) return;
    wanted.parent =
        session.find_relation(path.size() > 2 ? path[path.size() - 3] : "", path[path.size() - 2]);
    if (wanted.parent != 0) tell_missing(session, wanted);
    return;
  }
  if (wanted.kind != ObjectKind::schema && wanted.kind != ObjectKind::extension) {
    wanted.schema = path.size() < 2 ? session.current_schema()
                                    : session.catalog.find(name_space(ObjectKind::schema), 0,
                                                           path[path.size() - 2]);
    if (wanted.schema == 0) return;
  }
  tell_missing(session, wanted);
}

}  // namespace

void drop_objects(Session& session, Node drop) {
  const auto type = drop["removeType"].text();
  const bool cascade = drop["behavior"].text() == "DROP_CASCADE";
  const bool missing_ok = drop["missing_ok"].truth();
  session.traits.lock = LockLevel::access_exclusive;
  session.traits.not_transactional = drop["concurrent"].truth();
  session.traits.widens_access = type == "OBJECT_POLICY";
  const Optional optional(session, missing_ok);
  // One of them may take another along: all are found before any goes.
  std::vector<Id> named;
  for (const auto& object : drop["objects"].items()) {
    const Id known = session.catalog.size();
    const Id id = named_object(session, type, object, missing_ok && session.catalog.complete);
    if (id == 0 && missing_ok) tell_phantom(session, type, object);
    if (id == 0) continue;
    if (const auto wanted = kind_of_object_type(type); tells_kind(wanted))
      tell_wrong_kind(session, id, wanted);
    if (missing_ok && id >= known) session.catalog.doubt(id);
    named.push_back(id);
  }
  for (const Id id : named) session.drop(id, cascade);
}

}  // namespace mig::catalog
