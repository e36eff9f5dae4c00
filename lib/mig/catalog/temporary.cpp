#include "mig/catalog/temporary.hpp"

namespace mig::catalog {

void drop_temporary(Session& session, bool on_commit_only) {
  auto& catalog = session.catalog;
  const auto told = session.effects.size();
  bool dropped = false;
  for (const Id id : catalog.dependents(catalog.temporary_schema())) {
    if (!catalog.alive(id) || catalog.at(id).parent != 0) continue;
    if (on_commit_only && !catalog.at(id).has(".ends")) continue;
    session.drop(id, true);
    dropped = true;
  }
  if (!dropped) return;
  session.effects.resize(told);
  catalog.take_written();
}

}  // namespace mig::catalog
