#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/delta/inventory.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::baseline_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.inventory == nullptr) return;
  const auto& objects = document.inventory->baseline.objects;
  for (std::size_t at = 0; at < objects.size(); ++at) {
    const auto& object = objects[at];
    const auto& digest = document.inventory->digests[at];
    if (object.digest == digest) continue;
    auto& finding = reporter.at(*document.source, object.digest_span,
                                fmt::format("the digest of {} is {}, but its content has {}",
                                            object.label(), object.digest, digest));
    finding.object = object.label();
  }
}

}  // namespace

const Rule digest_mismatch{
    {
        .id = "baseline-digest-mismatch",
        .severity = Severity::fail,
        .summary = "The digest of an object is not that of its content",
        .rationale = "An object counts as unchanged when its digest is the same. A digest "
                     "that belongs to other content hides a change or invents one.",
        .remedy = "Capture the baseline again; its content is never edited by hand",
        .requirements = {"K-45", "K-47"},
    },
    check};

}  // namespace mig::rules::baseline_rules
