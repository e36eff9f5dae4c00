// --baseline with a name that is nowhere ends in 3, whatever a search is held against.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/git_repository.hpp"
#include "support/process.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

class KnownList : public testing::Test {
 protected:
  KnownList() {
    git_.write("notes.md", "text\n");
    git_.commit("first");
    git_.branch("change");
    git_.write("more.md", "text\n");
  }

  ProcessResult scan(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), tool_path("mig-scan-secrets"));
    return run_process(arguments, {git_.path(), "", {}});
  }

  GitRepository git_;
};

TEST_F(KnownList, AMisspeltNameIsNoVerdict) {
  for (const std::string name : {"NOPE", "no/NOPE", ".mig/secret_basline.json"}) {
    for (const std::vector<std::string>& against :
         {std::vector<std::string>{"--base", "main", "."}, {"--staged"}, {"."}}) {
      auto arguments = against;
      arguments.insert(arguments.begin(), {"--baseline", name});
      const auto result = scan(arguments);
      EXPECT_EQ(result.exit_code, 3) << name << ' ' << against.front() << result.standard_output;
      EXPECT_THAT(result.standard_error,
                  HasSubstr(name + ": the baseline of found values cannot be read: "));
    }
  }
  EXPECT_THAT(scan({"--base", "main", "--baseline", "NOPE", "."}).standard_error,
              HasSubstr(" nor the judged tree has it\n  = fix: check the path; "));
}

// The first list comes with a change, and the last one leaves with one.
TEST_F(KnownList, OneThatTheChangeBringsOrTakesIsNotMisspelt) {
  ASSERT_EQ(scan({"--write-baseline", "known.json", "."}).exit_code, 0);
  const auto brought = scan({"--base", "main", "--baseline", "known.json", "."});
  EXPECT_EQ(brought.exit_code, 0) << brought.standard_error;
  EXPECT_THAT(brought.standard_output, HasSubstr("has no known.json: no value counts as known"));
  git_.commit("list");
  git_.branch("next");
  git_.remove("known.json");
  const auto taken = scan({"--base", "change", "--baseline", "known.json", "."});
  EXPECT_EQ(taken.exit_code, 0) << taken.standard_error;
}

}  // namespace
}  // namespace mig::test
