// sign, as a runner and a witness use it: what is signed, and what nobody should sign.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "mig/bundle/load.hpp"
#include "mig/contract/envelope.hpp"
#include "mig/contract/statement.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/trust/base64.hpp"
#include "mig/trust/key.hpp"
#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using mig::contract::DocumentKind;
using mig::test::ProcessOptions;
using mig::test::ProcessResult;
using mig::test::read_file;
using mig::trust::PrivateKey;
using mig::trust::SignatureEncoding;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kId = "PG-MIG-2026-03-01-01";
constexpr const char* kZeros = "0000000000000000000000000000000000000000000000000000000000000001";

ProcessResult run(std::vector<std::string> arguments, const ProcessOptions& options = {}) {
  arguments.insert(arguments.begin(), mig::test::tool_path("mig-receipt-verify"));
  return mig::test::run_process(arguments, options);
}

/// No file can be written, as on a full disk; pipes can.
ProcessResult run_on_a_full_disk(std::vector<std::string> arguments) {
  const std::vector<std::string> shell{"bash", "-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "_",
                                       mig::test::tool_path("mig-receipt-verify")};
  arguments.insert(arguments.begin(), shell.begin(), shell.end());
  return mig::test::run_process(arguments);
}

std::string digest_of(const std::string& bytes) {
  return *mig::digest::sha256_digest(bytes);
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename());
  }
  return names;
}

struct ReceiptText {
  std::string id = kId;
  std::string run = "kfm://run/one";
  std::string folder;  ///< of the run: "" or "runs/stage-2/"
  std::string more;    ///< members besides
  std::string post = "{\"post\": 1}\n";
};

std::string named(const std::string& path, const std::string& bytes) {
  return "{\"path\": \"" + path + "\", \"digest\": \"" + digest_of(bytes) + "\"}";
}

std::string receipt_text(const ReceiptText& receipt, const std::string& declaration) {
  const std::string digest = std::string("sha256:") + kZeros;
  return "{\n  \"kfm_run_receipt_version\": \"v1\",\n  \"run_id\": \"" + receipt.run +
         "\",\n  \"run_type\": \"migration\",\n  \"migration_id\": \"" + receipt.id +
         "\",\n  \"actor\": {\"principal\": \"svc:migrations-runner\", \"role\": \"pipeline\"},\n"
         "  \"environment\": {\"name\": \"stage\", \"git_commit\": \"" +
         std::string(40, 'a') + "\", \"container_digest\": \"" + digest +
         "\", \"params_digest\": \"" + digest + "\"},\n" + receipt.more + "  \"inputs\": [" +
         named("migration.yml", declaration) + "],\n  \"outputs\": [" +
         named(receipt.folder + "baselines/pre.json", "{}\n") + ", " +
         named(receipt.folder + "baselines/post.json", receipt.post) +
         "],\n  \"validation\": {\"status\": \"pass\", \"checks\": [{\"name\": "
         "\"scope_enforcement\", \"status\": \"pass\"}]},\n  \"policy\": {\"decision_id\": "
         "\"kfm://policy_decision/1\", \"policy_label\": \"public\"},\n"
         "  \"started_at\": \"2026-03-01T18:30:00Z\",\n"
         "  \"finished_at\": \"2026-03-01T18:31:00Z\"\n}\n";
}

class SignTest : public testing::Test {
 protected:
  SignTest() {
    write("bundle/migration.yml", declaration_);
    add_run({});
    runner_ = make_key("runner.pem", mig::trust::KeyAlgorithm::ed25519);
  }

  void write(const std::string& path, const std::string& bytes) { folder_.write(path, bytes); }
  std::string at(const std::string& path) const { return folder_.path() + "/" + path; }

  void add_run(const ReceiptText& receipt) {
    write("bundle/" + receipt.folder + "baselines/pre.json", "{}\n");
    write("bundle/" + receipt.folder + "baselines/post.json", receipt.post);
    write("bundle/" + receipt.folder + "receipts/run_receipt.json",
          receipt_text(receipt, declaration_));
  }

  PrivateKey make_key(const std::string& name, mig::trust::KeyAlgorithm algorithm) {
    auto key = PrivateKey::generate(algorithm);
    write(name, *key->pem());
    return std::move(*key);
  }

