#pragma once

#include <memory>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/base_state.hpp"
#include "mig/bundle/trust_facts.hpp"
#include "mig/io/root.hpp"

namespace mig::app {

/// The policy in force, whose every rule name is known. `base` is the revision whose policy it is;
/// null: the judged tree's own.
Result<contract::Policy> usable_policy(const Options& options, const io::Root& root,
                                       const bundle::BaseState* base = nullptr);

/// The same; where policies themselves are what is judged, an invalid one is a finding and not the
/// end, and the built-in defaults stand in for it.
Result<contract::Policy> policy_to_judge_by(const Tool& tool, const Options& options,
                                            const io::Root& root, const bundle::BaseState* base);

/// The trust policy in force; null: there is none. Where trust policies themselves are what is
/// judged, an invalid one is a finding, and nobody is trusted.
Result<std::shared_ptr<const bundle::TrustFacts>> trust_to_judge_by(const Tool& tool,
                                                                    const Options& options,
                                                                    const io::Root& root,
                                                                    const bundle::BaseState* base);

}  // namespace mig::app
