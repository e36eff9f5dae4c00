// A trust policy that fits its schema is read without losing a key or a rule, and with no wider
// trust than it states. A key that can be read is the same when it is read again.
#include <cstddef>
#include <cstdint>
#include <optional>

#include "contract_invariants.hpp"
#include "mig/contract/trust_policy.hpp"
#include "mig/document/reader.hpp"
#include "mig/trust/key.hpp"

namespace {

using mig::contract::entries_of;
using mig::contract::expect;
using mig::contract::expect_read;

void check_key(const mig::contract::TrustKey& key, const mig::document::LocatedValue& value,
               std::string_view bytes) {
  for (const auto* text : {&key.id, &key.algorithm, &key.encoding, &key.public_key, &key.principal,
                           &key.valid_from, &key.valid_until}) {
    expect_read(*text, bytes);
  }
  expect(key.roles.size() == entries_of(value, "roles") && !key.roles.empty());
  expect(key.environments.size() == entries_of(value, "environments"));
  expect(key.revoked_at.has_value() == (mig::contract::member(value, "revoked") != nullptr));
  expect(mig::trust::algorithm_named(key.algorithm.value).has_value());
  expect(mig::trust::encoding_named(key.encoding.value).has_value());
  const auto read = mig::trust::PublicKey::from_pem(key.public_key.value);
  if (!read) return;
  const auto again = mig::trust::PublicKey::from_pem(read->pem());
  expect(again.has_value() && again->id() == read->id());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const auto value = mig::document::read_yaml(bytes);
  if (!value) return 0;
  const auto policy = mig::contract::read_trust_policy(*value);
  if (!mig::contract::fits(mig::contract::DocumentKind::trust, *value, bytes)) return 0;
  expect(policy.keys.size() == entries_of(*value, "keys") && !policy.keys.empty());
  expect(policy.rules.size() == entries_of(*value, "rules"));
  for (std::size_t i = 0; i < policy.keys.size(); ++i) {
    check_key(policy.keys[i], (*mig::contract::member(*value, "keys")->array())[i], bytes);
  }
  for (const auto& rule : policy.rules) {
    expect_read(rule.environment, bytes);
    expect(rule.threshold >= 1 && !rule.roles.empty());
    expect(policy.rule_for(rule.environment.value) != nullptr);
  }
  return 0;
}
