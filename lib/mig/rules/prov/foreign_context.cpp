#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

std::string known_context() {
  std::string prefixes;
  for (const auto& [prefix, expansion] : contract::kProvPrefixes) {
    prefixes += fmt::format("{}\"{}\": \"{}\"", prefixes.empty() ? "" : ", ", prefix, expansion);
  }
  return fmt::format("\"@context\": [{{{}}}, \"{}\"]", prefixes, contract::kProvContext);
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) {
    if (receipt->prov.has_known_context) continue;
    auto& finding =
        reporter.at(text_of(*receipt), receipt->prov.context_span,
                    "the context is not the one that gives provenance of runs its meaning");
    finding.remedy = mended(*receipt, "write exactly " + known_context());
  }
}

}  // namespace

const Rule foreign_context{
    {
        .id = "prov-foreign-context",
        .severity = Severity::fail,
        .summary = "The context of a provenance file is not the known one",
        .rationale = "The context says what every word of the file means, so that another one can "
                     "turn its statements around. It is compared as it stands and never fetched: a "
                     "verdict must not depend on a server.",
        .remedy = "Write the six prefixes and the address of the context exactly as "
                  "docs/formats.md shows them; or derive the file anew: mig-receipt-verify prov "
                  "--replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
