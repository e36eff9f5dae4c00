#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::baseline_rules {
namespace {

void look_at(const bundle::BundleFacts& bundle, const bundle::DocumentFacts* document,
             std::string_view phase, Reporter& reporter) {
  if (document == nullptr || document->inventory == nullptr) return;
  const auto& baseline = document->inventory->baseline;
  if (baseline.phase.value != phase) {
    reporter.at(*document->source, baseline.phase.span,
                fmt::format("`phase` is \"{}\", but the file stands for \"{}\"",
                            baseline.phase.value, phase));
  }
  const auto& type = bundle.declaration.type;
  if (!type || baseline.store.value == type->value) return;
  auto& finding = reporter.at(*document->source, baseline.store.span,
                              fmt::format("`store` is \"{}\", but the migration is of type \"{}\"",
                                          baseline.store.value, type->value));
  relate(finding, quote(*bundle.declaration_document()->source, type->span), "declared here");
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts&, Reporter& reporter) {
  for (const auto& run : bundle.runs) {
    look_at(bundle, bundle.document_at(run.pre_baseline), "pre", reporter);
    look_at(bundle, bundle.document_at(run.post_baseline), "post", reporter);
  }
}

}  // namespace

const Rule out_of_place{
    {
        .id = "baseline-out-of-place",
        .severity = Severity::fail,
        .summary = "A baseline is of another store or phase than its place says",
        .rationale = "A baseline of another store, or one that was captured on the other "
                     "side of the change, is no evidence of what this migration did.",
        .remedy = "Put the baseline of this store and phase there",
        .requirements = {"K-44", "K-50"},
    },
    check};

}  // namespace mig::rules::baseline_rules
