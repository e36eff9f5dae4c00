#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::policy_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  const auto report = [&reporter](const std::string& folder) {
    reporter.at_path(folder, "a .mig folder lies below the root, where no policy is read");
  };
  for (const auto& folder : repository.nested_policy_folders) report(folder);
  for (const auto& bundle : repository.bundles) {
    for (const auto& folder : bundle.nested_policy_folders) report(folder);
  }
}

}  // namespace

const Rule nested_folder{
    {
        .id = "policy-nested-folder",
        .severity = Severity::fail,
        .summary = "A .mig/ folder lies below the root",
        .rationale = "Only the policy at the root counts. One deeper in the tree looks as if it "
                     "were in force, and would be if a gate were run with another root.",
        .remedy = "Move what it says into .mig/ at the root, and remove the folder",
        .requirements = {"K-02", "K-34"},
    },
    check};

}  // namespace mig::rules::policy_rules
