#include <fmt/format.h>

#include <utility>

#include "mig/bundle/facts.hpp"
#include "mig/contract/scope_names.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::scope_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr) return;
  const SourceText& source = *document->source;
  for (const auto& found : contract::scope_contradictions(bundle.declaration)) {
    const auto& entry = found.entry->value;
    const auto& forbidden = found.forbidden_entry->value;
    auto message = entry == forbidden
                       ? fmt::format("\"{}\" stands in `{}` and in `{}`", entry, found.allowed->key,
                                     found.forbidden->key)
                       : fmt::format("\"{}\" in `{}` is wholly forbidden by \"{}\" in `{}`", entry,
                                     found.allowed->key, forbidden, found.forbidden->key);
    auto& finding = reporter.at(source, found.entry->span, std::move(message));
    relate(finding, quote(source, found.forbidden_entry->span), "forbidden here");
  }
}

}  // namespace

const Rule contradiction{
    {
        .id = "scope-contradiction",
        .severity = Severity::fail,
        .summary = "The same thing is allowed and forbidden",
        .rationale = "What is forbidden always wins, so that such an entry allows nothing. One of "
                     "the two sides does not say what its author meant.",
        .remedy = "Remove the entry from the side where it does not belong, or narrow the "
                  "forbidden glob",
        .requirements = {"K-12"},
    },
    check};

}  // namespace mig::rules::scope_rules
