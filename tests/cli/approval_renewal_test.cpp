// What an approval of other bytes is to become, word for word what a person has to do.
#include <gmock/gmock.h>

#include <filesystem>
#include <regex>

#include "support/process.hpp"

namespace mig::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kApprovals = "migrations/postgis/PG-MIG-2026-03-01-01/approvals/";

/// A bundle whose one approval is bound to the state before.
class ApprovalRenewal : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::copy(
        std::string(MIG_SOURCE_DIR) + "/fixtures/valid/approval-missing-role/approved",
        folder.path(), std::filesystem::copy_options::recursive);
    const auto path = kApprovals + "governance.yml";
    folder.write(path, std::regex_replace(read_file(folder.path() + "/" + path),
                                          std::regex("sha256:[0-9a-f]{64}"),
                                          "sha256:" + std::string(64, '0')));
  }
  std::string judged(const std::vector<std::string>& flags = {}) const {
    std::vector<std::string> command{tool_path("mig-validate"), "--root", ".", "--now",
                                     "2026-04-01T00:00:00Z"};
    command.insert(command.end(), flags.begin(), flags.end());
    command.emplace_back("migrations");
    return run_process(command, {folder.path(), "", {}}).standard_output;
  }

  TemporaryFolder folder;
};

TEST_F(ApprovalRenewal, WhatIsThereIsRenewedAndNotAddedAgain) {
  const auto report = judged();
  EXPECT_THAT(report, HasSubstr("= fix: renew " + kApprovals +
                                "governance.yml, which is of other bytes: have the bundle "
                                "reviewed again, then write subject_digest: sha256:"));
  EXPECT_THAT(report, AllOf(HasSubstr("= fix: have the bundle reviewed again, then write"),
                            Not(HasSubstr("--replace")), Not(HasSubstr("= fix: add "))));
}

TEST_F(ApprovalRenewal, WhatWasSignedIsSignedAgain) {
  folder.write(kApprovals + "governance.dsse.json", "{}");
  EXPECT_THAT(judged(), HasSubstr(", and have it signed again: mig-receipt-verify sign --replace "
                                  "--key FILE --approval " +
                                  kApprovals + "governance.yml; that drops every signature"));
}

TEST_F(ApprovalRenewal, WhatIsOnTheBaseIsNotEdited) {
  const auto done = run_process(
      {"bash", "-c",
       "git init -q -b main && git add -A && git -c user.name=a -c user.email=a@b commit -q -m a"},
      {folder.path(), "", {}});
  ASSERT_EQ(done.exit_code, 0) << done.standard_error;
  folder.write("migrations/postgis/PG-MIG-2026-03-01-01/approvals/README.md", "more");
  const auto report = judged({"--base", "main"});
  EXPECT_THAT(report, HasSubstr("give a new approval, in a file of its own, with subject_digest"));
  EXPECT_THAT(report, Not(HasSubstr("then write subject_digest")));
}

TEST_F(ApprovalRenewal, AnApprovalOfSomethingElseIsNotWrittenOver) {
  const auto path = kApprovals + "governance.yml";
  folder.write(path, std::regex_replace(read_file(folder.path() + "/" + path),
                                        std::regex("approval-missing-role"), "scope-wildcard"));
  EXPECT_THAT(judged(), HasSubstr("= fix: add " + kApprovals + "governance-2.yml with role:"));
}

}  // namespace
}  // namespace mig::test
