#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/code_owners_pattern.hpp"

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

/// What a heading says of the lines below it.
struct OwnersHeading {
  std::vector<std::string> owners;  ///< of lines that name none
  std::uint32_t approvals = 1;      ///< "[name][2]"
};

/// What has to be approved for one path: as many of these owners as it says.
struct OwnersDemand {
  std::string section;
  std::vector<std::string> owners;  ///< sorted, each once; never empty
  std::uint32_t approvals = 1;
  std::size_t at = 0;  ///< which of CodeOwners::lines
};

/// A CODEOWNERS file. On GitHub the last line that matches counts, also one without owners. On
/// GitLab there are sections with default owners, "[name][2] @owner", and the last line of each
/// that matches counts, unless a line "!pattern" of it takes the path out.
struct CodeOwners {
  OwnersPlatform platform = OwnersPlatform::github;
  std::vector<OwnersLine> lines;
  /// The first is that of the lines before any heading: nobody.
  std::vector<OwnersHeading> headings;

  /// Owners of a file (path relative to the top level), of all sections that are not optional;
  /// sorted, each once. For many paths: OwnersWalk.
  std::vector<std::string> owners_of(std::string_view path) const;
  /// What the lines that decide about a path demand; lines that name nobody demand nothing.
  std::vector<OwnersDemand> demands_of(const std::vector<std::size_t>& deciding) const;
};

/// GitHub reads nothing from a file that is too large for it, and passes over lines that it cannot
/// read; one with a word that is no owner is taken for one without owners.
CodeOwners read_code_owners(std::string_view bytes, OwnersPlatform platform);

/// Where each platform looks; the first file that is there counts.
inline constexpr std::string_view kGitHubOwnersFiles[] = {".github/CODEOWNERS", "CODEOWNERS",
                                                          "docs/CODEOWNERS"};
inline constexpr std::string_view kGitLabOwnersFiles[] = {"CODEOWNERS", "docs/CODEOWNERS",
                                                          ".gitlab/CODEOWNERS"};

}  // namespace mig::contract
