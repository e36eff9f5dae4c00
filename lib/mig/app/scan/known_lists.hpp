#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/app/scan/staged_tree.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/rules/judge_scan.hpp"

namespace mig::app {

/// The lists of values that are known, as far as a run has any.
struct KnownLists {
  std::optional<rules::KnownValues> known;   ///< in force
  std::optional<rules::KnownValues> judged;  ///< of the judged tree, where another one is in force
  bool is_from_base = false;  ///< the one in force, or that there is none, is the base's
  std::vector<std::string> notices;
};

/// A list that the caller names, read as it stands: its own folder is the root of the read.
Result<std::optional<rules::KnownValues>> read_known_values(const std::string& file,
                                                            bool may_be_missing);

/// The list that --baseline names. Beneath the root it is what the base holds, or the index, where
/// the run is about these: a change must not bring along the list that allows it.
Result<KnownLists> lists_in_force(const Options& options, const bundle::RepositoryFacts& repository,
                                  const StagedTree* staged);

}  // namespace mig::app
