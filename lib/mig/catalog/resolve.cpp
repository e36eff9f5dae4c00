#include <algorithm>

#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"

namespace mig::catalog {
namespace {

Object blank(ObjectKind kind, std::string_view name) {
  Object object;
  object.kind = kind;
  object.name = name;
  return object;
}

}  // namespace

Id Session::take_for_granted(Object object) {
  tell_missing(*this, object);
  return catalog.assume(std::move(object));
}

Id Session::schema(std::string_view name) {
  if (const Id found = catalog.find(name_space(ObjectKind::schema), 0, name)) return found;
  return take_for_granted(blank(ObjectKind::schema, name));
}

Id Session::current_schema() {
  for (const auto& name : search_path) {
    if (name == "pg_catalog" || name == "pg_temp") continue;
    return schema(name);
  }
  return catalog.public_schema();
}

Id Session::find_relation(std::string_view schema_name, std::string_view name) {
  if (!schema_name.empty()) {
    const Id holder = catalog.find(name_space(ObjectKind::schema), 0, schema_name);
    return holder == 0 ? 0 : catalog.find('r', holder, name);
  }
  if (const Id temporary = catalog.find('r', catalog.temporary_schema(), name)) return temporary;
  for (const auto& path : search_path) {
    const Id holder = catalog.find(name_space(ObjectKind::schema), 0, path);
    if (const Id found = holder == 0 ? 0 : catalog.find('r', holder, name)) return found;
  }
  return 0;
}

Id Session::find_relation(Node range_var) {
  return find_relation(range_var["schemaname"].text(), range_var["relname"].text());
}

Id Session::relation(Node range_var, ObjectKind kind) {
  std::vector<std::string> name;
  if (range_var["schemaname"]) name.emplace_back(range_var["schemaname"].text());
  name.emplace_back(range_var["relname"].text());
  return relation_named(name, kind);
}

Id Session::relation_named(const std::vector<std::string>& name, ObjectKind kind) {
  if (name.empty()) return 0;
  const std::string holder = name.size() > 1 ? name[name.size() - 2] : "";
  if (const Id found = find_relation(holder, name.back())) return found;
  const bool system = name.back().starts_with("pg_") || holder == "information_schema";
  auto object = blank(system && kind == ObjectKind::table ? ObjectKind::view : kind, name.back());
  object.schema = !holder.empty() ? schema(holder)
                  : system        ? catalog.system_schema()
                                  : current_schema();
  object.needs.push_back({object.schema, Bond::normal});
  return take_for_granted(std::move(object));
}

Id Session::find_column(Id table, std::string_view name) const {
  return catalog.find(name_space(ObjectKind::column), table, name);
}

Id Session::column(Id table, std::string_view name) {
  if (const Id found = find_column(table, name)) return found;
  auto object = blank(ObjectKind::column, name);
  const auto holder = catalog.at(table).kind;
  if (holder == ObjectKind::view || holder == ObjectKind::matview) object.set(".hidden", "true");
  object.parent = table;
  object.needs.push_back({table, Bond::automatic});
  return take_for_granted(std::move(object));
}

Id Session::find_type(const std::vector<std::string>& name) {
  if (name.empty()) return 0;
  const auto in = [&](std::string_view path) -> Id {
    const Id holder = catalog.find(name_space(ObjectKind::schema), 0, path);
    if (holder == 0) return 0;
    if (const Id type = catalog.find('t', holder, name.back())) return type;
    return catalog.find('r', holder, name.back());
  };
  if (name.size() > 1) return in(name[name.size() - 2]);
  for (const auto& path : search_path) {
    if (const Id found = in(path)) return found;
  }
  return 0;
}

Id Session::type_named(const std::vector<std::string>& name, ObjectKind kind) {
  if (name.empty()) return 0;
  if (const Id found = find_type(name)) return found;
  auto object = blank(kind, name.back());
  object.schema = name.size() > 1 ? schema(name[name.size() - 2]) : current_schema();
  object.needs.push_back({object.schema, Bond::normal});
  return take_for_granted(std::move(object));
}

Id Session::member(ObjectKind kind, Id table, std::string_view name) {
  if (const Id found = catalog.find(name_space(kind), table, name)) return found;
  auto object = blank(kind, name);
  object.parent = table;
  object.needs.push_back({table, Bond::automatic});
  return take_for_granted(std::move(object));
}

Id Session::global(ObjectKind kind, std::string_view name) {
  if (const Id found = catalog.find(name_space(kind), 0, name)) return found;
  return take_for_granted(blank(kind, name));
}

Id Session::in_schema(ObjectKind kind, const std::vector<std::string>& name) {
  if (name.empty()) return 0;
  if (name.size() > 1) {
    const Id holder = schema(name[name.size() - 2]);
    if (const Id found = catalog.find(name_space(kind), holder, name.back())) return found;
  } else {
    for (const auto& path : search_path) {
      const Id holder = catalog.find(name_space(ObjectKind::schema), 0, path);
      if (const Id found = holder == 0 ? 0 : catalog.find(name_space(kind), holder, name.back())) {
        return found;
      }
    }
  }
  auto object = blank(kind, name.back());
  object.schema = name.size() > 1 ? schema(name[name.size() - 2]) : current_schema();
  object.needs.push_back({object.schema, Bond::normal});
  return take_for_granted(std::move(object));
}

Id Session::routine(Node named, ObjectKind kind) {
  const auto name = names_of(named["objname"]);
  if (name.empty()) return 0;
  Parts arguments;
  for (const auto& argument : named["objargs"].items()) {
    if (!arguments.empty()) arguments.push_back({", ", 0});
    const auto type = type_parts(*this, argument, false);
    arguments.insert(arguments.end(), type.begin(), type.end());
  }
  std::vector<std::string> holders;
  if (name.size() > 1) {
    holders.push_back(name[name.size() - 2]);
  } else {
    holders = search_path;
  }
  const auto wanted = catalog.render(arguments);
  for (const auto& holder : holders) {
    const Id place = catalog.find(name_space(ObjectKind::schema), 0, holder);
    const auto candidates = place == 0 ? std::vector<Id>() : catalog.functions(place, name.back());
    if (candidates.size() == 1 &&
        (named["args_unspecified"].truth() || catalog.at(candidates[0]).assumed)) {
      return candidates[0];
    }
    for (const Id id : candidates) {
      if (catalog.at(id).text(".types") == wanted ||
          catalog.render(catalog.at(id).arguments) == wanted)
        return id;
    }
  }
  auto object = blank(kind, name.back());
  object.schema = schema(holders.empty() ? "public" : holders.front());
  object.needs.push_back({object.schema, Bond::normal});
  object.arguments = std::move(arguments);
  object.set(".types", wanted);
  return take_for_granted(std::move(object));
}

Id Session::called_routine(Node call) {
  const auto path = names_of(call["funcname"]);
  if (path.empty()) return 0;
  const auto holders =
      path.size() > 1 ? std::vector<std::string>{path[path.size() - 2]} : search_path;
  for (const auto& holder : holders) {
    const Id place = catalog.find(name_space(ObjectKind::schema), 0, holder);
    const auto found = place == 0 ? std::vector<Id>() : catalog.functions(place, path.back());
    if (found.size() == 1) return found.front();
    Id fitting = 0;
    for (const Id id : found) {
      const auto types = catalog.at(id).text(".types");
      const auto count = types.empty() ? 0 : 1 + std::count(types.begin(), types.end(), ',');
      if (static_cast<std::size_t>(count) != call["args"].count()) continue;
      if (fitting != 0) return 0;
      fitting = id;
    }
    if (!found.empty()) return fitting;
  }
  return 0;
}

Id Session::creation_schema(Node range_var, bool& temporary) {
  const auto holder = range_var["schemaname"].text();
  temporary = range_var["relpersistence"].text() == "t" || holder == "pg_temp";
  if (temporary) return catalog.temporary_schema();
  return holder.empty() ? current_schema() : schema(holder);
}

}  // namespace mig::catalog
