#include <algorithm>

#include "mig/catalog/session.hpp"

namespace mig::catalog {

std::vector<Id> heirs(const Session& session, Id table) {
  std::vector<Id> found;
  for (const Id id : session.catalog.dependents(table)) {
    const auto& parents = session.catalog.at(id).parents;
    if (std::find(parents.begin(), parents.end(), table) != parents.end()) found.push_back(id);
  }
  return found;
}

std::vector<Id> partitions(const Session& session, Id table) {
  auto found = heirs(session, table);
  std::erase_if(found, [&](Id id) { return session.catalog.bond(id, table) != Bond::automatic; });
  return found;
}

}  // namespace mig::catalog
