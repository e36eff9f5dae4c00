#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "mig/postgres/cluster.hpp"
#include "mig/runner/rehearsal.hpp"

namespace mig::bench {

/// A cluster with the state that a chain of migrations made, and copies of it to rehearse in.
class Ground {
 public:
  explicit Ground(const std::string& preparation);

  /// In a copy of the state, which is gone after it; what it did to roles, too.
  runner::Rehearsal rehearse(const runner::Script& forward,
                             const std::optional<runner::Script>& rollback);

  /// Goes forward in the state; empty, or why not.
  std::string advance(const runner::Script& forward);

  /// Makes the role without which the server refused, if that is why; roles are of the server, not
  /// of a migration.
  bool supply_role(const runner::Failure& failure);

 private:
  runner::Stage stage(const std::string& database) const;
  std::map<std::string, std::string> roles() const;  ///< the statement that makes each
  void command(const std::string& database, const std::string& statement) const;

  postgres::Cluster cluster_;
};

}  // namespace mig::bench
