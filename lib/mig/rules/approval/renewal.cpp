#include "mig/rules/approval/renewal.hpp"

#include <fmt/format.h>

#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::approval_rules {

std::string renewed(const contract::Approval& approval, const bundle::BundleFacts& bundle) {
  // An edit of what is on the base is told as one.
  if (bundle.approvals_at_base.contains(approval.source->path())) {
    return fmt::format(
        "have the bundle reviewed again, and give a new approval, in a file of its own, with "
        "subject_digest: {}",
        bundle.digest);
  }
  const auto first =
      fmt::format("have the bundle reviewed again, then write subject_digest: {}", bundle.digest);
  const auto subject = signature_rules::subject_of(bundle, approval);
  // Whether it would hold does not matter: it is of other bytes once the digest is written.
  if (bundle.entry(subject.envelope_name()) == nullptr) return first;
  return subject.signed_anew(first + ", and have it signed again");
}

}  // namespace mig::rules::approval_rules
