#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/delta/inventory.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::baseline_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.inventory == nullptr) return;
  const auto& objects = document.inventory->baseline.objects;
  for (std::size_t at = 1; at < objects.size(); ++at) {
    const auto& before = objects[at - 1];
    const auto& object = objects[at];
    const int kinds = before.kind.compare(object.kind);
    const int order = kinds != 0 ? kinds : before.name.compare(object.name);
    if (order < 0) continue;
    auto message = order == 0 ? fmt::format("{} is listed twice", object.label())
                              : fmt::format("{} stands behind {}", object.label(), before.label());
    auto& finding = reporter.at(*document.source, object.span, std::move(message));
    finding.object = object.label();
    relate(finding, quote(*document.source, before.span), "the object before it");
  }
}

}  // namespace

const Rule unsorted{
    {
        .id = "baseline-unsorted",
        .severity = Severity::fail,
        .summary = "The inventory is not sorted, or lists an object twice",
        .rationale = "Two captures of the same store are the same bytes only in one order, "
                     "and of an object that is listed twice nobody knows which entry holds.",
        .remedy = "Capture the baseline again: objects are sorted by kind and name as "
                  "bytes, each once",
        .requirements = {"K-45"},
    },
    check};

}  // namespace mig::rules::baseline_rules
