#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "mig/bundle/facts.hpp"
#include "mig/rules/approval/renewal.hpp"
#include "mig/rules/approval/standing.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::approval_rules {
namespace {

/// Of that role and for this rule; null: there is none that stands so.
const contract::Approval* given(const bundle::BundleFacts& bundle, std::string_view role,
                                Standing standing) {
  const auto found =
      std::find_if(bundle.approvals.begin(), bundle.approvals.end(), [&](const auto& approval) {
        return approval.role.value == role && approval.rule.value == "approval-missing-role" &&
               (!approval.object || approval.object->value == object_of_role(role)) &&
               standing_of(approval, bundle) == standing;
      });
  return found == bundle.approvals.end() ? nullptr : &*found;
}

/// A name that no file has: an approval of something else is never written over.
std::string free_place(const bundle::BundleFacts& bundle, const std::string& role) {
  auto path = fmt::format("approvals/{}.yml", role);
  for (int number = 2; bundle.entry(path) != nullptr; ++number)
    path = fmt::format("approvals/{}-{}.yml", role, number);
  return bundle.path_of(path);
}

std::string remedy_for(const bundle::BundleFacts& bundle, const std::string& role) {
  if (const auto* approval = given(bundle, role, Standing::in_force)) {
    const auto subject = signature_rules::subject_of(bundle, *approval);
    if (bundle.entry(subject.envelope_name()) == nullptr)
      return fmt::format("sign what is there: {}", subject.sign_command());
  } else if (approval = given(bundle, role, Standing::unbound); approval != nullptr) {
    return fmt::format("renew {}, which is of other bytes: {}", approval->source->path(),
                       renewed(*approval, bundle));
  }
  return fmt::format(
      "add {} with role: {}, rule: approval-missing-role and "
      "subject_digest: {}",
      free_place(bundle, role), role, bundle.digest);
}

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
      finding.remedy = remedy_for(bundle, role);
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
        .remedy = "Add the approval of that role under approvals/, or renew the one that is of "
                  "other bytes",
        .requirements = {"X-06"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::approval_rules
