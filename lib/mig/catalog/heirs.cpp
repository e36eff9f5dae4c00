#include <algorithm>

#include "mig/catalog/heirs.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {

std::vector<Id> heirs(const Session& session, Id table) {
  return session.catalog.heirs(table);
}

std::vector<Id> descendants(const Session& session, Id table) {
  std::vector<Id> found{table};
  std::set<Id> seen{table};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const Id id : heirs(session, found[i])) {
      if (seen.insert(id).second) found.push_back(id);
    }
  }
  found.erase(found.begin());
  return found;
}

std::vector<Id> typed_tables(Session& session, Id composite, std::string_view behavior) {
  std::vector<Id> found;
  if (behavior != "DROP_CASCADE") return found;
  const auto& type = session.catalog.at(composite);
  if (type.assumed)
    session.opaque(Operation::unknown_cascade, effect::to_string(session.catalog.name(composite)),
                   "the tables of this type are not known");
  for (const Id id : session.catalog.dependents(composite)) {
    const auto& table = session.catalog.at(id);
    if (table.kind == ObjectKind::table && table.has(".of")) found.push_back(id);
  }
  return found;
}

void cluster_on(Session& session, Id table, std::string_view index) {
  for (const Id id : session.catalog.children(table, ObjectKind::index)) {
    session.edit(id, [&](Object& object) {
      if (!index.empty() && object.name == index) {
        object.set("clustered", "true");
      } else if (object.has("clustered")) {
        object.clear("clustered");
      }
    });
  }
}

std::vector<Id> partitions(const Session& session, Id table) {
  auto found = heirs(session, table);
  std::erase_if(found, [&](Id id) { return session.catalog.bond(id, table) != Bond::automatic; });
  return found;
}

}  // namespace mig::catalog
