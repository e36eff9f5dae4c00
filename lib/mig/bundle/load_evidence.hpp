#pragma once

#include "mig/base/result.hpp"
#include "mig/bundle/change_facts.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

/// How far the rollback of a loaded bundle was tried. Its scripts were simulated and its runs
/// loaded before.
Result<RollbackEvidence> load_evidence(const io::Root& root, const BundleFacts& bundle,
                                       const ChangeFacts& change);

/// What keeps a valid rehearsal receipt, whose files were bound, from being evidence.
std::vector<Discrepancy> find_discrepancies(const BundleFacts& bundle, const Rehearsal& rehearsal);

inline constexpr std::string_view kRehearsalReceipt = "rehearsal/rehearsal_receipt.json";
inline constexpr std::string_view kRehearsedPre = "rehearsal/baselines/pre.json";
inline constexpr std::string_view kRehearsedPost = "rehearsal/baselines/post.json";
inline constexpr std::string_view kRehearsedRestored = "rehearsal/baselines/restored.json";
inline constexpr std::string_view kRehearsedRedo = "rehearsal/baselines/redo.json";

}  // namespace mig::bundle
