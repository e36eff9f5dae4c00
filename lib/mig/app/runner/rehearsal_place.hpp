#pragma once

#include <memory>
#include <optional>
#include <string>

#include "mig/app/runner/rehearsal_options.hpp"
#include "mig/postgres/cluster.hpp"
#include "mig/runner/rehearsal.hpp"

namespace mig::app {

/// Where a rehearsal takes place: a database of a cluster of our own, or the empty one that was
/// given.
class RehearsalPlace {
 public:
  /// Starts the cluster, or looks whether the given database is empty.
  static Result<RehearsalPlace> open(const RehearsalOptions& options);

  const postgres::Target& target() const { return *target_; }
  bool is_given() const { return !cluster_.has_value(); }

  /// Removes the cluster, or what the rehearsal left in the given database. An error says what
  /// stays behind.
  Result<void> close();

 private:
  std::optional<postgres::Cluster> cluster_;
  std::optional<postgres::Target> target_;
};

}  // namespace mig::app
