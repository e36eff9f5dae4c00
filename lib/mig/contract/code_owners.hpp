#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mig::contract {

/// One line of a CODEOWNERS file: a pattern and who has to approve what it matches.
struct OwnersLine {
  std::uint32_t line = 0;  ///< 1-based
  std::string pattern;
  std::vector<std::string> owners;  ///< none: those of the heading of the section, else nobody
  std::string section;              ///< GitLab: "[name]"; else empty
  bool is_optional = false;         ///< GitLab: a section of which every heading begins with "^"
  std::size_t heading = 0;          ///< which of CodeOwners::headings it stands below
};

/// A CODEOWNERS file as GitHub and GitLab read it: comments, escaped blanks and `#`, sections with
/// default owners and "[name][2] @owner", the last match of each section counts.
struct CodeOwners {
  std::vector<OwnersLine> lines;
  /// Default owners by heading. The first is that of the lines before any heading: nobody.
  std::vector<std::vector<std::string>> headings;

  /// Owners of a path (relative to the top level; a folder ends in "/"): of the last line that
  /// matches, section by section; sorted, each once. Optional sections do not count, and a section
  /// with a matching line "!pattern" has no owners of the path.
  std::vector<std::string> owners_of(std::string_view path) const;
};

CodeOwners read_code_owners(std::string_view bytes);

/// Where each platform looks; the first file that is there counts.
inline constexpr std::string_view kGitHubOwnersFiles[] = {".github/CODEOWNERS", "CODEOWNERS",
                                                          "docs/CODEOWNERS"};
inline constexpr std::string_view kGitLabOwnersFiles[] = {"CODEOWNERS", "docs/CODEOWNERS",
                                                          ".gitlab/CODEOWNERS"};

}  // namespace mig::contract
