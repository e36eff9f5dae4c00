#include "mig/history/alternates.hpp"

#include <algorithm>
#include <string_view>

#include "mig/history/git_failure.hpp"
#include "mig/history/git_file.hpp"

namespace mig::history {
namespace {

/// libgit2 goes no deeper, and neither does git.
constexpr int kMostSteps = 6;
constexpr std::size_t kMostFolders = 1000;

std::string with_end(std::string_view folder) {
  return std::string(folder) + (folder.ends_with('/') ? "" : "/");
}

/// git takes a path that is not absolute from the folder that borrows, libgit2 at times from the
/// working directory.
std::vector<std::string> folders_of(std::string_view text, const std::string& borrower) {
  std::vector<std::string> folders;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    folders.push_back(with_end(line));
    if (line.front() != '/') folders.push_back(borrower + with_end(line));
  }
  return folders;
}

}  // namespace

Result<std::vector<std::string>> borrowed_folders(const std::string& objects) {
  std::vector<std::string> found;
  std::vector<std::string> borrowers{objects};
  for (int step = 0; step < kMostSteps && !borrowers.empty(); ++step) {
    std::vector<std::string> next;
    for (const auto& borrower : borrowers) {
      const auto text = read_git_file(borrower + "info/alternates", "the list of alternates");
      if (!text) return tl::unexpected<Error>(text.error());
      for (auto& folder : folders_of(*text, borrower)) {
        const bool is_known = std::find(found.begin(), found.end(), folder) != found.end();
        if (is_known || folder == objects) continue;
        found.push_back(folder);
        next.push_back(std::move(folder));
      }
      if (found.size() > kMostFolders) {
        return no_verdict("git: the repository borrows objects from more than " +
                              std::to_string(kMostFolders) + " others",
                          "Make it whole: `git repack -a -d`, and remove "
                          ".git/objects/info/alternates.");
      }
    }
    borrowers = std::move(next);
  }
  return found;
}

}  // namespace mig::history
