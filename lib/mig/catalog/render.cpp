#include "mig/catalog/catalog.hpp"

namespace mig::catalog {
namespace {

/// How PostgreSQL describes the object of a comment: "column geom of table public.parcels".
std::string described(const Catalog& catalog, Id id) {
  const auto& object = catalog.at(id);
  const auto kind = std::string(effect::name_of(object.kind));
  switch (object.kind) {
    case ObjectKind::column:
      return "column " + object.name + " of " + described(catalog, object.parent);
    case ObjectKind::constraint:
    case ObjectKind::trigger:
    case ObjectKind::policy:
    case ObjectKind::rule:
      return kind + ' ' + object.name + " on " + described(catalog, object.parent);
    case ObjectKind::statistics:
      return "statistics object " + catalog.identity(id);
    case ObjectKind::matview:
      return "materialized view " + catalog.identity(id);
    case ObjectKind::foreign_table:
      return "foreign table " + catalog.identity(id);
    case ObjectKind::enumeration:
    case ObjectKind::domain:
    case ObjectKind::range:
    case ObjectKind::base_type:
    case ObjectKind::composite:
      return "type " + catalog.identity(id);
    // By its types alone, without the names of the arguments.
    case ObjectKind::function:
      return "function " + catalog.at(object.schema).name + '.' + object.name + '(' +
             (object.has(".types") ? object.text(".types") : catalog.render(object.arguments)) +
             ')';
    default:
      return kind + ' ' + catalog.identity(id);
  }
}

}  // namespace

std::string Catalog::identity(Id id) const {
  const auto& object = at(id);
  switch (object.kind) {
    case ObjectKind::comment:
      return described(*this, object.parent);
    case ObjectKind::column:
      return identity(object.parent) + '.' + object.name;
    case ObjectKind::constraint:
    case ObjectKind::trigger:
    case ObjectKind::rule:
    case ObjectKind::policy:
      return identity(object.parent) + '/' + object.name;
    default:
      break;
  }
  auto name = object.schema == 0 ? object.name : at(object.schema).name + '.' + object.name;
  if (is_routine(object.kind)) name += '(' + render(object.arguments) + ')';
  return name;
}

std::string Catalog::render(const Parts& parts) const {
  std::string text;
  for (const auto& part : parts) {
    text += part.text;
    if (part.named == 0) continue;
    if (!alive(part.named)) {
      text += "(dropped)";
    } else if (at(part.named).kind == ObjectKind::column) {
      text += at(part.named).name;
      const auto type = at(part.named).attributes.find("type");
      if (part.typed && type != at(part.named).attributes.end())
        text += "::" + render(type->second);
    } else {
      text += identity(part.named);
    }
  }
  return text;
}

std::string Catalog::definition(Id id) const {
  std::string text;
  for (const auto& [key, parts] : at(id).attributes) {
    // A key that starts with '.' is for the simulation alone.
    if (key.front() == '.') continue;
    text += key;
    text += '=' + render(parts) + '\n';
  }
  return text;
}

std::string Catalog::owning_table(Id id) const {
  const auto& object = at(id);
  if (object.kind == ObjectKind::table || object.kind == ObjectKind::foreign_table) {
    return identity(id);
  }
  if (object.parent != 0 && alive(object.parent)) return owning_table(object.parent);
  return {};
}

Id Catalog::root(Id id) const {
  while (at(id).parent != 0 && alive(at(id).parent)) id = at(id).parent;
  return id;
}

}  // namespace mig::catalog
