#pragma once

#include <string>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/bundle/note_passages.hpp"

namespace mig::rules::rollback_rules {

/// Why a text says nothing: "is blank", "holds the placeholder \"TODO\""; empty when it does.
std::string fault_of_text(std::string_view text);

/// The parts of `irreversible` that are missing or say nothing: "the reason is blank". Empty when
/// the set is complete.
std::vector<std::string> faults_of_irreversible(const bundle::BundleFacts& bundle);

/// Whether the reference can be looked up.
bool names_its_approval(const bundle::BundleFacts& bundle);

/// What notes.md says about why there is no way back.
bundle::Passage why_irreversible(const bundle::BundleFacts& bundle);

/// The whole set: reason, reference, strategy, and the reasoning in notes.md.
bool is_irreversible_in_full(const bundle::BundleFacts& bundle);

/// Where a declaration says whether there is a rollback. Ask only when it does.
Quote place_of_requirement(const bundle::BundleFacts& bundle);

/// Whether notes.md is there and could not be read: other rules tell of that.
bool are_notes_unreadable(const bundle::BundleFacts& bundle);

}  // namespace mig::rules::rollback_rules
