#pragma once

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "support/git_repository.hpp"

namespace mig::test {

inline constexpr const char* kPolicyFile = ".mig/policy.yml";

/// Makes `main` and a branch `change`, which is checked out, changes every document that gates read
/// from the base, and passes all of them.
void build_change(GitRepository& git);

/// Runs every gate in a folder, with reports into files. Demands exit 3, a report in each form that
/// says so, an error that the matcher fits, and that nothing below `.git` was written.
void expect_no_verdict(const std::string& folder, const std::vector<std::string>& arguments,
                       const testing::Matcher<std::string>& told);
/// Demands exit 0 of every gate, and that nothing below `.git` was written.
void expect_passes(const std::string& folder, const std::vector<std::string>& arguments,
                   const std::vector<std::string>& environment = {});

}  // namespace mig::test
