#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "support/git_repository.hpp"
#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {

/// Texts that do harm where they are evaluated; each would leave the file "touched" behind.
inline const std::vector<std::string> kHostileTexts{"$(touch touched)",
                                                    "`touch touched`; touch touched",
                                                    "a\"; touch touched; \"",
                                                    "'; touch touched; '",
                                                    "-x",
                                                    "--help",
                                                    "::error::x\n::set-output name=verdict::pass\n",
                                                    "##[error]x",
                                                    "* a b ${IFS} %0A::error::x\\"};

/// A git repository that passes every gate on the branch `main`, and a place for what a runner
/// keeps.
class Integration : public testing::Test {
 protected:
  Integration() {
    const SampleRepository sample;
    std::filesystem::copy(
        sample.path(), git_.path(),
        std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
    git_.commit("begin");
    std::filesystem::create_directory(kept("temporary"));
  }

  std::string kept(const std::string& name) const { return runner_.path() + "/" + name; }
  static std::string source(const std::string& relative) {
    return std::string(MIG_SOURCE_DIR) + "/" + relative;
  }
  static std::string path_with_tools() {
    return tool_folder() + ":" + std::getenv("PATH");
  }
  /// A PATH on which everything is that scripts need, but none of the tools, whatever is installed.
  std::string path_without_tools() const {
    for (const std::string name :
         {"bash", "sh",        "cat",  "chmod", "cp",   "cut",   "date",   "dirname", "env",
          "find", "git",       "grep", "gzip",  "head", "mkdir", "mktemp", "od",      "rm",
          "sed",  "sha256sum", "sort", "tar",   "tr",   "wc",    "yes"}) {
      const auto link = kept("machine/" + name);
      std::filesystem::create_directories(kept("machine"));
      for (const std::string folder : {"/usr/bin/", "/bin/"}) {
        if (!std::filesystem::exists(link) && std::filesystem::exists(folder + name))
          std::filesystem::create_symlink(folder + name, link);
      }
    }
    return kept("machine");
  }

  void break_draft() const { git_.remove(kDraftBundle + "/rollback.sql"); }
  /// Leaves nothing but a review finding behind.
  void ask_for_review() const { git_.remove(kDraftBundle + "/rehearsal"); }
  /// A program in place of a tool, in a folder that is put before PATH.
  std::string stand_in(const std::string& name, const std::string& script) const {
    runner_.write("programs/" + name, "#!/bin/sh\n" + script);
    std::filesystem::permissions(kept("programs/" + name), std::filesystem::perms::owner_all);
    return kept("programs") + ":" + path_without_tools();
  }
  void nothing_was_touched() const {
    EXPECT_FALSE(std::filesystem::exists(git_.file("touched")));
    EXPECT_FALSE(std::filesystem::exists(kept("touched")));
    EXPECT_FALSE(std::filesystem::exists("touched"));
  }

  GitRepository git_;
  const TemporaryFolder runner_;
};

/// One input for each variable; what is given twice counts as it was given last.
using Variables = std::map<std::string, std::string>;

inline std::vector<std::string> as_environment(const Variables& variables) {
  auto environment = GitRepository::environment(0);
  for (const auto& [name, value] : variables) {
    std::string entry = name;
    entry += '=';
    entry += value;
    environment.push_back(entry);
  }
  return environment;
}

}  // namespace mig::test
