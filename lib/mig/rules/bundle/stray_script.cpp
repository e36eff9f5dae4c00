#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto& path : repository.stray_scripts) {
    reporter.at_path(path, "a script lies outside of any bundle");
  }
}

}  // namespace

const Rule stray_script{
    {
        .id = "bundle-stray-script",
        .severity = Severity::fail,
        .summary = "A script lies in the migrations tree outside of any bundle",
        .rationale = "A script without a declaration, a rollback and receipts is an operator's "
                     "one-off: nothing bounds what it touches and nothing records that it ran.",
        .remedy = "Put the script into a bundle with a declaration, or keep it outside of the "
                  "migrations tree",
        .requirements = {"K-40"},
    },
    check};

}  // namespace mig::rules::bundle_rules
