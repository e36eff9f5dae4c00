#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mig/app/evidence/signing_statement.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/trust_facts.hpp"
#include "mig/trust/key.hpp"

namespace mig::app {

/// Where it is looked up whose signatures count.
struct TrustChoice {
  std::string file;  ///< empty: .mig/trust.yml beneath the root that the bundle is judged from
  bool is_ignored = false;  ///< nobody looks
};

/// The trust policies that bundles are judged by, each read once.
class TrustLookup {
 public:
  explicit TrustLookup(TrustChoice choice) : choice_(std::move(choice)) {}
  /// Null: there is none, or nobody looks.
  Result<std::shared_ptr<const bundle::TrustFacts>> in_force_for(const SigningPlace& place);

 private:
  using Trust = std::shared_ptr<const bundle::TrustFacts>;
  Result<Trust> load(const std::string& root) const;

  TrustChoice choice_;
  std::map<std::string, Trust> by_root_;
};

/// The entry of a key; null when the policy does not list it.
const contract::TrustKey* entry_of(const bundle::TrustFacts& trust, const trust::PublicKey& key);

/// Why a signature of that key over the statement would count for nothing; empty: it would count.
std::vector<Error> faults_of_signer(const std::shared_ptr<const bundle::TrustFacts>& trust,
                                    const trust::PublicKey& key, const SigningPlace& place,
                                    const SigningStatement& statement);

}  // namespace mig::app
