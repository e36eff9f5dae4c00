#pragma once

#include <cstdint>
#include <string>

#include "mig/bundle/facts.hpp"

namespace mig::rules::approval_rules {

/// What the envelope beside an approval is worth.
enum class SignatureWorth : std::uint8_t {
  none,    ///< there is no envelope, or no trust policy by which it could count
  counts,  ///< who gives the approval signed exactly this one, in a role that the key has
  broken,  ///< the envelope does not hold: the approval counts for nothing
};

struct ApprovalSignature {
  SignatureWorth worth = SignatureWorth::none;
  /// The first reason for which it is broken, after the id of the rule that tells of it.
  std::string why;
};

/// `approval` is one of those of the bundle. Says nothing about dates and what it is bound to.
ApprovalSignature signature_of(const contract::Approval& approval,
                               const bundle::BundleFacts& bundle);

}  // namespace mig::rules::approval_rules
