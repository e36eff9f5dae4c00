// sign, as a runner and a witness use it: what is signed, and who can verify it.
#include <sys/stat.h>

#include <algorithm>

#include "mig/bundle/signature_facts.hpp"
#include "mig/bundle/trust_facts.hpp"
#include "mig/io/root.hpp"
#include "support/signing_ground.hpp"

namespace {

namespace fs = std::filesystem;
using namespace mig::test;
using mig::contract::DocumentKind;
using mig::trust::SignatureEncoding;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using SignTest = SigningTest;

TEST_F(SignTest, SignsAReceiptAndItsOutputs) {
  const auto result = sign({at("bundle/receipts/run_receipt.json")});
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_THAT(result.standard_output, HasSubstr("run_receipt.dsse.json: 3 files, 1 signature"));
  EXPECT_THAT(result.standard_error, IsEmpty());
  const auto signed_file = envelope();
  EXPECT_EQ(signed_file.payload_type.value, "application/vnd.in-toto+json");
  ASSERT_EQ(signed_file.signatures.size(), 1U);
  EXPECT_EQ(signed_file.signatures[0].keyid->value, runner_.public_key().id());
  EXPECT_TRUE(is_signed_by(runner_, signed_file, 0, SignatureEncoding::raw));

  const auto statement = statement_of(signed_file);
  EXPECT_EQ(statement.type.value, mig::contract::kStatementType);
  std::vector<std::string> subjects;
  for (const auto& subject : statement.subjects) {
    subjects.push_back(subject.name.value);
    EXPECT_EQ("sha256:" + subject.sha256.value,
              digest_of(read_file(at("bundle/" + subject.name.value))));
  }
  EXPECT_THAT(subjects, ElementsAre("baselines/post.json", "baselines/pre.json",
                                    "receipts/run_receipt.json"));
  ASSERT_TRUE(statement.run);
  EXPECT_EQ(statement.run->migration_id.value, kId);
  EXPECT_EQ(statement.run->run_id.value, "kfm://run/one");
  EXPECT_EQ(statement.run->environment.value, "stage");
  EXPECT_EQ(statement.run->git_commit.value, std::string(40, 'a'));
  EXPECT_FALSE(statement.run->bundle_digest);
  EXPECT_FALSE(statement.run->sequence);
  EXPECT_FALSE(statement.run->previous_receipt);
}

TEST_F(SignTest, RepeatsWhatAReceiptMayLeaveOut) {
  ReceiptText receipt;
  const auto digest = digest_of("x");
  receipt.more = "  \"bundle_digest\": \"" + digest +
                 "\", \"sequence\": 2, \"previous_receipt\": \"" + digest_of("y") + "\",\n";
  add_run(receipt);
  ASSERT_EQ(sign({at("bundle")}).exit_code, 0);
  const auto statement = statement_of(envelope());
  EXPECT_EQ(statement.run->bundle_digest->value, digest);
  EXPECT_EQ(statement.run->sequence->value, 2);
  EXPECT_EQ(statement.run->previous_receipt->value, digest_of("y"));
}

TEST_F(SignTest, SignsInEveryEncoding) {
  const auto key = make_key("ecdsa.pem", mig::trust::KeyAlgorithm::ecdsa_p256);
  ASSERT_EQ(sign({at("bundle")}, "ecdsa.pem").exit_code, 0);
  EXPECT_TRUE(is_signed_by(key, envelope(), 0, SignatureEncoding::der));
  fs::remove(at(kEnvelope));
  ASSERT_EQ(sign({"--signature-encoding", "p1363", at("bundle")}, "ecdsa.pem").exit_code, 0);
  EXPECT_TRUE(is_signed_by(key, envelope(), 0, SignatureEncoding::p1363));
  const auto other = sign({"--signature-encoding", "der", at("bundle")}, "ecdsa.pem");
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.standard_error, HasSubstr("has signed this in the encoding p1363"));
  EXPECT_EQ(envelope().signatures.size(), 1U);
}

TEST_F(SignTest, SignsEveryReceiptOfABundleOrOfAPartOfIt) {
  ReceiptText second;
  second.folder = "runs/stage-2/";
  second.run = "kfm://run/two";
  add_run(second);
  ReceiptText third;
  third.folder = "runs/stage-3/";
  third.run = "kfm://run/three";
  add_run(third);
  const std::string two = "bundle/runs/stage-2/receipts/run_receipt.dsse.json";
  const std::string three = "bundle/runs/stage-3/receipts/run_receipt.dsse.json";
  ASSERT_EQ(sign({at("bundle/runs/stage-2")}).exit_code, 0);
  EXPECT_TRUE(fs::exists(at(two)));
  EXPECT_FALSE(fs::exists(at(three)));
  EXPECT_FALSE(fs::exists(at(kEnvelope)));
  const auto statement = statement_of(envelope_at(two));
  EXPECT_EQ(statement.subjects.back().name.value, "runs/stage-2/receipts/run_receipt.json");
  EXPECT_EQ(statement.subjects.front().name.value, "runs/stage-2/baselines/post.json");
  // A bundle named twice, and a part of it besides.
  const auto all = sign({at("bundle"), at("bundle/."), at("bundle/runs")});
  ASSERT_EQ(all.exit_code, 0) << all.standard_error;
  EXPECT_TRUE(fs::exists(at(three)));
  EXPECT_TRUE(fs::exists(at(kEnvelope)));
  EXPECT_THAT(all.standard_output, HasSubstr("stage-2/receipts/run_receipt.dsse.json is signed "
                                             "with this key already"));
  EXPECT_EQ(std::count(all.standard_output.begin(), all.standard_output.end(), '\n'), 3);
}

