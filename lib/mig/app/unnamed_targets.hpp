#pragma once

#include <string>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"

namespace mig::app {

/// Whether a command line that names nothing means the migrations roots. What is listed, staged or
/// split into parts has to say itself what it is about. Not for one that judges nothing and only
/// prints.
bool means_migrations_roots(const Tool& tool, const Options& options);

/// What is judged in place of what nobody named.
struct MigrationsRoots {
  Options options;     ///< as if each had been named
  std::string notice;  ///< that tells a report of it
};

/// Every migrations root of the policy in force; with a base also those that the judged tree's own
/// policy names. What a written policy names has to be there: one that is misspelt would let
/// everything pass. Without a policy the default root is meant, where it holds bundles.
Result<MigrationsRoots> migrations_roots_of(const Options& options);

}  // namespace mig::app
