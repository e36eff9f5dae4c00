#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/delta/inventory.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::baseline_rules {
namespace {

void compare(const bundle::DocumentFacts& document, std::string_view name,
             const contract::LocatedString& stated, const std::string& computed,
             Reporter& reporter) {
  if (stated.value == computed) return;
  reporter.at(*document.source, stated.span,
              fmt::format("`{}` is {}, but the inventory has {}", name, stated.value, computed));
}

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.inventory == nullptr) return;
  const auto& inventory = *document.inventory;
  const auto& baseline = inventory.baseline;
  compare(document, "schema_fingerprint", baseline.schema_fingerprint, inventory.schema_fingerprint,
          reporter);
  // Without the list nobody can tell what it was taken over; how labels and namespaces hold nodes
  // is not known of a graph yet.
  if (!baseline.protected_domains_span || baseline.store.value != "postgis") return;
  compare(document, "protected_fingerprint", baseline.protected_fingerprint,
          inventory.protected_fingerprint, reporter);
}

}  // namespace

const Rule fingerprint_mismatch{
    {
        .id = "baseline-fingerprint-mismatch",
        .severity = Severity::fail,
        .summary = "A fingerprint of the baseline is not that of its inventory",
        .rationale = "Fingerprints say at one glance that nothing changed, or nothing "
                     "protected. One that the inventory contradicts proves nothing.",
        .remedy = "Capture the baseline again; docs/formats.md shows how a fingerprint is "
                  "computed",
        .requirements = {"K-47", "K-48", "X-16"},
    },
    check};

}  // namespace mig::rules::baseline_rules
