#pragma once

#include <string>
#include <vector>

#include "mig/trust/key.hpp"

namespace mig::report {

/// What a key of the trust policy is to be trusted for.
struct TrustEntry {
  trust::PublicKey key;
  trust::SignatureEncoding encoding = trust::SignatureEncoding::raw;
  std::string principal;
  std::vector<std::string> roles;
  std::vector<std::string> environments;
  std::string valid_from;  ///< RFC 3339
  std::string valid_until;
};

/// The entry below `keys:` of .mig/trust.yml, indented by two blanks.
std::string trust_entry_yaml(const TrustEntry& entry);

}  // namespace mig::report
