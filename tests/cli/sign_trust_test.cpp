// sign makes no signature that the trust policy in force would not count.
#include <fmt/format.h>

#include "mig/report/trust_entry.hpp"
#include "support/signing_ground.hpp"

namespace {

namespace fs = std::filesystem;
using namespace mig::test;
using mig::report::TrustEntry;
using mig::trust::KeyAlgorithm;
using mig::trust::SignatureEncoding;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kApproval = "bundle/approvals/0001.yml";
constexpr const char* kApprovalEnvelope = "bundle/approvals/0001.dsse.json";

class SignTrustTest : public SigningTest {
 protected:
  static TrustEntry entry_for(const mig::trust::PrivateKey& key) {
    return {key.public_key(), SignatureEncoding::raw, "svc:migrations-runner", {"runner"},
            {"stage"},        "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"};
  }

  /// `more` are further lines of the entry.
  void trust(const TrustEntry& entry, const std::string& more = "",
             const std::string& path = ".mig/trust.yml") {
    write(path, "schema_version: trust.v1\ndefault: deny\nkeys:\n" +
                    mig::report::trust_entry_yaml(entry) + more +
                    "rules:\n  - environment: stage\n    roles: [runner, witness]\n");
  }

  void add_approval() {
    write(kApproval,
          "schema_version: approval.v1\nrule: scope-forbidden-object\nobject: table public.sites\n"
          "reason: The table moves as the board decided.\nreference: https://example.org/42\n"
          "approved_by: person:ada\nrole: governance\ndate: 2026-02-20\nsubject_digest: sha256:" +
              std::string(kZeros) + "\n");
  }

  TrustEntry approver() const {
    auto entry = entry_for(runner_);
    entry.principal = "person:ada";
    entry.roles = {"governance"};
    entry.environments = {};
    return entry;
  }
};

TEST_F(SignTrustTest, SignsWhatCounts) {
  trust(entry_for(runner_));
  const auto result = sign({at("bundle")});
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_TRUE(is_signed_by(runner_, envelope(), 0, SignatureEncoding::raw));
  auto witness = entry_for(runner_);
  witness.principal = "person:ada";
  witness.roles = {"witness"};
  trust(witness);
  EXPECT_EQ(sign({"--replace", at("bundle")}).exit_code, 0);
}

TEST_F(SignTrustTest, RefusesAKeyThatIsNotTrusted) {
  trust(entry_for(make_key("other.pem", KeyAlgorithm::ed25519)));
  const auto result = sign({at("bundle")});
  expect_refused(result, "is none of those that .mig/trust.yml trusts");
  EXPECT_THAT(result.standard_error, HasSubstr(runner_.public_key().id()));
}

TEST_F(SignTrustTest, RefusesAKeyThatIsRevoked) {
  trust(entry_for(runner_), "    revoked: {at: 2026-04-01T00:00:00Z, reason: lost}\n");
  expect_refused(sign({at("bundle")}), "was revoked on 2026-04-01T00:00:00Z");
}

TEST_F(SignTrustTest, RefusesAKeyOutOfItsWindow) {
  auto entry = entry_for(runner_);
  entry.valid_from = "2026-03-01T18:31:01Z";
  trust(entry);
  expect_refused(sign({at("bundle")}), "and the run finished at 2026-03-01T18:31:00Z");
  entry.valid_from = "2026-01-01T00:00:00Z";
  entry.valid_until = "2026-03-01T18:30:59Z";
  trust(entry);
  expect_refused(sign({at("bundle")}), "until 2026-03-01T18:30:59Z, and the run");
  entry.valid_until = "2026-03-01T18:31:00Z";
  trust(entry);
  EXPECT_EQ(sign({at("bundle")}).exit_code, 0);
}

TEST_F(SignTrustTest, RefusesAKeyOfAnotherRoleOrEnvironment) {
  auto role = entry_for(runner_);
  role.roles = {"governance"};
  trust(role);
  expect_refused(sign({at("bundle")}), "receipts of stage are signed by runner or witness, and");
  auto environment = entry_for(runner_);
  environment.environments = {"dev", "prod"};
  trust(environment);
  expect_refused(sign({at("bundle")}), "the run was in stage, and the key of");
}

TEST_F(SignTrustTest, RefusesAnEnvironmentWithoutARule) {
  trust(entry_for(runner_));
  auto text = read_file(at(".mig/trust.yml"));
  text.replace(text.find("environment: stage\n"), 18, "environment: prod");
  write(".mig/trust.yml", text);
  expect_refused(sign({at("bundle")}), "has no rule for receipts of stage");
}

TEST_F(SignTrustTest, SignsNothingWhereOneReceiptDoesNotAllowTheKey) {
  trust(entry_for(runner_));
  ReceiptText second;
  second.folder = "runs/stage-2/";
  add_run(second);
  const std::string path = "bundle/runs/stage-2/receipts/run_receipt.json";
  auto text = read_file(at(path));
  text.replace(text.find("\"stage\""), 7, "\"prod\"");
  write(path, text);
  expect_refused(sign({at("bundle")}), "stage-2/receipts/run_receipt.json: .mig/trust.yml has no");
  EXPECT_EQ(sign({at("bundle/receipts/run_receipt.json")}).exit_code, 0);
}

TEST_F(SignTrustTest, LooksElsewhereOrNotAtAllWhenAsked) {
  trust(entry_for(make_key("other.pem", KeyAlgorithm::ed25519)));
  trust(entry_for(runner_), "", "mine.yml");
  EXPECT_EQ(sign({"--trust", at("mine.yml"), "--no-trust", at("bundle")}).exit_code, 2);
  EXPECT_EQ(sign({"--trust", at("missing.yml"), at("bundle")}).exit_code, 3);
  EXPECT_FALSE(fs::exists(at(kEnvelope)));
  EXPECT_EQ(sign({"--trust", at("mine.yml"), at("bundle")}).exit_code, 0);
  const auto other = sign({"--trust", at("mine.yml"), "--replace", at("bundle")}, "other.pem");
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.standard_error, HasSubstr("is none of those that " + at("mine.yml")));
  fs::remove(at(kEnvelope));
  EXPECT_EQ(sign({"--no-trust", at("bundle")}).exit_code, 0);
}

