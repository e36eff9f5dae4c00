// Approvals of findings about the repository: bound to the digest of the gate, and signed.
#include <filesystem>

#include "comparison_testing.hpp"
#include "mig/rules/approval/signed.hpp"
#include "mig/rules/approval/standing.hpp"

namespace {

namespace fs = std::filesystem;
using mig::rules::approval_rules::SignatureWorth;
using mig::test::approval;
using mig::test::ProcessResult;
using testing::HasSubstr;

constexpr int kUsage = 2;
const std::string kTrust = ".mig/trust.yml";
const std::string kApproval = ".mig/approvals/loosened.yml";
const std::string kEnvelope = ".mig/approvals/loosened.dsse.json";

class GateApprovals : public mig::test::ComparisonTest {
 protected:
  GateApprovals() {
    write_base();
    git.write(kTrust, mig::test::trust());
    git.write("CODEOWNERS", "* @ada\n");
    key.write("ada.pem", mig::test::private_pem("ada"));
    key.write("mallory.pem", mig::test::private_pem("mallory"));
    begin_change();
  }

  ProcessResult run(std::vector<std::string> arguments, const std::string& folder = "") const {
    arguments.insert(arguments.begin(), mig::test::tool_path("mig-receipt-verify"));
    return mig::test::run_process(arguments, {folder.empty() ? git.path() : folder, "", {}});
  }

  ProcessResult sign(const std::string& path, std::vector<std::string> more = {},
                     const std::string& with = "ada.pem") const {
    more.insert(more.begin(), {"sign", "--key", key.path() + "/" + with, "--approval", path});
    return run(more);
  }

  std::string digest_by_coreutils() const {
    const auto sums =
        mig::test::run_process({"sha256sum", kTrust, "CODEOWNERS"}, {git.path(), "", {}});
    return mig::test::digest_of(sums.standard_output);
  }

  SignatureWorth worth_of_only_approval() {
    const auto& gate = compare().gate;
    const auto worth = mig::rules::approval_rules::signature_of(gate.approvals.at(0), gate);
    EXPECT_EQ(worth.why.empty(), worth.worth != SignatureWorth::broken) << worth.why;
    return worth.worth;
  }

  const mig::test::TemporaryFolder key;
};

TEST_F(GateApprovals, AreBoundToTheDigestThatIsPrinted) {
  const auto printed = run({"digest", "--gate"});
  EXPECT_EQ(printed.exit_code, 0) << printed.standard_error;
  EXPECT_EQ(printed.standard_output, digest_by_coreutils() + "  .mig\n");
  const auto below = run({"digest", "--gate"}, git.file("migrations"));
  EXPECT_EQ(below.standard_output, printed.standard_output);
  const auto from_outside = run({"digest", "--gate", "--root", git.path()}, key.path());
  EXPECT_EQ(from_outside.standard_output, printed.standard_output);
  git.write(kApproval, approval("history-loosened-trust", digest_by_coreutils()));
  EXPECT_EQ(run({"digest", "--gate"}).standard_output, printed.standard_output)
      << "an approval is no part of what it approves";
  const auto& gate = compare().gate;
  EXPECT_EQ(gate.digest, digest_by_coreutils());
  EXPECT_EQ(mig::rules::approval_rules::standing_of(gate.approvals.at(0), gate),
            mig::rules::approval_rules::Standing::in_force);
  git.write("CODEOWNERS", "* @mallory\n");
  const auto& later = compare().gate;
  EXPECT_EQ(mig::rules::approval_rules::standing_of(later.approvals.at(0), later),
            mig::rules::approval_rules::Standing::unbound);
}

TEST_F(GateApprovals, DigestOfTheGateStandsAlone) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"digest", "--gate", "CODEOWNERS"}, {"digest", "--gate", "--files"}, {"digest"}}) {
    const auto refused = run(arguments);
    EXPECT_EQ(refused.exit_code, kUsage);
    EXPECT_EQ(refused.standard_output, "");
    EXPECT_NE(refused.standard_error, "");
  }
  EXPECT_THAT(run({"digest"}).standard_error, HasSubstr("--gate"));
  EXPECT_THAT(run({"digest", "--help"}).standard_output, HasSubstr("--gate"));
}

