#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/irreversibility.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  if (!bundle.declaration.is_irreversible()) return;
  if (is_misshapen(*bundle.declaration_document(), "irreversible")) return;
  const auto faults = faults_of_irreversible(bundle);
  if (faults.empty()) return;
  const auto& block = bundle.declaration.irreversible;
  const auto message =
      fmt::format("requires_rollback is false, but {}", fmt::join(faults, ", and "));
  if (!block) {
    reporter.at(place_of_requirement(bundle), message);
    return;
  }
  auto& finding = reporter.at(*bundle.declaration_document()->source, block->key_span, message);
  relate(finding, place_of_requirement(bundle), "declared irreversible here");
}

}  // namespace

const Rule incomplete_irreversible{
    {
        .id = "rollback-incomplete-irreversible",
        .severity = Severity::fail,
        .summary = "An irreversible migration lacks its reason, its approval or its strategy",
        .rationale = "A change without a way back is a governance event. Why that is so, who "
                     "agreed, and what keeps the data safe instead belong together; one without "
                     "the others approves nothing.",
        .remedy = "Write irreversible: with reason, reference (the decision that approved it) and "
                  "strategy (dual-write, shadow-index, alias-flip, blue-green, "
                  "restore-from-backup or forward-fix); or add a rollback script",
        .requirements = {"K-88", "K-89", "X-05"},
    },
    check};

}  // namespace mig::rules::rollback_rules
