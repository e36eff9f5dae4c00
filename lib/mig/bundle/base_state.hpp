#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mig/base/result.hpp"
#include "mig/bundle/document_facts.hpp"
#include "mig/bundle/trust_facts.hpp"
#include "mig/contract/policy.hpp"
#include "mig/history/repository.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

/// The repository at the base revision. Shared by all bundles of a run, and safe for that.
struct BaseState {
  history::Base base;
  history::Repository git;
  history::Tree tree;      ///< of base.commit: what is compared with
  history::Tree tip_tree;  ///< of base.tip: whose policy and trust are in force

  /// "main (0123456789ab)": how messages name it.
  std::string name() const;
};

/// Opens the repository around a root and finds the base.
Result<std::shared_ptr<const BaseState>> open_base(const io::Root& root,
                                                   const history::BaseRequest& request);

/// The policy of the base's tip, `source` "main:.mig/policy.yml"; the built-in one where it has
/// none, `source` "built-in defaults (main has no .mig/policy.yml)".
Result<contract::Policy> policy_of_base(const BaseState& base);
/// The trust policy of the base's tip; null: it has none.
Result<std::shared_ptr<const TrustFacts>> trust_of_base(const BaseState& base);

/// A document of the compared tree; one that was not found has its `access` say so.
Result<DocumentFacts> document_at_base(const BaseState& base, std::string_view path,
                                       std::optional<contract::DocumentKind> kind,
                                       const contract::FileLimits& limits);

}  // namespace mig::bundle