TEST_F(GateApprovals, DigestOfWhatCannotBeReadIsNotPrinted) {
  git.remove(kTrust);
  fs::create_symlink("../CODEOWNERS", git.file(kTrust));
  const auto refused = run({"digest", "--gate"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_EQ(refused.standard_output, "");
  EXPECT_THAT(refused.standard_error, HasSubstr(kTrust));
}

TEST_F(GateApprovals, AreSignedAndCount) {
  git.write(kApproval, approval("history-loosened-trust", digest_by_coreutils()));
  EXPECT_EQ(worth_of_only_approval(), SignatureWorth::none);
  const auto result = sign(kApproval);
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_THAT(result.standard_output, HasSubstr("signed " + kEnvelope + ": 1 file, 1 signature"));
  EXPECT_EQ(worth_of_only_approval(), SignatureWorth::counts);
  const auto again = sign(git.file(kApproval));
  EXPECT_THAT(again.standard_output, HasSubstr("is signed with this key already"));
  git.write(kApproval, git.read(kApproval) + "expires: 2050-01-01\n");
  EXPECT_EQ(worth_of_only_approval(), SignatureWorth::broken);
}

TEST_F(GateApprovals, NameNoMigration) {
  git.write(kApproval, approval("history-loosened-trust", digest_by_coreutils()));
  ASSERT_EQ(sign(kApproval).exit_code, 0);
  const auto& gate = compare().gate;
  const auto& statement = gate.approval_signatures.at(0)->statement;
  ASSERT_TRUE(statement.approval.has_value());
  EXPECT_FALSE(statement.approval->migration_id.has_value());
  ASSERT_EQ(statement.subjects.size(), 1U);
  EXPECT_EQ(statement.subjects[0].name.value, "approvals/loosened.yml");
}

TEST_F(GateApprovals, OfABundleAreNoApprovalsOfTheGate) {
  const auto in_bundle = mig::test::folder_of(mig::test::kOne) + "/approvals/loosened.";
  git.write(in_bundle + "yml", approval("history-loosened-trust", digest_by_coreutils()));
  ASSERT_EQ(sign(in_bundle + "yml").exit_code, 0);
  git.write(kApproval, git.read(in_bundle + "yml"));
  git.write(kEnvelope, git.read(in_bundle + "dsse.json"));
  EXPECT_EQ(worth_of_only_approval(), SignatureWorth::broken) << "its statement names a migration";
}

TEST_F(GateApprovals, AreNotSignedByAKeyThatDoesNotCount) {
  git.write(kApproval, approval("history-loosened-trust", digest_by_coreutils()));
  const auto refused = sign(kApproval, {}, "mallory.pem");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_FALSE(fs::exists(git.file(kEnvelope)));
  ASSERT_EQ(sign(kApproval, {"--no-trust"}, "mallory.pem").exit_code, 0);
  EXPECT_EQ(worth_of_only_approval(), SignatureWorth::broken);
}

TEST_F(GateApprovals, LieInTheirFolder) {
  const auto text = approval("history-loosened-trust", digest_by_coreutils());
  for (const std::string path :
       {".mig/approvals/deep/x.yml", ".mig/x.yml", ".mig/approvals/x.json", "approvals/x.yml"}) {
    git.write(path, text);
    const auto refused = sign(path);
    EXPECT_EQ(refused.exit_code, kUsage) << path;
    EXPECT_THAT(refused.standard_error, HasSubstr(path));
    EXPECT_THAT(refused.standard_error, HasSubstr("fix: ")) << path;
  }
}

}  // namespace
