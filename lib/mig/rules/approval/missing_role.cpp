#include <fmt/format.h>

#include <set>

#include "mig/bundle/facts.hpp"
#include "mig/rules/approval/standing.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

// Told for every role; the approval of that role opens it like any other finding.
void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  std::set<std::string> told;
  for (const auto& executed : executed_tiers(bundle)) {
    for (const auto& role : required_roles(bundle, executed.tier)) {
      if (!told.insert(role).second) continue;
      auto& finding = reporter.at_path(
          bundle.path_of("approvals"),
          fmt::format("the migration ran in {} (tier {}), which needs the approval of the role "
                      "\"{}\"",
                      executed.environment, contract::name_of(executed.tier), role));
      finding.object = object_of_role(role);
      finding.remedy = fmt::format(
          "add {} with role: {}, rule: approval-missing-role and "
          "subject_digest: {}",
          bundle.path_of("approvals/" + role + ".yml"), role, bundle.digest);
      relate(finding, executed.place, "the environment is named here");
    }
  }
}

}  // namespace

const Rule missing_role{
    {
        .id = "approval-missing-role",
        .severity = Severity::review,
        .summary = "A run in this tier needs the approval of a role that has not approved",
        .rationale =
            "The policy says whose approval a run needs, by the tier of its environment and the "
            "class of the change; a run that nobody answers for was not authorised.",
        .remedy = "Add the approval of that role under approvals/",
        .requirements = {"X-06"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::approval_rules