  ProcessResult sign(std::vector<std::string> arguments, const std::string& key = "runner.pem") {
    arguments.insert(arguments.begin(), {"sign", "--key", at(key)});
    return run(arguments);
  }

  mig::contract::Envelope envelope() const { return envelope_at(kEnvelope); }

  mig::contract::Envelope envelope_at(const std::string& path) const {
    const auto document = mig::bundle::examine_document("x.dsse.json", read_file(at(path)),
                                                        DocumentKind::dsse_envelope);
    EXPECT_TRUE(document && document->is_valid()) << path;
    return mig::contract::read_envelope(document->value);
  }

  static std::string payload_of(const mig::contract::Envelope& envelope) {
    return *decode_base64(envelope.payload.value, mig::trust::Base64Alphabet::standard);
  }

  static mig::contract::Statement statement_of(const mig::contract::Envelope& envelope) {
    const auto document =
        mig::bundle::examine_document("x.json", payload_of(envelope), DocumentKind::statement);
    EXPECT_TRUE(document && document->is_valid()) << payload_of(envelope);
    return mig::contract::read_statement(document->value);
  }

  static bool is_signed_by(const PrivateKey& key, const mig::contract::Envelope& envelope,
                           std::size_t which, SignatureEncoding encoding) {
    const auto message =
        mig::trust::pre_authentication_encoding(envelope.payload_type.value, payload_of(envelope));
    const auto bytes = decode_base64(envelope.signatures.at(which).sig.value,
                                     mig::trust::Base64Alphabet::standard);
    return bytes && *key.public_key().verify(encoding, message, *bytes);
  }

  void expect_refused(const ProcessResult& result, const std::string& reason) const {
    EXPECT_EQ(result.exit_code, 1) << result.standard_error;
    EXPECT_THAT(result.standard_error, HasSubstr(reason));
    EXPECT_THAT(result.standard_error, HasSubstr("fix: "));
    EXPECT_THAT(result.standard_error, HasSubstr("nothing was signed"));
    EXPECT_THAT(result.standard_output, IsEmpty());
    EXPECT_THAT(names_in(at("bundle/receipts")), Not(testing::Contains("run_receipt.dsse.json")));
  }

  static constexpr const char* kEnvelope = "bundle/receipts/run_receipt.dsse.json";
  const std::string declaration_ = std::string("migration_id: ") + kId + "\n";
  mig::test::TemporaryFolder folder_;
  PrivateKey runner_ = *PrivateKey::generate(mig::trust::KeyAlgorithm::ed25519);
};

// --- what is signed ---

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
  const auto result = run({"sign", "--key", at("runner.pem"), "run_receipt.json"}, inside);
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
  const auto result = run({"sign", "--key-env", "MIG_KEY", at("bundle")}, options);
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_TRUE(is_signed_by(runner_, envelope(), 0, SignatureEncoding::raw));
}

