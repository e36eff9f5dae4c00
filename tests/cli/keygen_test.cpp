// keygen: a key for its owner alone, and an entry that the trust policy takes as it is printed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <ctime>
#include <filesystem>

#include "mig/bundle/load.hpp"
#include "mig/contract/trust_policy.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/trust/key.hpp"
#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using mig::contract::DocumentKind;
using mig::test::ProcessResult;
using mig::test::read_file;
using mig::trust::PrivateKey;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ProcessResult run(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), mig::test::tool_path("mig-receipt-verify"));
  return mig::test::run_process(arguments);
}

/// No file can be written, as on a full disk; pipes can.
ProcessResult run_on_a_full_disk(std::vector<std::string> arguments) {
  const std::vector<std::string> shell{"bash", "-c", "ulimit -f 0; exec \"$@\"", "_",
                                       mig::test::tool_path("mig-receipt-verify")};
  arguments.insert(arguments.begin(), shell.begin(), shell.end());
  return mig::test::run_process(arguments);
}

class KeygenTest : public testing::Test {
 protected:
  std::string at(const std::string& path) const { return folder_.path() + "/" + path; }
  std::vector<std::string> arguments(std::vector<std::string> more = {}) const {
    std::vector<std::string> all{"keygen", "--out",  at("key.pem"),   "--principal", "svc:runner",
                                 "--role", "runner", "--environment", "stage"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  static mig::contract::TrustKey entry_of(const std::string& output) {
    const auto document = mig::bundle::examine_document(
        "trust.yml", "schema_version: trust.v1\ndefault: deny\nkeys:\n" + output + "rules: []\n",
        DocumentKind::trust);
    EXPECT_TRUE(document && document->is_valid()) << output;
    return mig::contract::read_trust_policy(document->value).keys.at(0);
  }

  void expect_usage(const ProcessResult& result, const std::string& reason) const {
    EXPECT_EQ(result.exit_code, 2) << result.standard_error;
    EXPECT_THAT(result.standard_error, HasSubstr(reason));
    EXPECT_FALSE(fs::exists(at("key.pem")));
  }

  mig::test::TemporaryFolder folder_;
};

TEST_F(KeygenTest, WritesAKeyForItsOwnerAlone) {
  const auto result = mig::test::run_process([&] {
    auto all =
        arguments({"--valid-from", "2026-01-01T00:00:00Z", "--valid-until", "2056-01-01T00:00:00Z",
                   "--role", "witness", "--role", "runner", "--environment", "prod"});
    all.insert(all.begin(), {"bash", "-c", "umask 000; exec \"$@\"", "_",
                             mig::test::tool_path("mig-receipt-verify")});
    return all;
  }());
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  struct stat status {};
  ASSERT_EQ(::stat(at("key.pem").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  const auto pem = read_file(at("key.pem"));
  const auto key = PrivateKey::from_pem(pem);
  ASSERT_TRUE(key) << key.error().message;
  const auto body = pem.substr(pem.find('\n') + 1, 30);
  EXPECT_THAT(result.standard_output + result.standard_error, Not(HasSubstr(body)));
  const auto entry = entry_of(result.standard_output);
  EXPECT_EQ(entry.id.value, key->public_key().id());
  EXPECT_EQ(entry.public_key.value, key->public_key().pem());
  EXPECT_EQ(entry.algorithm.value, "ed25519");
  EXPECT_EQ(entry.encoding.value, "raw");
  EXPECT_EQ(entry.principal.value, "svc:runner");
  EXPECT_THAT(mig::contract::values_of(entry.roles), ElementsAre("runner", "witness"));
  EXPECT_THAT(mig::contract::values_of(entry.environments), ElementsAre("stage", "prod"));
  EXPECT_EQ(entry.valid_from.value, "2026-01-01T00:00:00Z");
  EXPECT_EQ(entry.valid_until.value, "2056-01-01T00:00:00Z");
}

TEST_F(KeygenTest, MakesKeysOfEveryKind) {
  for (const std::string encoding : {"", "der", "p1363"}) {
    fs::remove(at("key.pem"));
    auto all = arguments({"--algorithm", "ecdsa-p256"});
    if (!encoding.empty()) all.insert(all.end(), {"--signature-encoding", encoding});
    const auto result = run(all);
    ASSERT_EQ(result.exit_code, 0) << result.standard_error;
    const auto entry = entry_of(result.standard_output);
    EXPECT_EQ(entry.algorithm.value, "ecdsa-p256");
    EXPECT_EQ(entry.encoding.value, encoding.empty() ? "der" : encoding);
    const auto openssl =
        mig::test::run_process({"openssl", "pkey", "-in", at("key.pem"), "-pubout"});
    EXPECT_EQ(openssl.standard_output, entry.public_key.value);
  }
}

TEST_F(KeygenTest, IsValidForAYearWhenNothingIsSaid) {
  const auto result = run(arguments());
  ASSERT_EQ(result.exit_code, 0);
  const auto entry = entry_of(result.standard_output);
  const auto from = mig::pattern::parse_timestamp(entry.valid_from.value);
  const auto until = mig::pattern::parse_timestamp(entry.valid_until.value);
  ASSERT_TRUE(from && until);
  EXPECT_EQ(*until - *from, 365 * 24 * 3600);
  EXPECT_NEAR(static_cast<double>(*from), static_cast<double>(std::time(nullptr)), 120);
}

// A key that is made after a run counts for nothing of it.
TEST_F(KeygenTest, SaysThatItIsNotValidForWhatWasBefore) {
  const auto result = run(arguments());
  ASSERT_EQ(result.exit_code, 0);
  const auto from = entry_of(result.standard_output).valid_from.value;
  EXPECT_THAT(result.standard_error, HasSubstr("valid from now on, " + from));
  EXPECT_THAT(result.standard_error, HasSubstr("--valid-from"));
  fs::remove(at("key.pem"));
  const auto given = run(arguments({"--valid-from", "2026-01-01T00:00:00Z"}));
  ASSERT_EQ(given.exit_code, 0);
  EXPECT_THAT(given.standard_error, Not(HasSubstr("--valid-from")));
}

TEST_F(KeygenTest, MakesKeysForApproversWithoutAnEnvironment) {
  const auto result = run({"keygen", "--out", at("key.pem"), "--principal", "person:Ada # \"L\"",
                           "--role", "governance board"});
  ASSERT_EQ(result.exit_code, 0) << result.standard_error;
  const auto entry = entry_of(result.standard_output);
  EXPECT_EQ(entry.principal.value, "person:Ada # \"L\"");
  EXPECT_THAT(entry.environments, IsEmpty());
  EXPECT_EQ(entry.roles.at(0).value, "governance board");
}

TEST_F(KeygenTest, NeverWritesOverAFile) {
  folder_.write("key.pem", "precious");
  const auto result = run(arguments());
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("name a file that does not exist yet"));
  EXPECT_EQ(read_file(at("key.pem")), "precious");
  EXPECT_THAT(result.standard_output, IsEmpty());
  fs::remove(at("key.pem"));
  fs::create_symlink(at("elsewhere"), at("key.pem"));
  EXPECT_EQ(run(arguments()).exit_code, 3);
  EXPECT_FALSE(fs::exists(at("elsewhere")));
}

TEST_F(KeygenTest, LeavesNothingBehindWhereItCannotWrite) {
  const auto full = run_on_a_full_disk(arguments());
  EXPECT_EQ(full.exit_code, 3);
  EXPECT_TRUE(fs::is_empty(folder_.path()));
  const auto nowhere = run(
      {"keygen", "--out", at("no/key.pem"), "--principal", "svc:runner", "--role", "governance"});
  EXPECT_EQ(nowhere.exit_code, 3);
}

TEST_F(KeygenTest, SaysWhereTheKeyIsWhenItsEntryCouldNotBePrinted) {
  auto all = arguments();
  all.insert(all.begin(), {"bash", "-c", "exec \"$@\" > /dev/full", "_",
                           mig::test::tool_path("mig-receipt-verify")});
  const auto result = mig::test::run_process(all);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("the key is in " + at("key.pem")));
}

TEST_F(KeygenTest, TakesNoPlaceholdersAndNothingThatCouldNotCount) {
  const auto with = [&](const std::string& principal, const std::string& role) {
    return run({"keygen", "--out", at("key.pem"), "--principal", principal, "--role", role});
  };
  expect_usage(with("<principal>", "governance"), "still to be written");
  expect_usage(with("svc:runner", "TODO"), "still to be written");
  expect_usage(with("", "governance"), "plain text");
  expect_usage(with(" svc:runner", "governance"), "plain text");
  expect_usage(with("svc:run\nner", "governance"), "plain text");
  expect_usage(with("svc:run\x1bner", "governance"), "plain text");
  expect_usage(with("svc:run\xff", "governance"), "plain text");
  expect_usage(with("svc:runner", "runner"), "could sign no receipt");
  expect_usage(with("svc:runner", "witness"), "could sign no receipt");
  expect_usage(run({"keygen", "--out", at("key.pem"), "--role", "governance"}), "--principal");
  expect_usage(run({"keygen", "--out", at("key.pem"), "--principal", "p"}), "--role");
  expect_usage(run({"keygen", "--principal", "p", "--role", "governance"}), "--out");
  expect_usage(run(arguments({"--algorithm", "rsa"})), "rsa");
  expect_usage(run(arguments({"--signature-encoding", "der"})), "does not sign so");
  expect_usage(run(arguments({"--valid-from", "2026-01-01"})), "no RFC 3339 time");
  expect_usage(run(arguments({"--valid-until", "soon"})), "no RFC 3339 time");
  expect_usage(run(arguments({"--valid-until", "2001-01-01T00:00:00Z"})),
               "before it becomes valid");
}

}  // namespace
