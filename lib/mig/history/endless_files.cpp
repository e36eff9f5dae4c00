#include "mig/history/endless_files.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "mig/history/git_failure.hpp"
#include "mig/history/git_file.hpp"

namespace mig::history {
namespace {

/// References that name others: git follows fewer.
constexpr int kMostSteps = 10;
constexpr std::string_view kNames = "ref:";

bool is_folder(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_file(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// With a '/' at its end. Nothing when no folder is named.
std::string folder_named(std::string_view text, const std::string& from) {
  const auto name = trimmed(text);
  if (name.empty()) return {};
  return (name.starts_with('/') ? "" : from) + std::string(name) + "/";
}

/// Looks at what a folder holds, and at what the folders in it hold if it is asked to.
class Walk {
 public:
  explicit Walk(bool enters_folders) : enters_folders_(enters_folders) {}

  Result<void> look_into(const std::string& folder) {
    struct stat status {};
    // A link may lead back to where it lies.
    if (::stat(folder.c_str(), &status) != 0 ||
        !seen_.insert({status.st_dev, status.st_ino}).second) {
      return {};
    }
    const std::unique_ptr<DIR, int (*)(DIR*)> listing(::opendir(folder.c_str()), &::closedir);
    while (const dirent* entry = listing == nullptr ? nullptr : ::readdir(listing.get())) {
      const std::string_view name(entry->d_name);
      if (name == "." || name == ".." || entry->d_type == DT_REG) continue;
      const std::string path = folder + entry->d_name;
      if (auto fine = refuse_endless(path); !fine) return fine;
      if (!enters_folders_ || !is_folder(path)) continue;
      if (auto fine = look_into(path + "/"); !fine) return fine;
    }
    return {};
  }

 private:
  bool enters_folders_;
  std::set<std::pair<dev_t, ino_t>> seen_;
};

Result<void> refuse_endless_beneath(const std::string& folder) {
  return Walk(true).look_into(folder);
}

/// The folder that working trees share, which may be the one that is asked about.
Result<std::string> shared_folder(const std::string& own) {
  const auto text = read_git_file(own + "commondir", "the name of the shared folder");
  if (!text) return tl::unexpected<Error>(text.error());
  const auto named = folder_named(*text, own);
  return named.empty() ? own : named;
}

Result<void> refuse_endless_folder(const std::string& folder) {
  if (auto fine = Walk(false).look_into(folder); !fine) return fine;
  for (const char* held : {"refs/", "logs/", "info/"}) {
    if (auto fine = refuse_endless_beneath(folder + held); !fine) return fine;
  }
  return refuse_endless_objects(folder + "objects/");
}

/// Whether libgit2 takes it for a repository; one that it does not is passed over.
Result<bool> look_at_folder(const std::string& own) {
  if (auto fine = refuse_endless_folder(own); !fine) return tl::unexpected<Error>(fine.error());
  const auto shared = shared_folder(own);
  if (!shared) return tl::unexpected<Error>(shared.error());
  if (*shared != own) {
    if (auto fine = refuse_endless_folder(*shared); !fine) {
      return tl::unexpected<Error>(fine.error());
    }
  }
  return is_file(own + "HEAD") && is_folder(*shared + "objects") && is_folder(*shared + "refs");
}

/// `above` ends with a '/'. Whether libgit2 looks no further.
Result<bool> look_at_top(const std::string& above) {
  const std::string held = above + ".git";
  if (auto fine = refuse_endless(held); !fine) return tl::unexpected<Error>(fine.error());
  if (is_folder(held)) {
    const auto found = look_at_folder(held + "/");
    if (!found || *found) return found;
  } else if (is_file(held)) {
    constexpr std::string_view kLeads = "gitdir:";
    const auto text = read_git_file(held, "where the folder of git lies");
    if (!text) return tl::unexpected<Error>(text.error());
    const auto named = text->starts_with(kLeads)
                           ? folder_named(std::string_view(*text).substr(kLeads.size()), above)
                           : std::string();
    if (!named.empty()) return look_at_folder(named);
  }
  // A folder of git may be named itself, or lie around.
  return is_file(above + "HEAD") && is_folder(above + "objects") ? look_at_folder(above)
                                                                 : Result<bool>(false);
}

}  // namespace

Result<void> refuse_endless(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  const bool is_device = S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode);
  // Of this one device the end comes at once.
  const bool is_null = S_ISCHR(status.st_mode) && status.st_rdev == makedev(1, 3);
  if (!S_ISFIFO(status.st_mode) && (!is_device || is_null)) return {};
  return no_verdict("git: '" + path + "' is " + (is_device ? "a device" : "a FIFO") +
                        " and no regular file: reading it would never end",
                    "Remove it; `git status` and `git fsck --full` tell what is missing then.");
}

Result<void> refuse_endless_objects(const std::string& objects) {
  for (const char* held : {"info/", "pack/"}) {
    if (auto fine = refuse_endless_beneath(objects + held); !fine) return fine;
  }
  return {};
}

Result<void> refuse_endless_repository(const std::string& folder) {
  std::string above = folder;
  if (!above.ends_with('/')) above += '/';
  while (true) {
    const auto found = look_at_top(above);
    if (!found) return tl::unexpected<Error>(found.error());
    if (*found || above == "/") return {};
    above.pop_back();
    above.resize(above.rfind('/') + 1);
  }
}

Result<void> refuse_endless_reference(git_repository& repository, const std::string& name) {
  const std::string own = git().git_repository_path(&repository);
  const std::string shared = git().git_repository_commondir(&repository);
  std::set<std::string> names{name};
  std::set<std::string> seen;
  for (int step = 0; step < kMostSteps && !names.empty(); ++step) {
    std::set<std::string> next;
    for (const auto& one : names) {
      if (!seen.insert(one).second) continue;
      for (const auto& path : {own + one, shared + one}) {
        if (auto fine = refuse_endless(path); !fine) return fine;
        // One that cannot be read is told when it is asked for.
        const auto text = is_file(path) ? read_git_file(path, "a reference") : std::string();
        if (!text || !text->starts_with(kNames)) continue;
        next.emplace(trimmed(std::string_view(*text).substr(kNames.size())));
      }
    }
    names = std::move(next);
  }
  return {};
}

}  // namespace mig::history
