#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

void compare(const bundle::BundleFacts& bundle, const bundle::RunChange& run,
             const contract::LocatedString& reported,
             const std::optional<contract::LocatedString>& declared, std::string_view name,
             Reporter& reporter) {
  if (!declared || reported.value == declared->value) return;
  auto& finding = reporter.at(*run.summary->source, reported.span,
                              fmt::format("`{}` is \"{}\", but the declaration says \"{}\"", name,
                                          reported.value, declared->value));
  relate(finding, quote(*bundle.declaration_document()->source, declared->span), "declared here");
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.reported) continue;
    compare(bundle, run, run.reported->migration_id, bundle.declaration.migration_id,
            "migration_id", reporter);
    compare(bundle, run, run.reported->store, bundle.declaration.type, "store", reporter);
  }
}

}  // namespace

const Rule wrong_migration{
    {
        .id = "diff-wrong-migration",
        .severity = Severity::fail,
        .summary = "The diff summary is of another migration or another store",
        .rationale = "The summary of another migration says nothing of this one.",
        .remedy = "Put the summary of this migration there",
        .requirements = {"K-52", "K-56"},
    },
    check};

}  // namespace mig::rules::diff_rules
