#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>

#include "mig/history/alternates.hpp"
#include "mig/history/conversion.hpp"
#include "mig/history/endless_files.hpp"
#include "mig/history/git_failure.hpp"
#include "mig/history/git_file.hpp"
#include "mig/history/loose_objects.hpp"
#include "mig/history/repository_state.hpp"

namespace mig::history {
namespace {

std::string resolved(const char* path) {
  const std::unique_ptr<char, decltype(&std::free)> found(::realpath(path, nullptr), &std::free);
  return found == nullptr ? "" : found.get();
}

std::string with_end(std::string folder) {
  if (!folder.ends_with('/')) folder += '/';
  return folder;
}

/// The nearest folder that says it is the top level of a repository; with a '/' at its end, and ""
/// when none does.
std::string nearest_top(std::string folder) {
  for (folder = with_end(folder);; folder.resize(folder.rfind('/') + 1)) {
    struct stat status {};
    if (::lstat((folder + ".git").c_str(), &status) == 0 || errno == EACCES) return folder;
    if (folder == "/") return "";
    folder.pop_back();
  }
}

tl::unexpected<Error> not_opened(int code, const std::string& folder) {
  const git_error* last = git().git_error_last();
  const std::string why = last == nullptr || last->message == nullptr ? "" : last->message;
  if (why.find("objectformat") != why.npos || why.find("object format") != why.npos) {
    return no_verdict("git: the repository has the object format sha256, which is not supported",
                      "Run in a clone with the object format sha1, or without --base.");
  }
  if (why.find("refstorage") != why.npos) {
    return no_verdict("git: the repository keeps its branches in a format that is not supported",
                      "Convert it: `git refs migrate --ref-format=files`.");
  }
  if (code == GIT_ENOTFOUND && nearest_top(folder).empty()) {
    return no_verdict("git: '" + folder + "' does not lie in a git repository",
                      "Run in a clone, with --root in its working tree, or without --base.");
  }
  return git_failure(code, "cannot open the repository around '" + folder + "'");
}

Result<Owned<git_repository>> open_around(const std::string& folder) {
  if (auto fine = refuse_endless_repository(folder); !fine) {
    return tl::unexpected<Error>(std::move(fine.error()));
  }
  Owned<git_repository> opened;
  git().git_error_clear();
  const int code = git().git_repository_open_ext(Out(opened), folder.c_str(),
                                                 GIT_REPOSITORY_OPEN_CROSS_FS, nullptr);
  if (code != 0) return not_opened(code, folder);
  if (git().git_repository_is_bare(opened.get()) != 0) {
    return no_verdict("git: the repository around '" + folder + "' is bare: it has no files",
                      "Run in a clone that has a working tree, or without --base.");
  }
  return opened;
}

/// Where the root lies below the top level; an Error when it does not.
Result<std::string> prefix_of(const std::string& folder, const std::string& top) {
  const std::string root = with_end(folder);
  if (top.size() < 2 || !root.starts_with(top) || nearest_top(folder) != top) {
    return no_verdict("git: '" + folder + "' is not part of the working tree '" + top + "'",
                      "Run `git rev-parse --show-toplevel` there: it has to name the folder above "
                      "that holds .git, and core.worktree must not be set.");
  }
  std::string prefix = root.substr(top.size());
  if (prefix.starts_with(".git/") || prefix.find("/.git/") != prefix.npos) {
    return no_verdict("git: '" + folder + "' lies among the files of git itself",
                      "Name a folder of the working tree with --root.");
  }
  return prefix;
}

/// What libgit2 cannot read it takes for absent, and with it what it would have said.
Result<void> refuse_unreadable_configuration(git_repository& repository) {
  const std::string shared = git().git_repository_commondir(&repository);
  const std::string own = git().git_repository_path(&repository);
  for (const auto& folder : {shared, own}) {
    auto fine = refuse_unreadable(folder + "config", "the configuration");
    if (!fine) return fine;
  }
  if (!has_own_configuration(repository)) return {};
  return refuse_unreadable(own + "config.worktree", "the configuration");
}

Result<Owned<git_odb>> open_objects(git_repository& repository) {
  const std::string own = std::string(git().git_repository_commondir(&repository)) + "objects/";
  auto folders = borrowed_folders(own);
  if (!folders) return tl::unexpected<Error>(std::move(folders.error()));
  for (const auto& folder : *folders) {
    if (auto fine = refuse_endless_objects(folder); !fine) {
      return tl::unexpected<Error>(std::move(fine.error()));
    }
  }
  folders->insert(folders->begin(), own);
  Owned<git_odb> odb;
  const int code = git().git_repository_odb(Out(odb), &repository);
  if (code != 0) return git_failure(code, "cannot open the objects");
  for (const auto& folder : *folders) {
    if (auto guarded = read_loose_objects(*odb, folder); !guarded) {
      return tl::unexpected<Error>(std::move(guarded.error()));
    }
  }
  return odb;
}

}  // namespace

Result<Repository> Repository::open(const io::Root& root) {
  if (const auto loaded = load_libgit2(); !loaded) return tl::unexpected<Error>(loaded.error());
  auto opened = open_around(root.absolute_path());
  if (!opened) return tl::unexpected<Error>(std::move(opened.error()));
  if (auto fine = refuse_unreadable_configuration(**opened); !fine) {
    return tl::unexpected<Error>(std::move(fine.error()));
  }
  const char* workdir = git().git_repository_workdir(opened->get());
  const std::string top = with_end(resolved(workdir == nullptr ? "" : workdir));
  auto prefix = prefix_of(root.absolute_path(), top);
  if (!prefix) return tl::unexpected<Error>(std::move(prefix.error()));
  auto odb = open_objects(**opened);
  if (!odb) return tl::unexpected<Error>(std::move(odb.error()));
  auto state = std::make_unique<State>(std::move(*opened), std::move(*odb));
  state->prefix = std::move(*prefix);
  state->top = top;
  state->empty_tree = state->objects.keep_tree({});
  return Repository(std::move(state));
}

}  // namespace mig::history
