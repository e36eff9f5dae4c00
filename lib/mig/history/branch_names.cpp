#include "mig/history/branch_names.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

namespace mig::history {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNames = 10'000;
constexpr std::array<std::string_view, 2> kFolders{"refs/heads/", "refs/remotes/"};

/// Names are enough, and no file is opened for them.
void add_loose(const fs::path& folder, std::vector<std::string>& names) {
  std::error_code code;
  fs::recursive_directory_iterator entry(folder, code);
  for (; !code && entry != fs::recursive_directory_iterator() && names.size() < kMostNames;
       entry.increment(code)) {
    std::error_code ignored;
    if (!fs::is_regular_file(entry->symlink_status(ignored))) continue;
    names.push_back(entry->path().lexically_relative(folder).generic_string());
  }
}

/// Lines such as "<id> refs/heads/main".
void add_packed(const fs::path& file, std::vector<std::string>& names) {
  std::error_code ignored;
  if (!fs::is_regular_file(fs::symlink_status(file, ignored))) return;
  std::ifstream lines(file);
  for (std::string line; names.size() < kMostNames && std::getline(lines, line);) {
    const auto name = std::string_view(line).substr(std::min(line.size(), line.find(' ') + 1));
    for (const auto folder : kFolders) {
      if (name.starts_with(folder)) names.emplace_back(name.substr(folder.size()));
    }
  }
}

}  // namespace

std::vector<std::string> branch_names(git_repository& repository) {
  const fs::path common = git().git_repository_commondir(&repository);
  std::vector<std::string> names;
  for (const auto folder : kFolders) add_loose(common / folder.substr(0, folder.size() - 1), names);
  add_packed(common / "packed-refs", names);
  return names;
}

bool has_remote(git_repository& repository, const std::string& name) {
  Owned<git_config> configuration;
  if (git().git_repository_config(Out(configuration), &repository) != 0) return false;
  Owned<git_config_entry> url;
  const std::string key = "remote." + name + ".url";
  return git().git_config_get_entry(Out(url), configuration.get(), key.c_str()) == 0;
}

}  // namespace mig::history
