#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mig/app/outcome.hpp"
#include "mig/app/targets.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/base_state.hpp"
#include "mig/bundle/comparison.hpp"

namespace mig::app {

/// The base that the options name; null: none.
Result<std::shared_ptr<const bundle::BaseState>> base_of(const Options& options,
                                                         const io::Root& root);

/// A file that the command line names instead of one that the base holds: inside of the root it
/// could come with the change that is judged, and is refused.
Result<void> check_given_file(const Options& options, const io::Root& root, std::string_view flag,
                              const std::optional<std::string>& file);

/// Adds the migrations roots of the judged tree's own policy: what a change puts there will be
/// judged by nobody else.
Result<void> add_roots_of_judged_policy(const io::Root& root, bundle::RepositoryFacts& repository);

/// Holds the judged tree against the base and leaves of the bundles those that changed.
Result<void> compare_with_base(Run& run, Targets& targets);

/// The same for a search of files: what lies beneath the arguments is looked at.
Result<void> compare_searched_files(Run& run);

/// What one bundle makes looser or tighter; `findings` tell what became of it.
std::vector<report::GateChange> gate_changes_of(const bundle::BundleFacts& facts,
                                                const bundle::BundleComparison& comparison,
                                                const std::string& path,
                                                const std::vector<Finding>& findings);

/// Adds what the change does to the gate itself and what it rewrites; sorts.
void finish_gate_changes(const Run& run, report::Report& report);

}  // namespace mig::app
