// Whose signatures count is known before anything is judged, or nothing is judged.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "mig/bundle/load.hpp"
#include "mig/bundle/trust_facts.hpp"
#include "support/process.hpp"
#include "support/signing_keys.hpp"

namespace {

using mig::ErrorKind;
using mig::test::key_id;
using mig::test::public_pem;
using mig::test::TemporaryFolder;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// What an entry of a key says of it.
struct Entry {
  std::string id;
  std::string algorithm = "ed25519";
  std::string encoding = "raw";
  std::string pem;
  std::string from = "2026-01-01T00:00:00Z";
  std::string until = "2056-01-01T00:00:00Z";
  std::string revoked{};
};

Entry entry_of(const std::string& key) {
  const bool is_elliptic = key.starts_with("ec");
  return {key_id(key), is_elliptic ? "ecdsa-p256" : "ed25519", is_elliptic ? "der" : "raw",
          public_pem(key)};
}

std::string quoted(const std::string& text) {
  std::string answer = "\"";
  for (const char letter : text) answer += letter == '\n' ? "\\n" : std::string(1, letter);
  return answer + "\"";
}

std::string text_of(const std::vector<Entry>& entries,
                    const std::string& rules = "  - environment: stage\n") {
  std::string text = "schema_version: trust.v1\ndefault: deny\nkeys:\n";
  for (const auto& entry : entries) {
    text += fmt::format("  - id: {}\n    algorithm: {}\n", entry.id, entry.algorithm);
    if (!entry.encoding.empty())
      text += fmt::format("    signature_encoding: {}\n", entry.encoding);
    text += fmt::format(
        "    public_key: {}\n    principal: svc:runner\n    roles: [runner]\n"
        "    environments: [stage]\n    valid_from: {}\n    valid_until: {}\n",
        quoted(entry.pem), entry.from, entry.until);
    if (!entry.revoked.empty())
      text += fmt::format("    revoked: {{at: {}, reason: lost}}\n", entry.revoked);
  }
  return text + "rules:\n" + rules;
}

std::vector<mig::bundle::TrustFault> faults_in(const std::string& text) {
  const auto document =
      mig::bundle::examine_document(".mig/trust.yml", text, mig::contract::DocumentKind::trust);
  EXPECT_TRUE(document->is_valid()) << text;
  return mig::bundle::faults_of(mig::contract::read_trust_policy(document->value));
}

/// The only fault there is: its sentence and its remedy.
std::string only_fault(const std::string& text) {
  const auto faults = faults_in(text);
  EXPECT_EQ(faults.size(), 1U) << text;
  return faults.empty() ? std::string() : faults.front().message + "\n" + faults.front().remedy;
}

TEST(TrustFaults, AnUsablePolicyHasNone) {
  auto p1363 = entry_of("ec-second");
  p1363.encoding = "p1363";
  auto plain = entry_of("third");
  plain.encoding.clear();
  EXPECT_THAT(faults_in(text_of({entry_of("first"), entry_of("ec-first"), p1363, plain},
                                "  - environment: stage\n  - environment: Stage\n")),
              IsEmpty());
}

TEST(TrustFaults, KeysAreRead) {
  auto entry = entry_of("first");
  entry.pem = "no key";
  EXPECT_THAT(only_fault(text_of({entry})),
              HasSubstr("the public key of svc:runner cannot be used"));
}

TEST(TrustFaults, APrivateKeyIsNeverRepeated) {
  auto entry = entry_of("first");
  entry.pem = mig::test::private_pem("first");
  const auto fault = only_fault(text_of({entry}));
  EXPECT_THAT(fault, HasSubstr("cannot be used"));
  const auto secret = entry.pem.substr(entry.pem.find('\n') + 1, 20);
  EXPECT_THAT(fault, Not(HasSubstr(secret)));
}

TEST(TrustFaults, AnIdIsThatOfItsKey) {
  auto entry = entry_of("first");
  entry.id = key_id("second");
  EXPECT_THAT(only_fault(text_of({entry})), HasSubstr("write id: " + key_id("first")));
}

TEST(TrustFaults, AlgorithmAndEncodingAreThoseOfTheKey) {
  auto entry = entry_of("ec-first");
  entry.algorithm = "ed25519";
  entry.encoding = "raw";
  EXPECT_THAT(only_fault(text_of({entry})), HasSubstr("write algorithm: ecdsa-p256"));
  entry = entry_of("first");
  entry.encoding = "der";
  EXPECT_THAT(only_fault(text_of({entry})), HasSubstr("write signature_encoding: raw"));
  entry = entry_of("ec-first");
  entry.encoding = "raw";
  EXPECT_THAT(only_fault(text_of({entry})), HasSubstr("der or p1363"));
}

TEST(TrustFaults, AKeyIsListedOnce) {
  EXPECT_THAT(only_fault(text_of({entry_of("first"), entry_of("first")})),
              HasSubstr(key_id("first") + " is listed twice"));
  // Another id does not make another key.
  auto renamed = entry_of("first");
  renamed.id = key_id("second");
  EXPECT_EQ(faults_in(text_of({entry_of("first"), renamed})).size(), 2U);
}

TEST(TrustFaults, WindowsEndAfterTheyBegin) {
  auto entry = entry_of("first");
  entry.until = entry.from;
  EXPECT_THAT(only_fault(text_of({entry})), HasSubstr("which is not after"));
  entry.until = "2026-01-01T00:30:00+01:00";
  EXPECT_THAT(only_fault(text_of({entry})), HasSubstr("which is not after"));
}

TEST(TrustFaults, MomentsAreOfTheCalendar) {
  auto entry = entry_of("first");
  entry.from = "2026-02-30T00:00:00Z";
  EXPECT_THAT(only_fault(text_of({entry})), HasSubstr("valid_from is no moment of the calendar"));
  entry = entry_of("first");
  entry.until = "2026-13-01T00:00:00Z";
  EXPECT_THAT(only_fault(text_of({entry})), HasSubstr("valid_until is no moment"));
  entry = entry_of("first");
  entry.revoked = "2026-02-30T00:00:00Z";
  EXPECT_THAT(only_fault(text_of({entry})), HasSubstr("revoked.at is no moment"));
}

TEST(TrustFaults, AnEnvironmentHasOneRule) {
  EXPECT_THAT(
      only_fault(text_of({entry_of("first")},
                         "  - environment: stage\n  - {environment: stage, threshold: 2}\n")),
      HasSubstr("the environment stage has a rule already"));
}

TEST(TrustFaults, TheyAreInTheOrderOfTheDocument) {
  auto first = entry_of("first");
  first.until = first.from;
  auto second = entry_of("second");
  second.id = key_id("third");
  const auto faults =
      faults_in(text_of({first, second}, "  - environment: stage\n  - environment: stage\n"));
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_LT(faults[0].span.begin, faults[1].span.begin);
  EXPECT_LT(faults[1].span.begin, faults[2].span.begin);
}

TEST(TrustInForce, LiesBeneathTheRoot) {
  const TemporaryFolder folder;
  const auto root = mig::io::Root::open(folder.path());
  const auto none = mig::bundle::load_trust(*root, std::nullopt);
  ASSERT_TRUE(none.has_value());
  EXPECT_EQ(*none, nullptr);
  const auto text = text_of({entry_of("first"), entry_of("ec-first")});
  folder.write(".mig/trust.yml", text);
  const auto trust = mig::bundle::load_trust(*root, std::nullopt);
  ASSERT_TRUE(trust.has_value()) << trust.error().message;
  EXPECT_EQ((*trust)->source, ".mig/trust.yml");
  EXPECT_EQ((*trust)->digest, mig::test::digest_of(text));
  EXPECT_EQ((*trust)->text->bytes(), text);
  ASSERT_EQ((*trust)->keys.size(), 2U);
  EXPECT_EQ((*trust)->keys[1].id(), key_id("ec-first"));
  EXPECT_EQ((*trust)->policy.rules.size(), 1U);
}

TEST(TrustInForce, MayBeGivenByThePathOfAFile) {
  const TemporaryFolder elsewhere;
  const TemporaryFolder folder;
  folder.write(".mig/trust.yml", "nothing that could be read");
  elsewhere.write("mine.yml", text_of({entry_of("first")}));
  const auto root = mig::io::Root::open(folder.path());
  const auto path = elsewhere.path() + "/mine.yml";
  const auto trust = mig::bundle::load_trust(*root, path);
  ASSERT_TRUE(trust.has_value()) << trust.error().message;
  EXPECT_EQ((*trust)->source, path);

  const auto gone = mig::bundle::load_trust(*root, elsewhere.path() + "/gone.yml");
  ASSERT_FALSE(gone.has_value());
  EXPECT_EQ(gone.error().kind, ErrorKind::no_verdict);
  EXPECT_THAT(gone.error().remedy, HasSubstr("--trust"));
  EXPECT_FALSE(mig::bundle::load_trust(*root, elsewhere.path() + "/no/such.yml").has_value());
}

TEST(TrustInForce, AnInvalidOneIsAConfigurationError) {
  auto unusable = entry_of("first");
  unusable.id = key_id("second");
  const std::vector<std::string> texts{
      "", "schema_version: trust.v1\n", "schema_version: trust.v1\nkeys: [\n",
      text_of({entry_of("first")}, "  []\n") + "default: deny\n", text_of({unusable})};
  for (const auto& text : texts) {
    const TemporaryFolder folder;
    folder.write(".mig/trust.yml", text);
    const auto root = mig::io::Root::open(folder.path());
    const auto trust = mig::bundle::load_trust(*root, std::nullopt);
    ASSERT_FALSE(trust.has_value()) << text;
    EXPECT_EQ(trust.error().kind, ErrorKind::configuration);
    EXPECT_THAT(trust.error().message, HasSubstr("the trust policy cannot be used: "));
    EXPECT_FALSE(trust.error().remedy.empty());
    ASSERT_TRUE(trust.error().location.has_value());
    EXPECT_EQ(trust.error().location->path, ".mig/trust.yml");
  }
}

TEST(TrustInForce, AFolderInItsPlaceIsNoTrust) {
  const TemporaryFolder folder;
  folder.write(".mig/trust.yml/inside", "");
  const auto root = mig::io::Root::open(folder.path());
  const auto trust = mig::bundle::load_trust(*root, std::nullopt);
  ASSERT_FALSE(trust.has_value());
  EXPECT_EQ(trust.error().kind, ErrorKind::configuration);
}

}  // namespace
