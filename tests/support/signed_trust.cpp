#include <fmt/format.h>

#include "support/signed_repository.hpp"

namespace mig::test {

std::string SignedRepository::trust_text() const {
  std::string text = "schema_version: trust.v1\ndefault: deny\nkeys:\n";
  for (const auto& entry : keys) {
    text += fmt::format("  - id: {}\n    algorithm: {}\n    signature_encoding: {}\n",
                        key_id(entry.key), entry.key.starts_with("ec") ? "ecdsa-p256" : "ed25519",
                        entry.key.starts_with("ec") ? "der" : "raw");
    text += "    public_key: " + Json(public_pem(entry.key)).dump() + "\n";
    text += fmt::format(
        "    principal: {}\n    roles: [{}]\n    environments: [{}]\n    valid_from: {}\n"
        "    valid_until: {}\n",
        entry.principal, entry.roles, entry.environments, entry.valid_from, entry.valid_until);
    if (!entry.revoked.empty())
      text += fmt::format("    revoked: {{at: {}, reason: \"lost\"}}\n", entry.revoked);
  }
  return text + "rules:\n" + trust_rules;
}

}  // namespace mig::test
