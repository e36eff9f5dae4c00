#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
           Reporter& reporter) {
  for (const auto& file : comparison.untracked) {
    const auto path = bundle.path_of(file);
    auto& finding = reporter.at_path(
        path,
        fmt::format("git does not track {}: it is judged here, and would not be merged", file));
    finding.remedy = fmt::format("add it: git add -f -- {}, or remove it", as_argument(path));
  }
}

}  // namespace

const Rule untracked_file{
    {
        .id = "history-untracked-file",
        .severity = Severity::fail,
        .summary = "A bundle holds a file that git does not track",
        .rationale = "What is judged has to be what is merged. A file that only lies here lets a "
                     "bundle pass that is another one for everybody else.",
        .remedy = "Add the file to git, or remove it",
        .requirements = {"W-14"},
    },
    check};

}  // namespace mig::rules::history_rules
