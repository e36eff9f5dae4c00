#pragma once

#include <set>
#include <string>
#include <string_view>

namespace mig::bundle {

/// Where the policy, the trust policy and the approvals of findings about the repository lie.
inline constexpr std::string_view kGateFolder = ".mig";
inline constexpr std::string_view kGateApprovals = ".mig/approvals";

/// Every place in which some platform looks for code owners.
std::set<std::string> owners_files();

}  // namespace mig::bundle
