#pragma once

#include <vector>

#include "mig/base/finding.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/rules/judge.hpp"

namespace mig::app {

/// Judges a document that was given without its bundle or tree by every rule that needs nothing
/// else: a declaration also by what it says of itself, a registry also by what its entries say of
/// each other. The findings are finished.
std::vector<Finding> judge_single_document(bundle::DocumentFacts document,
                                           const bundle::RepositoryFacts& surroundings,
                                           rules::RuleSet rules);

}  // namespace mig::app