TEST_F(SignTest, FollowsALinkToAKey) {
  fs::create_symlink(at("runner.pem"), at("link.pem"));
  EXPECT_EQ(sign({at("bundle")}, "link.pem").exit_code, 0);
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
  EXPECT_EQ(statement.approval->migration_id.value, kId);
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

// --- what nobody should sign ---

TEST_F(SignTest, RefusesAReceiptThatDoesNotFitItsSchema) {
  auto text = receipt_text({}, declaration_);
  text.replace(text.find("\"run_type\""), 10, "\"run_kind\"");
  write("bundle/receipts/run_receipt.json", text);
  expect_refused(sign({at("bundle")}), "receipts/run_receipt.json:4:3");
  write("bundle/receipts/run_receipt.json", text.substr(0, 100));
  expect_refused(sign({at("bundle")}), "receipts/run_receipt.json:");
  fs::remove(at("bundle/receipts/run_receipt.json"));
  fs::create_symlink(at("bundle/migration.yml"), at("bundle/receipts/run_receipt.json"));
  expect_refused(sign({at("bundle")}), "symbolic link");
  expect_refused(sign({at("bundle/receipts/run_receipt.json")}), "symbolic link");
}

TEST_F(SignTest, RefusesAReceiptWhoseFilesAreOthers) {
  write("bundle/baselines/post.json", "{}\n");
  expect_refused(sign({at("bundle")}),
                 "names baselines/post.json among its outputs with another "
                 "digest");
  fs::remove(at("bundle/baselines/post.json"));
  expect_refused(sign({at("bundle")}), "the bundle has no such file");
  fs::create_directory(at("bundle/baselines/post.json"));
  expect_refused(sign({at("bundle")}), "is no file of the bundle");
  fs::remove(at("bundle/baselines/post.json"));
  add_run({});
  write("bundle/migration.yml", declaration_ + "title: wider\n");
  expect_refused(sign({at("bundle")}), "names migration.yml among its inputs with another digest");
}

TEST_F(SignTest, RefusesAReceiptThatNamesAFileTwiceOrOutsideTheBundle) {
  auto text = receipt_text({}, declaration_);
  auto twice = text;
  twice.insert(twice.find("\"outputs\": [") + 12, named("baselines/pre.json", "{}\n") + ", ");
  write("bundle/receipts/run_receipt.json", twice);
  expect_refused(sign({at("bundle")}), "names baselines/pre.json twice");
  auto outside = text;
  outside.replace(outside.find("baselines/pre.json"), 18, "../runner.pem");
  write("bundle/receipts/run_receipt.json", outside);
  expect_refused(sign({at("bundle")}), "is no file of the bundle");
}

TEST_F(SignTest, RefusesAReceiptOfAnotherMigration) {
  ReceiptText receipt;
  receipt.id = "PG-MIG-2026-03-01-02";
  add_run(receipt);
  expect_refused(sign({at("bundle")}), "is one of PG-MIG-2026-03-01-02, and the bundle declares");
}

TEST_F(SignTest, SignsNothingWhereOneIsRefused) {
  ReceiptText second;
  second.folder = "runs/stage-2/";
  add_run(second);
  write("bundle/runs/stage-2/baselines/post.json", "{}\n");
  expect_refused(sign({at("bundle")}), "runs/stage-2/receipts/run_receipt.json:");
}

TEST_F(SignTest, ReplacesAnotherStatementOnlyWhenAsked) {
  ASSERT_EQ(sign({at("bundle")}).exit_code, 0);
  const auto before = read_file(at(kEnvelope));
  ReceiptText receipt;
  receipt.post = "{\"post\": 2}\n";
  add_run(receipt);
  const auto refused = sign({at("bundle")});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.standard_error, HasSubstr("payload is not what would be signed now"));
  EXPECT_THAT(refused.standard_error, HasSubstr("--replace"));
  EXPECT_EQ(read_file(at(kEnvelope)), before);
  ASSERT_EQ(sign({"--replace", at("bundle")}).exit_code, 0);
  ASSERT_EQ(envelope().signatures.size(), 1U);
  EXPECT_TRUE(is_signed_by(runner_, envelope(), 0, SignatureEncoding::raw));
}

TEST_F(SignTest, KeepsASignatureOfTheSameStatementWhenAskedToReplace) {
  make_key("witness.pem", mig::trust::KeyAlgorithm::ed25519);
  ASSERT_EQ(sign({at("bundle")}).exit_code, 0);
  ASSERT_EQ(sign({"--replace", at("bundle")}, "witness.pem").exit_code, 0);
  EXPECT_EQ(envelope().signatures.size(), 2U);
}

TEST_F(SignTest, RefusesWhatIsNoEnvelope) {
  ASSERT_EQ(sign({at("bundle")}).exit_code, 0);
  auto swapped = read_file(at(kEnvelope));
  swapped.replace(swapped.find("vnd.in-toto"), 11, "vnd.inXtoto");
  for (const auto& text : {std::string("{}\n"), std::string("nothing"), swapped}) {
    write(kEnvelope, text);
    EXPECT_EQ(sign({at("bundle")}).exit_code, 1) << text;
    EXPECT_EQ(read_file(at(kEnvelope)), text);
    EXPECT_EQ(sign({"--replace", at("bundle")}).exit_code, 0);
    EXPECT_EQ(envelope().signatures.size(), 1U);
  }
  // What is no regular file is never written to.
  write("elsewhere", "kept");
  fs::remove(at(kEnvelope));
  fs::create_symlink(at("elsewhere"), at(kEnvelope));
  const auto refused = sign({"--replace", at("bundle")});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.standard_error, HasSubstr("remove it"));
  EXPECT_EQ(read_file(at("elsewhere")), "kept");
  fs::remove(at(kEnvelope));
  ASSERT_EQ(::mkfifo(at(kEnvelope).c_str(), 0600), 0);
  EXPECT_EQ(sign({"--replace", at("bundle")}).exit_code, 1);
}