TEST_F(SignTest, NamesFilesFromTheBundleWhereverItIsCalledFrom) {
  ProcessOptions inside;
  inside.folder = at("bundle/receipts");
  const auto result = run_evidence({"sign", "--key", at("runner.pem"), "run_receipt.json"}, inside);
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_EQ(statement_of(envelope()).subjects.back().name.value, "receipts/run_receipt.json");
  const auto first = envelope().payload.value;
  fs::remove(at(kEnvelope));
  ASSERT_EQ(sign({at("bundle")}).exit_code, 0);
  EXPECT_EQ(envelope().payload.value, first) << "the same statement has the same bytes";
}

TEST_F(SignTest, AddsASignatureForEachKeyOnce) {
  const auto witness = make_key("witness.pem", mig::trust::KeyAlgorithm::ecdsa_p256);
  ASSERT_EQ(sign({at("bundle")}).exit_code, 0);
  const auto first = envelope();
  const auto second = sign({at("bundle")}, "witness.pem");
  ASSERT_EQ(second.exit_code, 0);
  EXPECT_THAT(second.standard_output, HasSubstr("2 signatures"));
  const auto both = envelope();
  EXPECT_EQ(both.payload.value, first.payload.value);
  ASSERT_EQ(both.signatures.size(), 2U);
  EXPECT_EQ(both.signatures[0].sig.value, first.signatures[0].sig.value);
  EXPECT_TRUE(is_signed_by(witness, both, 1, SignatureEncoding::der));
  const auto bytes = read_file(at(kEnvelope));
  for (const auto* key : {"runner.pem", "witness.pem"}) {
    const auto again = sign({at("bundle")}, key);
    EXPECT_EQ(again.exit_code, 0);
    EXPECT_THAT(again.standard_output, HasSubstr("signed with this key already"));
    EXPECT_EQ(read_file(at(kEnvelope)), bytes);
  }
}

TEST_F(SignTest, TakesTheKeyFromAVariable) {
  ProcessOptions options;
  options.environment = {"MIG_KEY=" + read_file(at("runner.pem"))};
  const auto result = run_evidence({"sign", "--key-env", "MIG_KEY", at("bundle")}, options);
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_TRUE(is_signed_by(runner_, envelope(), 0, SignatureEncoding::raw));
}

TEST_F(SignTest, FollowsALinkToAKey) {
  fs::create_symlink(at("runner.pem"), at("link.pem"));
  EXPECT_EQ(sign({at("bundle")}, "link.pem").exit_code, 0);
}

TEST_F(SignTest, IsNamedInTheHelpOfTheTool) {
  const auto help = run_evidence({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const auto* command : {"\n  digest ", "\n  prov ", "\n  keygen ", "\n  sign "}) {
    EXPECT_THAT(help.standard_output, HasSubstr(command));
  }
  const auto gate = run_process({tool_path("mig-validate"), "--help"});
  EXPECT_THAT(gate.standard_output, Not(HasSubstr("keygen")));
}

TEST_F(SignTest, SignsAnApproval) {
  const std::string approval =
      "schema_version: approval.v1\nrule: scope-forbidden-object\nobject: table public.sites\n"
      "reason: The table moves as the board decided.\nreference: https://example.org/42\n"
      "approved_by: kfm-governance\nrole: governance\ndate: 2026-02-20\nsubject_digest: sha256:" +
      std::string(kZeros) + "\n";
  write("bundle/approvals/0001.yml", approval);
  const auto result = sign({"--approval", at("bundle/approvals/0001.yml")});
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_THAT(result.standard_output, HasSubstr("0001.dsse.json: 1 file, 1 signature"));
  EXPECT_FALSE(fs::exists(at(kEnvelope)));
  const auto signed_file = envelope_at("bundle/approvals/0001.dsse.json");
  EXPECT_TRUE(is_signed_by(runner_, signed_file, 0, SignatureEncoding::raw));
  const auto statement = statement_of(signed_file);
  ASSERT_EQ(statement.subjects.size(), 1U);
  EXPECT_EQ(statement.subjects[0].name.value, "approvals/0001.yml");
  EXPECT_EQ("sha256:" + statement.subjects[0].sha256.value, digest_of(approval));
  ASSERT_TRUE(statement.approval);
  EXPECT_EQ(statement.approval->migration_id->value, kId);
  EXPECT_EQ(statement.approval->rule.value, "scope-forbidden-object");
  EXPECT_EQ(statement.approval->object->value, "table public.sites");
  EXPECT_EQ(statement.approval->approved_by.value, "kfm-governance");
  EXPECT_EQ(statement.approval->role.value, "governance");
  EXPECT_EQ(statement.approval->subject_digest.value, std::string("sha256:") + kZeros);

  write("bundle/approvals/0001.yml", approval.substr(0, approval.find("reason")));
  const auto refused = sign({"--replace", "--approval", at("bundle/approvals/0001.yml")});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.standard_error, HasSubstr("approvals/0001.yml"));
  write("bundle/approvals/0001.yml", approval);
  write("bundle/migration.yml", "title: x\n");
  const auto nameless = sign({"--approval", at("bundle/approvals/0001.yml")});
  EXPECT_EQ(nameless.exit_code, 1);
  EXPECT_THAT(nameless.standard_error, HasSubstr("gives no migration_id"));
  for (const auto* other : {"bundle/migration.yml", "bundle/receipts/run_receipt.json"}) {
    const auto wrong = sign({"--approval", at(other)});
    EXPECT_EQ(wrong.exit_code, 2) << other;
    EXPECT_THAT(wrong.standard_error, HasSubstr("no approval of a bundle"));
  }
}

