#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/delta/inventory.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::baseline_rules {
namespace {

// Of a graph the baseline counts what it does not list.
bool is_uncounted(const contract::Baseline& baseline, std::string_view kind) {
  return baseline.store.value == "graph" && (kind == "node" || kind == "relationship");
}

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.inventory == nullptr) return;
  const auto& inventory = *document.inventory;
  auto missing = inventory.counts;
  for (const auto& [kind, count] : inventory.baseline.counts) {
    missing.erase(kind);
    const auto found = inventory.counts.find(kind);
    const std::int64_t listed = found == inventory.counts.end() ? 0 : found->second;
    if (listed == count.value || is_uncounted(inventory.baseline, kind)) continue;
    reporter.at(
        *document.source, count.span,
        fmt::format("`counts.{}` is {}, but `objects` lists {}", kind, count.value, listed));
  }
  for (const auto& [kind, listed] : missing) {
    reporter.at(*document.source, inventory.baseline.counts_span,
                fmt::format("`counts` leaves out `{}`, of which `objects` lists {}", kind, listed));
  }
}

}  // namespace

const Rule count_mismatch{
    {
        .id = "baseline-count-mismatch",
        .severity = Severity::fail,
        .summary = "A count of the baseline is not that of its inventory",
        .rationale = "Counts are what people compare first. One that the inventory "
                     "contradicts means that objects were left out or the number was edited.",
        .remedy = "Capture the baseline again; its content is never edited by hand",
        .requirements = {"K-46"},
    },
    check};

}  // namespace mig::rules::baseline_rules
