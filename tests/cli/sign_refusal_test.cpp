// sign refuses what nobody should sign, and says nothing of a key that it cannot use.
#include <sys/stat.h>

#include <algorithm>

#include "support/signing_ground.hpp"

namespace {

namespace fs = std::filesystem;
using namespace mig::test;
using mig::trust::SignatureEncoding;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using SignRefusalTest = SigningTest;

/// No file can be written, as on a full disk; pipes can.
ProcessResult run_on_a_full_disk(std::vector<std::string> arguments) {
  const std::vector<std::string> shell{"bash", "-c", "ulimit -f 0; exec \"$@\"", "_",
                                       tool_path("mig-receipt-verify")};
  arguments.insert(arguments.begin(), shell.begin(), shell.end());
  return run_process(arguments);
}

TEST_F(SignRefusalTest, RefusesAReceiptThatDoesNotFitItsSchema) {
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

TEST_F(SignRefusalTest, RefusesAReceiptWhoseFilesAreOthers) {
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

TEST_F(SignRefusalTest, RefusesAReceiptThatNamesAFileTwiceOrOutsideTheBundle) {
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

TEST_F(SignRefusalTest, RefusesAReceiptOfAnotherMigration) {
  ReceiptText receipt;
  receipt.id = "PG-MIG-2026-03-01-02";
  add_run(receipt);
  expect_refused(sign({at("bundle")}), "is one of PG-MIG-2026-03-01-02, and the bundle declares");
}

TEST_F(SignRefusalTest, SignsNothingWhereOneIsRefused) {
  ReceiptText second;
  second.folder = "runs/stage-2/";
  add_run(second);
  write("bundle/runs/stage-2/baselines/post.json", "{}\n");
  expect_refused(sign({at("bundle")}), "runs/stage-2/receipts/run_receipt.json:");
}

TEST_F(SignRefusalTest, ReplacesAnotherStatementOnlyWhenAsked) {
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

// The only way to get a bad signature out of an envelope.
TEST_F(SignRefusalTest, ReplacingDropsEverySignatureOfTheSameStatementToo) {
  const auto witness = make_key("witness.pem", mig::trust::KeyAlgorithm::ed25519);
  ASSERT_EQ(sign({at("bundle")}).exit_code, 0);
  ASSERT_EQ(sign({at("bundle")}, "witness.pem").exit_code, 0);
  ASSERT_EQ(envelope().signatures.size(), 2U);
  const auto payload = envelope().payload.value;
  const auto replaced = sign({"--replace", at("bundle")}, "witness.pem");
  ASSERT_EQ(replaced.exit_code, 0) << replaced.standard_error;
  EXPECT_THAT(replaced.standard_output,
              HasSubstr("1 signature; dropped 2 that were there: whoever else signed signs again"));
  ASSERT_EQ(envelope().signatures.size(), 1U);
  EXPECT_TRUE(is_signed_by(witness, envelope(), 0, SignatureEncoding::raw));
  EXPECT_EQ(envelope().payload.value, payload);
}

TEST_F(SignRefusalTest, RefusesWhatIsNoEnvelope) {
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

TEST_F(SignRefusalTest, NeedsOneKey) {
  EXPECT_EQ(run_evidence({"sign", at("bundle")}).exit_code, 2);
  EXPECT_EQ(run_evidence({"sign", "--key", at("runner.pem"), "--key-env", "HOME", at("bundle")})
                .exit_code,
            2);
  const auto unset = run_evidence({"sign", "--key-env", "MIG_NO_SUCH_KEY", at("bundle")});
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

TEST_F(SignRefusalTest, NeverQuotesAKey) {
  const auto pem = read_file(at("runner.pem"));
  const auto body = pem.substr(pem.find('\n') + 1, 30);
  write("broken.pem", pem + pem);
  const auto broken = sign({at("bundle")}, "broken.pem");
  EXPECT_EQ(broken.exit_code, 2);
  EXPECT_THAT(broken.standard_error, HasSubstr("broken.pem: something follows the PEM block"));
  ProcessOptions options;
  options.environment = {"MIG_KEY=" + body};
  const auto variable = run_evidence({"sign", "--key-env", "MIG_KEY", at("bundle")}, options);
  EXPECT_EQ(variable.exit_code, 2);
  EXPECT_THAT(variable.standard_error, HasSubstr("the variable MIG_KEY: the text does not begin"));
  auto flat = pem;
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  options.environment = {"MIG_KEY=" + flat};
  const auto one_line = run_evidence({"sign", "--key-env", "MIG_KEY", at("bundle")}, options);
  EXPECT_EQ(one_line.exit_code, 2);
  EXPECT_THAT(one_line.standard_error,
              HasSubstr("the variable MIG_KEY: the PEM block has lost its line ends"));
  EXPECT_THAT(one_line.standard_error, HasSubstr("fix: keep the line ends"));
  const auto as_path = run_evidence({"sign", "--key", pem, at("bundle")});
  const auto as_name = run_evidence({"sign", "--key-env", pem, at("bundle")});
  EXPECT_EQ(as_path.exit_code, 3);
  EXPECT_EQ(as_name.exit_code, 2);
  for (const auto& result : {broken, variable, one_line, as_path, as_name}) {
    EXPECT_THAT(result.standard_error + result.standard_output, Not(HasSubstr(body)));
  }
}

TEST_F(SignRefusalTest, NeedsSomethingToSign) {
  const auto nothing = sign({});
  EXPECT_EQ(nothing.exit_code, 2);
  EXPECT_THAT(nothing.standard_error, HasSubstr("nothing was given to sign"));
  write("planned/migration.yml", declaration_);
  const auto planned = sign({at("planned")});
  EXPECT_EQ(planned.exit_code, 2);
  EXPECT_THAT(planned.standard_error, HasSubstr("there is no run receipt"));
  EXPECT_THAT(planned.standard_error, HasSubstr("an approval is named with --approval"));
  EXPECT_EQ(sign({at("bundle/migration.yml")}).exit_code, 2);
  write("loose/run_receipt.json", "{}");
  const auto loose = sign({at("loose/run_receipt.json")});
  EXPECT_EQ(loose.exit_code, 2);
  EXPECT_THAT(loose.standard_error, HasSubstr("lies in no bundle"));
  const auto missing = sign({at("bundle/receipts/other.json")});
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_EQ(sign({at("nowhere/at/all")}).exit_code, 3);
}

TEST_F(SignRefusalTest, TellsWhereAReceiptIsThatIsNotHere) {
  const std::string hex(64, 'a');
  const std::string reference =
      "{\"schema_version\": \"receipt_ref.v1\", \"uri\": \"kfm://receipt/two\", \"mediaType\": "
      "\"application/json\", \"digest\": \"sha256:" +
      hex + "\", \"size\": 12, \"migration_id\": \"" + kId + "\", \"run_id\": \"kfm://run/two\"}\n";
  const std::string folder = "bundle/runs/stage-2";
  write(folder + "/receipts/receipt_ref.json", reference);
  // What is signed of a bundle is all of it, or nothing.
  for (const auto& given : {at("bundle"), at(folder), at(folder + "/receipts/receipt_ref.json")}) {
    const auto result = sign({given});
    expect_refused(result, "the receipt is kept in a store");
    EXPECT_THAT(result.standard_error, HasSubstr("runs/stage-2/receipts/receipt_ref.json"));
    EXPECT_THAT(result.standard_error, HasSubstr("cp STORE/blobs/sha256/" + hex + " "));
    EXPECT_THAT(result.standard_error, HasSubstr("runs/stage-2/receipts/run_receipt.json"));
  }
  write(folder + "/receipts/receipt_ref.json", "{}\n");
  const auto broken = sign({at("bundle")});
  expect_refused(broken, "the receipt is kept in a store");
  EXPECT_THAT(broken.standard_error, HasSubstr("mend the reference"));
  // Each that is here can be named; one that was fetched is here.
  EXPECT_EQ(sign({at("bundle/receipts")}).exit_code, 0);
  ReceiptText second;
  second.folder = "runs/stage-2/";
  add_run(second);
  EXPECT_EQ(sign({at("bundle")}).exit_code, 0);
}

TEST_F(SignRefusalTest, RunsBehindALinkAreNotPassedOver) {
  fs::create_directory(at("elsewhere"));
  fs::create_directory_symlink(at("elsewhere"), at("bundle/runs"));
  const auto result = sign({at("bundle")});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("bundle/runs"));
  EXPECT_FALSE(fs::exists(at(kEnvelope)));
}

TEST_F(SignRefusalTest, LeavesNothingBehindOnAFullDisk) {
  const auto result = run_on_a_full_disk({"sign", "--key", at("runner.pem"), at("bundle")});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(names_in(at("bundle/receipts")), ElementsAre("run_receipt.json"));
}

}  // namespace
