// Functions that run because the catalog keeps an expression, not because a statement names them.
#include <algorithm>
#include <array>

#include "mig/catalog/builtin_functions.hpp"
#include "mig/catalog/session.hpp"

namespace mig::catalog {
namespace {

std::vector<std::string> path_of(const std::string& name) {
  const auto dot = name.find('.');
  if (dot == std::string::npos) return {name};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

std::vector<Id> routines_named(Session& session, const std::vector<std::string>& path) {
  std::vector<Id> found;
  const auto holders =
      path.size() > 1 ? std::vector<std::string>{path.front()} : session.search_path;
  for (const auto& holder : holders) {
    const Id schema = session.catalog.find(name_space(ObjectKind::schema), 0, holder);
    if (schema == 0) continue;
    for (const Id id : session.catalog.functions(schema, path.back())) found.push_back(id);
  }
  return found;
}

bool is_trigger_of_the_server(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNames{
      "tsvector_update_trigger", "tsvector_update_trigger_column",
      "suppress_redundant_updates_trigger", "moddatetime"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// The server takes only immutable functions there.
bool asks_for_immutable(const Object& object) {
  return object.kind == ObjectKind::index || object.has("generated");
}

bool is_unknown_call(const std::vector<std::string>& path) {
  if (path.empty()) return false;
  if (path.size() > 1 && (path.front() == "pg_catalog" || path.front() == "information_schema"))
    return false;
  const auto& name = path.back();
  if (is_pure_extension_function(name) || is_trigger_of_the_server(name)) return false;
  return path.size() > 1 || !is_builtin_function(name);
}

}  // namespace

void call_named(Session& session, const std::string& name) {
  const auto path = path_of(name.substr(0, name.find('(')));
  if (path.back().empty()) return;
  const auto found = routines_named(session, path);
  for (const Id id : found) call_routine(session, id);
  if (found.empty() && is_unknown_call(path))
    session.opaque(Operation::unknown_call, name, "a function that is not known may write");
}

void run_stored(Session& session, Id first) {
  std::vector<Id> todo{first};
  std::set<Id> seen{first};
  for (std::size_t i = 0; i < todo.size(); ++i) {
    const auto object = session.catalog.state(todo[i]);
    if (!object) continue;
    for (const auto& need : object->needs) {
      if (!session.catalog.alive(need.on)) continue;
      const auto kind = session.catalog.at(need.on).kind;
      // A trigger's own function is run with the trigger.
      if (is_routine(kind) && need.on != object->target) call_routine(session, need.on);
      const bool view = kind == ObjectKind::view && object->kind == ObjectKind::view;
      if (view && seen.insert(need.on).second) todo.push_back(need.on);
    }
    for (const auto& part : object->attributes.at(".runs")) {
      if (session.catalog.alive(part.named)) call_routine(session, part.named);
    }
    if (asks_for_immutable(*object) || object->kind == ObjectKind::policy) continue;
    for (const auto& call : object->attributes.at(".calls")) call_named(session, call.text);
  }
}

}  // namespace mig::catalog