// What keygen prints and sign writes is what the gates read: each signer is found again.
TEST_F(SignTest, IsFoundAgainThroughTheEntriesOfTheTrustPolicy) {
  std::string policy = "schema_version: trust.v1\ndefault: deny\nkeys:\n";
  const std::vector<std::string> encodings{"raw", "der", "p1363"};
  for (const auto& encoding : encodings) {
    const auto* algorithm = encoding == "raw" ? "ed25519" : "ecdsa-p256";
    const auto made = run_evidence(
        {"keygen", "--out", at(encoding), "--algorithm", algorithm, "--signature-encoding",
         encoding, "--principal", "svc:" + encoding, "--role", "runner", "--environment", "stage"});
    ASSERT_EQ(made.exit_code, 0) << made.standard_error;
    policy += made.standard_output;
    ASSERT_EQ(sign({"--signature-encoding", encoding, at("bundle")}, encoding).exit_code, 0);
  }
  write("bundle/.mig/trust.yml", policy + "rules: [{environment: stage}]\n");
  const auto root = mig::io::Root::open(at("bundle"));
  ASSERT_TRUE(root);
  const auto trust = mig::bundle::load_trust(*root, std::nullopt);
  ASSERT_TRUE(trust && *trust) << trust.error().message;
  const auto document = mig::bundle::load_document(*root, "receipts/run_receipt.dsse.json",
                                                   DocumentKind::dsse_envelope, {});
  ASSERT_TRUE(document && document->is_valid());
  const auto found = mig::bundle::examine_envelope(*document, trust->get());
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->signers.size(), 3U);
  for (std::size_t which = 0; which < 3; ++which) EXPECT_EQ(found->signers[which].key, which);
}

// What keygen and sign make, OpenSSL's own programs and coreutils verify.
TEST_F(SignTest, IsVerifiedByHand) {
  for (const bool is_ed25519 : {true, false}) {
    fs::remove(at("key.pem"));
    fs::remove(at(kEnvelope));
    ASSERT_EQ(run_evidence({"keygen", "--out", at("key.pem"), "--algorithm",
                            is_ed25519 ? "ed25519" : "ecdsa-p256", "--principal", "svc:runner",
                            "--role", "runner", "--environment", "stage"})
                  .exit_code,
              0);
    ASSERT_EQ(sign({at("bundle")}, "key.pem").exit_code, 0);
    const std::string recipe =
        "set -euo pipefail; cd \"$1\"; openssl pkey -in ../key.pem -pubout -out ../public.pem\n"
        "E=receipts/run_receipt.dsse.json\n"
        "python3 -c 'import json,sys;print(json.load(open(sys.argv[1]))[\"payload\"])' $E"
        " | base64 -d > ../payload\n"
        "python3 -c 'import "
        "json,sys;print(json.load(open(sys.argv[1]))[\"signatures\"][0][\"sig\"])'"
        " $E | base64 -d > ../signature\n"
        "{ printf 'DSSEv1 28 application/vnd.in-toto+json %d ' \"$(stat -c %s ../payload)\"; "
        "cat ../payload; } > ../signed\n" +
        std::string(is_ed25519 ? "openssl pkeyutl -verify -rawin -pubin -inkey ../public.pem "
                                 "-sigfile ../signature -in ../signed\n"
                               : "openssl dgst -sha256 -verify ../public.pem "
                                 "-signature ../signature ../signed\n") +
        "python3 -c 'import json,sys\n"
        "for s in json.load(open(sys.argv[1]))[\"subject\"]:"
        " print(s[\"digest\"][\"sha256\"]+\"  \"+s[\"name\"])' ../payload | sha256sum -c\n";
    const auto checked = mig::test::run_process({"bash", "-c", recipe, "_", at("bundle")});
    EXPECT_EQ(checked.exit_code, 0) << checked.standard_output << checked.standard_error;
    EXPECT_THAT(checked.standard_output, HasSubstr("receipts/run_receipt.json: OK"));
  }
}

}  // namespace
