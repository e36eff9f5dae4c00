#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mig::bundle {

/// Files whose code owners are not all there any more: all those of one path that had, and have,
/// the same ones.
struct LostOwners {
  std::string path;  ///< the narrowest file or folder that holds them; "." the root
  std::string file;  ///< that held the line at the base: ".github/CODEOWNERS"
  std::vector<std::string> before;
  std::vector<std::string> now;
  std::string platform;  ///< "GitHub", "GitLab" or, where both say the same, "GitHub and GitLab"

  std::size_t files = 1;         ///< 0: none is there, only what may come
  std::string example = {};      ///< one of them
  std::string before_line = {};  ///< that said it of the example: "CODEOWNERS line 3: /.mig/"
  std::string now_line = {};     ///< the same now, or that there is none
  /// GitLab: how many have to approve the example; both 0 where owners are missing.
  std::uint32_t approvals_before = 0;
  std::uint32_t approvals_now = 0;
  std::string optional_section = {};  ///< that was obligatory
  std::size_t others = 0;             ///< further sets of owners that were folded into this one
};

}  // namespace mig::bundle
