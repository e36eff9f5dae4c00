#pragma once

#include <span>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules {

using RuleSet = std::span<const Rule* const>;

/// Applies the document rules of a set to one document.
void judge_document(const bundle::DocumentFacts& document, RuleSet rules,
                    std::vector<Finding>& findings);

/// Applies document, bundle and change rules to a bundle, then settles its findings: approvals that
/// count open what they name, justifications satisfy a SHOULD. The answer is in report order,
/// without repeats, and holds no value that was found in the files. `change` and `records` are null
/// where no gate of the run needs them, `comparison` where there is no base. `scanned` are findings
/// about the files of the bundle, to be settled too.
std::vector<Finding> judge_bundle(const bundle::BundleFacts& bundle,
                                  const bundle::ChangeFacts* change,
                                  const bundle::RecordFacts* records, RuleSet rules,
                                  std::vector<Finding> scanned = {},
                                  const bundle::BundleComparison* comparison = nullptr);

/// Applies the repository rules, and document rules to the registries; with a comparison also those
/// about the gate itself, whose findings the approvals in its folder open.
std::vector<Finding> judge_repository(const bundle::RepositoryFacts& repository, RuleSet rules);

/// Sorts, drops repeats and gives every finding its fingerprint. judge_bundle and judge_repository
/// have done so already.
void finish(std::vector<Finding>& findings);

}  // namespace mig::rules
