#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "mig/bundle/load.hpp"
#include "mig/contract/envelope.hpp"
#include "mig/contract/statement.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/trust/base64.hpp"
#include "mig/trust/key.hpp"
#include "support/process.hpp"

/// A bundle that was run, and keys to sign its receipts with.
namespace mig::test {

inline constexpr const char* kId = "PG-MIG-2026-03-01-01";
inline constexpr const char* kZeros =
    "0000000000000000000000000000000000000000000000000000000000000001";

inline ProcessResult run_evidence(std::vector<std::string> arguments,
                                  const ProcessOptions& options = {}) {
  arguments.insert(arguments.begin(), tool_path("mig-receipt-verify"));
  return run_process(arguments, options);
}

inline std::string digest_of(const std::string& bytes) {
  return *digest::sha256_digest(bytes);
}

inline std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
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

inline std::string named(const std::string& path, const std::string& bytes) {
  return "{\"path\": \"" + path + "\", \"digest\": \"" + digest_of(bytes) + "\"}";
}

inline std::string receipt_text(const ReceiptText& receipt, const std::string& declaration) {
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

class SigningTest : public testing::Test {
 protected:
  SigningTest() {
    write("bundle/migration.yml", declaration_);
    add_run({});
    runner_ = make_key("runner.pem", trust::KeyAlgorithm::ed25519);
  }

  void write(const std::string& path, const std::string& bytes) { folder_.write(path, bytes); }
  std::string at(const std::string& path) const { return folder_.path() + "/" + path; }

  void add_run(const ReceiptText& receipt) {
    write("bundle/" + receipt.folder + "baselines/pre.json", "{}\n");
    write("bundle/" + receipt.folder + "baselines/post.json", receipt.post);
    write("bundle/" + receipt.folder + "receipts/run_receipt.json",
          receipt_text(receipt, declaration_));
  }

  trust::PrivateKey make_key(const std::string& name, trust::KeyAlgorithm algorithm) {
    auto key = trust::PrivateKey::generate(algorithm);
    write(name, *key->pem());
    return std::move(*key);
  }

  ProcessResult sign(std::vector<std::string> arguments, const std::string& key = "runner.pem") {
    arguments.insert(arguments.begin(), {"sign", "--key", at(key)});
    return run_evidence(arguments);
  }

  contract::Envelope envelope() const { return envelope_at(kEnvelope); }

  contract::Envelope envelope_at(const std::string& path) const {
    const auto document = bundle::examine_document("x.dsse.json", read_file(at(path)),
                                                   contract::DocumentKind::dsse_envelope);
    EXPECT_TRUE(document && document->is_valid()) << path;
    return contract::read_envelope(document->value);
  }

  static std::string payload_of(const contract::Envelope& envelope) {
    return *decode_base64(envelope.payload.value, trust::Base64Alphabet::standard);
  }

  static contract::Statement statement_of(const contract::Envelope& envelope) {
    const auto document =
        bundle::examine_document("x.json", payload_of(envelope), contract::DocumentKind::statement);
    EXPECT_TRUE(document && document->is_valid()) << payload_of(envelope);
    return contract::read_statement(document->value);
  }

  static bool is_signed_by(const trust::PrivateKey& key, const contract::Envelope& envelope,
                           std::size_t which, trust::SignatureEncoding encoding) {
    const auto message =
        trust::pre_authentication_encoding(envelope.payload_type.value, payload_of(envelope));
    const auto bytes =
        decode_base64(envelope.signatures.at(which).sig.value, trust::Base64Alphabet::standard);
    return bytes && *key.public_key().verify(encoding, message, *bytes);
  }

  void expect_refused(const ProcessResult& result, const std::string& reason) const {
    EXPECT_EQ(result.exit_code, 1) << result.standard_error;
    EXPECT_THAT(result.standard_error, testing::HasSubstr(reason));
    EXPECT_THAT(result.standard_error, testing::HasSubstr("fix: "));
    EXPECT_THAT(result.standard_error, testing::HasSubstr("nothing was signed"));
    EXPECT_THAT(result.standard_output, testing::IsEmpty());
    EXPECT_THAT(names_in(at("bundle/receipts")),
                testing::Not(testing::Contains("run_receipt.dsse.json")));
  }

  static constexpr const char* kEnvelope = "bundle/receipts/run_receipt.dsse.json";
  const std::string declaration_ = std::string("migration_id: ") + kId + "\n";
  TemporaryFolder folder_;
  trust::PrivateKey runner_ = *trust::PrivateKey::generate(trust::KeyAlgorithm::ed25519);
};

}  // namespace mig::test
