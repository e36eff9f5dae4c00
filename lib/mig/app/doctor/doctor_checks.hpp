#pragma once

#include <string>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/io/root.hpp"
#include "mig/report/doctor_report.hpp"

namespace mig::app {

// What a run needs, one function per screenful. None judges a migration, and none fails: what
// cannot be had is a check that says so.

/// Ours, and the libraries that decide what is read how.
std::vector<report::Check> check_versions();

/// The root and how it was found. `root` is left empty where it cannot be told.
report::Check check_root(const Options& options, std::optional<io::Root>& root);

/// Policy, trust policy, registries and the bundles beneath them.
std::vector<report::Check> check_documents(const Options& options, const io::Root& root);

/// The repository, how much of its history is there, and the base that a run would most likely
/// name.
std::vector<report::Check> check_git(const io::Root& root);

/// What of the machine counts: PostgreSQL, the kernel, the terminal, the CI system.
std::vector<report::Check> check_machine();

/// A check that could not be made, or found what a run refuses: its exit code is that of the run.
report::Check stopped_by(std::string topic, const Error& error);

}  // namespace mig::app
