#pragma once

#include <string>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/comparison.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

// What compare_repository does, in its order. Each fills its part of the comparison, whose changes
// are known.

/// Registries of the base, and which entries are not what they were.
Result<void> compare_registries(const RepositoryFacts& repository,
                                RepositoryComparison& comparison);

/// Bundles of the base that do not lie where they lay. Needs the registries.
Result<void> find_departed(const std::vector<std::string>& watched,
                           const std::vector<ChangedDeclaration>& declarations,
                           const RepositoryFacts& repository, RepositoryComparison& comparison);

/// Ids that belonged to another migration. Needs the departed bundles.
Result<void> find_reused_ids(const std::vector<ChangedDeclaration>& declarations,
                             const RepositoryFacts& repository, RepositoryComparison& comparison);

/// Policy and trust of the judged tree, its new policy folders, and the approvals of the gate.
Result<void> compare_gate(const io::Root& root, const RepositoryFacts& repository,
                          RepositoryComparison& comparison);

/// Lists of known secrets beneath `.mig` that know more than they did.
Result<void> compare_known_values(RepositoryComparison& comparison);

/// Who has to look at the gate and at the registries.
Result<void> compare_owners(const io::Root& root, const RepositoryFacts& repository,
                            RepositoryComparison& comparison);

}  // namespace mig::bundle
