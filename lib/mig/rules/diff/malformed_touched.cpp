#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.touched) continue;
    const auto& touched = *run.touched;
    if (touched.access) reporter.at_path(touched.source->path(), touched.access->message);
    if (touched.fault) reporter.at(*touched.source, touched.fault->span, touched.fault->message);
  }
}

}  // namespace

const Rule malformed_touched{
    {
        .id = "diff-malformed-touched",
        .severity = Severity::fail,
        .summary = "The list of touched objects cannot be read",
        .rationale = "What cannot be read cannot be compared, and what was not compared does "
                     "not pass.",
        .remedy = "Write the list again: mig-scope-diff --write-summary; docs/formats.md "
                  "shows the format",
        .requirements = {"K-58"},
    },
    check};

}  // namespace mig::rules::diff_rules
