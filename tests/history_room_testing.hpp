#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "mig/history/repository.hpp"
#include "support/process.hpp"

/// What the tests of the history room share: little repositories made by git itself.
namespace mig::history {

namespace fs = std::filesystem;

constexpr std::uint64_t kAmple = std::uint64_t{1} << 24U;

/// A repository on branch `main` that is gone after the test.
class Sandbox {
 public:
  Sandbox() { git({"init", "-q", "-b", "main"}); }
  /// A folder that git made nothing of.
  explicit Sandbox(std::nullptr_t) {}

  std::string path(const std::string& relative = "") const {
    return relative.empty() ? folder_.path() : folder_.path() + "/" + relative;
  }

  mig::test::ProcessResult try_git(const std::vector<std::string>& arguments,
                                   const std::string& folder = "") const {
    std::vector<std::string> command{"git", "-c", "user.name=Tester", "-c",
                                     "user.email=tester@example.org"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    mig::test::ProcessOptions options;
    options.folder = folder.empty() ? path() : folder;
    options.environment = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
                           "GIT_AUTHOR_DATE=2024-01-01T00:00:00Z",
                           "GIT_COMMITTER_DATE=2024-01-01T00:00:00Z"};
    return mig::test::run_process(command, options);
  }

  /// What git printed, without the line end.
  std::string git(const std::vector<std::string>& arguments, const std::string& folder = "") const {
    const auto result = try_git(arguments, folder);
    EXPECT_EQ(result.exit_code, 0) << result.standard_error << ::testing::PrintToString(arguments);
    std::string text = result.standard_output;
    if (text.ends_with('\n')) text.pop_back();
    return text;
  }

  void write(const std::string& relative, const std::string& bytes) const {
    folder_.write(relative, bytes);
  }

  std::string commit(const std::string& message = "change") const {
    git({"add", "-A"});
    git({"commit", "-q", "--allow-empty", "-m", message});
    return git({"rev-parse", "HEAD"});
  }

  io::Root root(const std::string& relative = "") const {
    auto opened = io::Root::open(path(relative));
    EXPECT_TRUE(opened.has_value());
    return std::move(*opened);
  }

  Repository open(const std::string& relative = "") const {
    auto opened = Repository::open(root(relative));
    EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().message);
    return std::move(*opened);
  }

  std::string head_tree() const { return git({"rev-parse", "HEAD^{tree}"}); }

 private:
  mig::test::TemporaryFolder folder_;
};

template <class T>
std::string words_of(const Result<T>& result) {
  if (result) return "no error";
  return result.error().message + " | " + result.error().remedy;
}

/// "no verdict" with both texts in it.
template <class T>
void expect_refused(const Result<T>& result, const std::string& message,
                    const std::string& remedy) {
  ASSERT_FALSE(result.has_value()) << "expected: " << message;
  EXPECT_EQ(result.error().kind, ErrorKind::no_verdict);
  EXPECT_THAT(result.error().message, ::testing::HasSubstr(message));
  EXPECT_THAT(result.error().remedy, ::testing::HasSubstr(remedy));
}

template <class T>
T taken(Result<T> result) {
  EXPECT_TRUE(result.has_value()) << words_of(result);
  return result ? std::move(*result) : T{};
}

inline std::string letter(ChangeKind kind) {
  constexpr std::string_view kLetters = "ADMR";
  return std::string(1, kLetters[static_cast<std::size_t>(kind)]);
}

/// "M path" or "R before -> path".
inline std::vector<std::string> lines_of(const std::vector<Change>& changes) {
  std::vector<std::string> lines;
  for (const auto& change : changes) {
    const bool moved = change.kind == ChangeKind::renamed;
    lines.push_back(letter(change.kind) + " " + (moved ? change.before_path + " -> " : "") +
                    change.path);
  }
  return lines;
}

/// Changes of the files on disk since HEAD.
inline std::vector<std::string> changes_on_disk(const Repository& repository, const io::Root& root,
                                                const std::vector<std::string>& watched = {""}) {
  const auto head = taken(repository.head());
  const auto from = taken(repository.tree_of(head.value_or("")));
  const auto now = taken(repository.working_tree(root, watched, 2));
  return lines_of(taken(repository.changes(from, now.tree)));
}

}  // namespace mig::history
