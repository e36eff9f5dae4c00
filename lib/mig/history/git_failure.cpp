#include "mig/history/git_failure.hpp"

#include "mig/history/libgit2.hpp"

namespace mig::history {
namespace {

constexpr const char* kCorrupt =
    "Run `git fsck --full` to see what is broken. `git fetch --refetch --no-filter origin` brings "
    "the objects of the remote anew; else clone again.";
constexpr const char* kMissing =
    "Fetch what is missing: `git fetch --refetch --no-filter origin` (a partial clone leaves "
    "objects out; in CI clone without a filter). `git fsck --full` tells whether more is missing.";
constexpr const char* kUnreadable =
    "Run `git status` and `git fsck --full` in this repository, mend what they tell, and run "
    "again.";

std::string remedy_of(int code, int klass) {
  if (lacks_object(code)) return kMissing;
  // Nothing is ever locked here: so libgit2 calls a file that this user may not open.
  if (code == GIT_ELOCKED) return kMakeReadable;
  const bool is_about_objects = klass == GIT_ERROR_ODB || klass == GIT_ERROR_ZLIB ||
                                klass == GIT_ERROR_OBJECT || klass == GIT_ERROR_SHA ||
                                klass == GIT_ERROR_TREE;
  if (code == GIT_EMISMATCH || is_about_objects) return kCorrupt;
  return kUnreadable;
}

int last_class() {
  const git_error* last = git().git_error_last();
  return last == nullptr ? static_cast<int>(GIT_ERROR_NONE) : last->klass;
}

}  // namespace

bool lacks_object(int code) {
  return code == GIT_ENOTFOUND && last_class() == GIT_ERROR_ODB;
}

tl::unexpected<Error> no_verdict(std::string message, std::string remedy) {
  return failure(ErrorKind::no_verdict, std::move(message), std::nullopt, std::move(remedy));
}

tl::unexpected<Error> git_failure(int code, const std::string& what) {
  const git_error* last = git().git_error_last();
  const bool tells = last != nullptr && last->message != nullptr;
  const std::string why = tells ? last->message : "failed with code " + std::to_string(code);
  return no_verdict("git: " + what + ": " + why, remedy_of(code, last_class()));
}

tl::unexpected<Error> corrupt_object(const std::string& what) {
  return no_verdict("git: " + what, kCorrupt);
}

tl::unexpected<Error> nested_too_deep(const std::string& folder) {
  return corrupt_object("the folder '" + folder + "' is nested too deep");
}

}  // namespace mig::history