TEST_F(SignTrustTest, NeedsATrustPolicyThatCanBeUsed) {
  write(".mig/trust.yml", "schema_version: trust.v1\n");
  const auto broken = sign({at("bundle")});
  EXPECT_EQ(broken.exit_code, 2);
  EXPECT_THAT(broken.standard_error, HasSubstr("the trust policy cannot be used"));
  // Two of them without git: neither is the one.
  trust(entry_for(runner_));
  trust(entry_for(runner_), "", "bundle/.mig/trust.yml");
  const auto two = sign({at("bundle")});
  EXPECT_EQ(two.exit_code, 3);
  EXPECT_THAT(two.standard_error, HasSubstr("name the trust policy with --trust"));
  EXPECT_FALSE(fs::exists(at(kEnvelope)));
}

TEST_F(SignTrustTest, LooksAtTheTopLevelOfGit) {
  fs::create_directory(at(".git"));
  trust(entry_for(runner_), "", "bundle/.mig/trust.yml");
  trust(entry_for(make_key("other.pem", KeyAlgorithm::ed25519)));
  EXPECT_EQ(sign({at("bundle")}).exit_code, 1);
  EXPECT_EQ(sign({at("bundle")}, "other.pem").exit_code, 0);
}

TEST_F(SignTrustTest, WritesSignaturesAsTheTrustPolicySays) {
  const auto key = make_key("ecdsa.pem", KeyAlgorithm::ecdsa_p256);
  auto entry = entry_for(key);
  entry.encoding = SignatureEncoding::p1363;
  trust(entry);
  const auto contradicted = sign({"--signature-encoding", "der", at("bundle")}, "ecdsa.pem");
  EXPECT_EQ(contradicted.exit_code, 2);
  EXPECT_THAT(contradicted.standard_error,
              HasSubstr("signatures of this key are written as p1363"));
  EXPECT_FALSE(fs::exists(at(kEnvelope)));
  const auto result = sign({at("bundle")}, "ecdsa.pem");
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_TRUE(is_signed_by(key, envelope(), 0, SignatureEncoding::p1363));
  const auto same = sign({"--signature-encoding", "p1363", at("bundle")}, "ecdsa.pem");
  EXPECT_THAT(same.standard_output, HasSubstr("signed with this key already"));
}

TEST_F(SignTrustTest, SignsAnApprovalOfTheOneWhoGivesIt) {
  add_approval();
  trust(approver());
  const auto result = sign({"--approval", at(kApproval)});
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_TRUE(is_signed_by(runner_, envelope_at(kApprovalEnvelope), 0, SignatureEncoding::raw));
}

TEST_F(SignTrustTest, RefusesAnApprovalForWhichTheKeyDoesNotCount) {
  add_approval();
  const auto refused = [this](const TrustEntry& entry, const std::string& why) {
    trust(entry);
    const auto result = sign({"--approval", at(kApproval)});
    EXPECT_EQ(result.exit_code, 1) << why;
    EXPECT_THAT(result.standard_error, HasSubstr(why));
    EXPECT_FALSE(fs::exists(at(kApprovalEnvelope)));
  };
  auto other = approver();
  other.principal = "person:grace";
  refused(other, "the approval is given by person:ada, and the key is that of person:grace");
  auto role = approver();
  role.roles = {"runner"};
  role.environments = {"stage"};
  refused(role, "the approval is given as governance, and the key of person:ada");
  auto late = approver();
  late.valid_from = "2026-02-21T00:00:00Z";
  refused(late, "and the approval is of 2026-02-20");
  trust(approver(), "    revoked: {at: 2026-04-01T00:00:00Z, reason: lost}\n");
  EXPECT_EQ(sign({"--approval", at(kApproval)}).exit_code, 1);
}

}  // namespace
