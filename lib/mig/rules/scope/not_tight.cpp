#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/contract/scope_names.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::scope_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr) return;
  const SourceText& source = *document->source;
  for (const auto& list : bundle.declaration.scope) {
    if (!list.is_allowed || is_misshapen(*document, "scope." + list.key)) continue;
    if (list.entries.empty()) {
      auto& finding =
          reporter.at(source, list.key_span,
                      fmt::format("`{}` is empty: it does not say what is allowed", list.key));
      finding.remedy =
          fmt::format("name the {} that the scripts touch, or remove the key", list.surface);
    }
    for (const auto& entry : list.entries) {
      if (!contract::names_everything(entry.value)) continue;
      auto& finding = reporter.at(
          source, entry.span, fmt::format("\"{}\" in `{}` bounds nothing", entry.value, list.key));
      finding.remedy = fmt::format("name the {} that the scripts touch", list.surface);
    }
  }
  if (!contract::is_comparable(bundle.declaration)) {
    reporter.at(source, *bundle.declaration.scope_span,
                fmt::format("the scope lists more than {} names: nobody can review it, and its "
                            "sides are not held against each other",
                            contract::kMaxScopeEntries));
  }
}

}  // namespace

const Rule not_tight{
    {
        .id = "scope-not-tight",
        .severity = Severity::fail,
        .summary = "The allowed side of the scope names nothing, or everything",
        .rationale =
            "A scope bounds a change only when it is explicit. An empty list and a wildcard "
            "over everything bound nothing.",
        .remedy = "Name what the scripts touch, one by one or by a narrow glob",
        .requirements = {"K-12"},
    },
    check};

}  // namespace mig::rules::scope_rules
