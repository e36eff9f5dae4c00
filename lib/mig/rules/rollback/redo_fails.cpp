#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/obstacles.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  if (!has_effective_rollback(change) || change.rollback->is_opaque) return;
  // What is left over, lost or changed explains it, and is told by itself.
  const auto& residues = change.rollback->unrestored;
  const bool is_explained = std::any_of(residues.begin(), residues.end(), [&](const auto& one) {
    return is_known(*change.rollback, one) && one.residue <= catalog::Residue::changed;
  });
  if (is_explained) return;
  for (const auto& [script, obstacle] : change.rollback->redo) {
    auto& finding =
        reporter.at(*script->source, obstacle.span,
                    "after the rollback the change cannot be made again: " + what_stops(obstacle));
    if (!obstacle.object.name.empty()) finding.object = to_string(obstacle.object);
    finding.remedy =
        "make the rollback leave what the forward script found, or let the forward "
        "script stand a second run";
  }
}

}  // namespace

const Rule redo_fails{
    {
        .id = "rollback-redo-fails",
        .severity = Severity::fail,
        .summary = "After the rollback the forward script cannot run again",
        .rationale = "A rollback is made to try again. A forward script that stops where the "
                     "rollback left something makes of it a dead end.",
        .remedy = "Make the rollback leave exactly what the forward script found",
        .requirements = {"K-84", "C-14"},
    },
    check};

}  // namespace mig::rules::rollback_rules
