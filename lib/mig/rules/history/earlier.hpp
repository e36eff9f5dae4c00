#pragma once

#include <string>
#include <string_view>

#include "mig/bundle/comparison.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::history_rules {

/// A path as a shell takes it for one word.
std::string as_argument(std::string_view path);

/// "git checkout main -- migrations/..."
std::string checkout_of(const bundle::BaseState& base, std::string_view path);

/// "main:migrations/..." without the revision.
std::string path_at_base(std::string_view path, const bundle::BaseState& base);

/// "was merged" or "had a run receipt": why a bundle of that status is protected.
std::string protection_of(std::string_view status, const bundle::RepositoryComparison& comparison);

/// "bundle migrations/...", the object of findings about one.
std::string object_of_bundle(std::string_view path);

/// The end of an object that says what came out: the digest of the bytes now, or that there are
/// none. An approval is worth nothing for any other outcome; of what the digest that it is bound to
/// does not cover, its object has to tell.
std::string outcome_of(std::string_view digest);

/// That an approval is not what it was: its path and outcome, and how it is put back. The message
/// is of one that is still there.
Finding& tell_edited(const bundle::ApprovalChange& change, const bundle::BaseState& base,
                     Reporter& reporter);

/// For what is opened by a signature alone: the remedy goes on with the object that it has to name.
/// Call when the finding has its object.
void tell_object(Finding& finding);

/// How a finding about a bundle is opened: the remedy goes on with it. Call when the finding has
/// its object.
void offer_approval(Finding& finding, const bundle::BundleFacts& bundle,
                    const bundle::BaseState& base);
/// The same for a finding about the repository.
void offer_approval(Finding& finding, const bundle::RepositoryComparison& comparison);

}  // namespace mig::rules::history_rules
