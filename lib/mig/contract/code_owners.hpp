#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mig::contract {

/// One line of a CODEOWNERS file: a pattern and who has to approve what it matches.
struct OwnersLine {
  std::uint32_t line = 0;  ///< 1-based
  std::string pattern;
  std::vector<std::string> owners;  ///< none: nobody has to
  std::string section;              ///< GitLab: "[name]"; else empty
  bool is_optional = false;         ///< GitLab: a section that begins with "^"
};

/// A CODEOWNERS file as GitHub and GitLab read it: comments, escaped blanks and `#`, sections with
/// default owners and "[name][2] @owner", the last match of each section counts.
struct CodeOwners {
  std::vector<OwnersLine> lines;

  /// Owners of a path (relative to the top level): of the last line that matches, section by
  /// section; sorted, each once. Optional sections do not count.
  std::vector<std::string> owners_of(std::string_view path) const;
};

CodeOwners read_code_owners(std::string_view bytes);

/// Where each platform looks; the first file that is there counts.
inline constexpr std::string_view kGitHubOwnersFiles[] = {".github/CODEOWNERS", "CODEOWNERS",
                                                          "docs/CODEOWNERS"};
inline constexpr std::string_view kGitLabOwnersFiles[] = {"CODEOWNERS", "docs/CODEOWNERS",
                                                          ".gitlab/CODEOWNERS"};

}  // namespace mig::contract