// --- keys and places that cannot be used ---

TEST_F(SignTest, NeedsOneKey) {
  EXPECT_EQ(run({"sign", at("bundle")}).exit_code, 2);
  EXPECT_EQ(run({"sign", "--key", at("runner.pem"), "--key-env", "HOME", at("bundle")}).exit_code,
            2);
  const auto unset = run({"sign", "--key-env", "MIG_NO_SUCH_KEY", at("bundle")});
  EXPECT_EQ(unset.exit_code, 2);
  EXPECT_THAT(unset.standard_error, HasSubstr("MIG_NO_SUCH_KEY is not set"));
  const auto encoding = sign({"--signature-encoding", "der", at("bundle")});
  EXPECT_EQ(encoding.exit_code, 2);
  EXPECT_THAT(encoding.standard_error, HasSubstr("an ed25519 key does not sign so"));
  const auto missing = sign({at("bundle")}, "missing.pem");
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_THAT(missing.standard_error, HasSubstr("the key could not be read"));
  EXPECT_FALSE(fs::exists(at(kEnvelope)));
}

TEST_F(SignTest, NeverQuotesAKey) {
  const auto pem = read_file(at("runner.pem"));
  const auto body = pem.substr(pem.find('\n') + 1, 30);
  write("broken.pem", pem + pem);
  const auto broken = sign({at("bundle")}, "broken.pem");
  EXPECT_EQ(broken.exit_code, 2);
  EXPECT_THAT(broken.standard_error, HasSubstr("broken.pem: something follows the PEM block"));
  ProcessOptions options;
  options.environment = {"MIG_KEY=" + body};
  const auto variable = run({"sign", "--key-env", "MIG_KEY", at("bundle")}, options);
  EXPECT_EQ(variable.exit_code, 2);
  EXPECT_THAT(variable.standard_error, HasSubstr("the variable MIG_KEY: the text does not begin"));
  const auto as_path = run({"sign", "--key", pem, at("bundle")});
  const auto as_name = run({"sign", "--key-env", pem, at("bundle")});
  EXPECT_EQ(as_path.exit_code, 3);
  EXPECT_EQ(as_name.exit_code, 2);
  for (const auto& result : {broken, variable, as_path, as_name}) {
    EXPECT_THAT(result.standard_error + result.standard_output, Not(HasSubstr(body)));
  }
}

TEST_F(SignTest, NeedsSomethingToSign) {
  const auto nothing = sign({});
  EXPECT_EQ(nothing.exit_code, 2);
  EXPECT_THAT(nothing.standard_error, HasSubstr("nothing was given to sign"));
  write("planned/migration.yml", declaration_);
  const auto planned = sign({at("planned")});
  EXPECT_EQ(planned.exit_code, 2);
  EXPECT_THAT(planned.standard_error, HasSubstr("no run receipt to be signed"));
  EXPECT_EQ(sign({at("bundle/migration.yml")}).exit_code, 2);
  write("loose/run_receipt.json", "{}");
  const auto loose = sign({at("loose/run_receipt.json")});
  EXPECT_EQ(loose.exit_code, 2);
  EXPECT_THAT(loose.standard_error, HasSubstr("lies in no bundle"));
  const auto missing = sign({at("bundle/receipts/other.json")});
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_EQ(sign({at("nowhere/at/all")}).exit_code, 3);
}

TEST_F(SignTest, LeavesNothingBehindOnAFullDisk) {
  const auto result = run_on_a_full_disk({"sign", "--key", at("runner.pem"), at("bundle")});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(names_in(at("bundle/receipts")), ElementsAre("run_receipt.json"));
}

// What keygen and sign make, OpenSSL's own programs and coreutils verify.
TEST_F(SignTest, IsVerifiedByHand) {
  for (const bool is_ed25519 : {true, false}) {
    fs::remove(at("key.pem"));
    fs::remove(at(kEnvelope));
    ASSERT_EQ(
        run({"keygen", "--out", at("key.pem"), "--algorithm", is_ed25519 ? "ed25519" : "ecdsa-p256",
             "--principal", "svc:runner", "--role", "runner", "--environment", "stage"})
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
