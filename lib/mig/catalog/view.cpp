#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

/// SELECT ... INTO makes the table of its leftmost branch.
std::vector<std::string> result_names(Node query) {
  while (query["larg"]) query = query["larg"];
  std::vector<std::string> names;
  for (const auto& target : query["targetList"].items()) {
    const auto value = target["val"];
    auto name = std::string(target["name"].text());
    if (name.empty() && value.is("ColumnRef")) {
      const auto fields = names_of(value["fields"]);
      const bool star = fields.size() != value["fields"].count();
      name = !star ? fields.back() : '*' + (fields.empty() ? std::string() : fields.back());
    }
    if (name.empty() && value.is("FuncCall")) name = names_of(value["funcname"]).back();
    if (name.empty() && value.is("TypeCast")) {
      const auto inner = value["arg"];
      if (inner.is("ColumnRef")) name = names_of(inner["fields"]).back();
    }
    names.push_back(name.empty() ? "?column?" : name);
  }
  return names;
}

std::vector<Id> star_sources(Session& session, Node query, std::string_view holder) {
  while (query["larg"]) query = query["larg"];
  std::vector<Id> sources;
  query["fromClause"].walk([&](Node at) {
    if (at.is("RangeSubselect")) return false;
    if (!at.is("RangeVar")) return true;
    const auto alias = at["alias"]["aliasname"] ? at["alias"]["aliasname"].text() : at["relname"].text();
    if (!holder.empty() && alias != holder) return false;
    if (const Id id = session.find_relation(at)) sources.push_back(id);
    return false;
  });
  return sources;
}

void add_plain_column(Session& session, Id table, const std::string& name, const Parts& type) {
  if (session.find_column(table, name) != 0) return;
  Object column;
  column.kind = ObjectKind::column;
  column.name = name;
  column.parent = table;
  column.attributes["type"] = type;
  const auto holder = session.catalog.at(table).kind;
  if (holder != ObjectKind::table) column.set(".hidden", "true");
  column.needs.push_back({table, Bond::automatic});
  session.catalog.add(std::move(column));
}

void add_result_columns(Session& session, Id table, const std::vector<std::string>& given, Node query) {
  std::size_t at = 0;
  for (const auto& name : result_names(query)) {
    if (name.front() != '*') {
      add_plain_column(session, table, at < given.size() ? given[at] : name, {{"unknown", 0}});
      ++at;
      continue;
    }
    for (const Id source : star_sources(session, query, std::string_view(name).substr(1))) {
      for (const Id id : session.catalog.children(source, ObjectKind::column)) {
        const auto column = session.catalog.at(id);
        const auto type = column.attributes.find("type");
        add_plain_column(session, table, column.name, type == column.attributes.end() ? Parts() : type->second);
      }
    }
  }
}

Object stored_query(Session& session, ObjectKind kind, Node relation, Node query) {
  bool temporary = false;
  Object view;
  view.kind = kind;
  view.name = relation["relname"].text();
  view.schema = session.creation_schema(relation, temporary);
  view.temporary = temporary;
  view.needs.push_back({view.schema, Bond::normal});
  if (kind == ObjectKind::table) return view;
  const auto found = expression(session, query, {});
  view.attributes["query"] = found.parts;
  append_needs(view, found, Bond::normal);
  return view;
}

}  // namespace

void create_or_replace(Session& session, Object object, bool replace) {
  const Id holder = object.schema != 0 ? object.schema : object.parent;
  Id present = session.catalog.find(name_space(object.kind), holder, object.name);
  if (is_routine(object.kind)) {
    const auto wanted = object.text(".types");
    for (const Id id : session.catalog.functions(holder, object.name)) {
      const auto& other = session.catalog.at(id);
      if (other.text(".types") == wanted || session.catalog.render(other.arguments) == wanted) present = id;
    }
  }
  if (present == 0) {
    session.catalog.add(std::move(object));
    return;
  }
  session.touch(replace ? Operation::alter : Operation::create, present);
  if (!replace) return;
  session.edit(present, [&](Object& old) {
    object.assumed = old.assumed;
    old = std::move(object);
  });
}

void create_view(Session& session, Node view) {
  const bool replace = view["replace"].truth();
  session.traits.idempotent = replace;
  auto object = stored_query(session, ObjectKind::view, view["view"], view["query"]);
  std::string names;
  for (const auto& name : names_of(view["aliases"])) names += name + ',';
  if (!names.empty()) object.set("columns", names);
  for (const auto& option : view["options"].items()) object.set("option " + std::string(option["defname"].text()), "set");
  const auto holder = object.schema;
  create_or_replace(session, std::move(object), replace);
  if (const Id id = session.catalog.find('r', holder, view["view"]["relname"].text())) {
    add_result_columns(session, id, names_of(view["aliases"]), view["query"]);
  }
}

void create_table_as(Session& session, Node create) {
  const bool selects = create.is("SelectStmt");
  const auto into = selects ? create["intoClause"] : create["into"];
  const auto query = selects ? create : create["query"];
  const bool matview = create["objtype"].text() == "OBJECT_MATVIEW";
  auto object = stored_query(session, matview ? ObjectKind::matview : ObjectKind::table, into["rel"], query);
  if (into["skipData"].truth()) object.set("populated", "false");
  if (const Id present = session.catalog.find('r', object.schema, object.name)) {
    session.touch(Operation::create, present);
    return;
  }
  const Id id = session.catalog.add(std::move(object));
  add_result_columns(session, id, names_of(into["colNames"]), query);
  if (!matview) session.touch(Operation::insert, id);
  if (!selects) run_query(session, query);
}

void refresh_matview(Session& session, Node refresh) {
  const Id id = session.relation(refresh["relation"], ObjectKind::matview);
  session.traits.lock = refresh["concurrent"].truth() ? LockLevel::exclusive : LockLevel::access_exclusive;
  session.touch(Operation::refresh, id);
  session.edit(id, [&](Object& object) {
    if (refresh["skipData"].truth()) {
      object.set("populated", "false");
    } else {
      object.attributes.erase("populated");
    }
  });
}

}  // namespace mig::catalog
