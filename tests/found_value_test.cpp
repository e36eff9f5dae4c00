// What is done with values that were found: taken out of words, allowed, told by fingerprints; and
// where places are restricted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/bundle/redaction.hpp"
#include "mig/bundle/scanned_file.hpp"
#include "mig/contract/policy.hpp"
#include "mig/digest/keyed.hpp"
#include "mig/document/reader.hpp"
#include "mig/rules/judge_scan.hpp"

namespace {

using mig::bundle::Redactor;
using testing::HasSubstr;
using testing::Not;

TEST(Redaction, LeavesNothingOfAValue) {
  Redactor redactor;
  redactor.add_value("hunter2");
  redactor.add_value("hunter2-and-more");
  EXPECT_EQ(redactor.cleaned("at or near \"hunter2\", xhunter2y"), "at or near \"***\", x***y");
  EXPECT_EQ(redactor.cleaned("hunter2-and-more"), "***") << "the longest one wins";
  EXPECT_EQ(redactor.cleaned("hunter"), "hunter");
  EXPECT_EQ(redactor.cleaned(""), "");
}

TEST(Redaction, LeavesNothingOfAValueThatWasCut) {
  Redactor redactor;
  redactor.add_value("hunter2-and-more");
  redactor.add_value("hunter3");
  EXPECT_EQ(redactor.cleaned("is \"password hunter2-a...\"; not"), "is \"password ***...\"; not");
  EXPECT_EQ(redactor.cleaned("hunt..."), "***...");
  EXPECT_EQ(redactor.cleaned("hunter2-and-more..."), "***...");
  EXPECT_EQ(redactor.cleaned("hunter4..., hunter..5"), "hunter4..., hunter..5");
}

TEST(Redaction, IgnoresWhatIsTooShortToTell) {
  Redactor redactor;
  redactor.add_value("app");
  redactor.add_value("   ");
  EXPECT_TRUE(redactor.is_empty());
  redactor.add_value("  spaced out  ");
  EXPECT_EQ(redactor.cleaned("a spaced out b"), "a *** b");
}

TEST(Redaction, KeepsTheColumnsOfAnExcerpt) {
  Redactor redactor;
  redactor.add_value("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F");
  mig::Finding finding;
  finding.excerpt = mig::Excerpt{1, "x \xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F y"};
  finding.related.push_back({{}, "names \xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F", std::nullopt});
  redactor.clean(finding);
  EXPECT_EQ(finding.excerpt->text, "x **** y");
  EXPECT_EQ(finding.related.front().message, "names ***");
}

TEST(Redaction, ManyValuesStayAffordable) {
  Redactor redactor;
  for (int i = 0; i < 50'000; ++i) redactor.add_value("AKIA" + std::to_string(1'000'000 + i));
  const std::string text(200'000, 'A');
  EXPECT_EQ(redactor.cleaned(text), text);
  EXPECT_EQ(redactor.cleaned("is AKIA1049999!"), "is ***!");
}

std::vector<mig::bundle::Allowance> allowances(const std::string& text) {
  const mig::SourceText source("up.sql", text);
  return mig::bundle::comments_that_allow(source, "2026-04-01T00:00:00Z");
}

TEST(Comments, AreReadBehindTheSignsOfManyLanguages) {
  for (const std::string sign : {"--", "//", "#", "/*", "<!--", ";", "%", "-- "}) {
    const auto found =
        allowances("x\n" + sign + " mig:allow pii-email until=2026-05-01 reason=\"made up\" */\n");
    ASSERT_EQ(found.size(), 1U) << sign;
    EXPECT_EQ(found[0].fault, "");
    EXPECT_EQ(found[0].rule, "pii-email");
    EXPECT_EQ(found[0].reason, "made up");
    EXPECT_EQ(found[0].line, 2U);
    EXPECT_FALSE(found[0].is_expired);
  }
}

TEST(Comments, AreNotSeenInRunningText) {
  EXPECT_TRUE(allowances("write mig:allow pii-email and so on\n").empty());
  EXPECT_TRUE(allowances("'mig:allow pii-email'\n").empty());
  EXPECT_TRUE(allowances("-- mig:allowed\n").empty());
}

TEST(Comments, HoldOnTheirLastDay) {
  const auto on = [](const std::string& day) {
    return allowances("-- mig:allow pii-email until=" + day + " reason=\"x\"\n").at(0).is_expired;
  };
  EXPECT_FALSE(on("2026-04-01"));
  EXPECT_TRUE(on("2026-03-31"));
}

TEST(Fingerprint, IsAnHmacOverRulePathAndValue) {
  const std::string salt = "000102030405060708090a0b0c0d0e0f";
  EXPECT_EQ(mig::rules::value_fingerprint(salt, "rule", "path", "value").value_or(""),
            "273dc1d2ec4bbd68eae152320c24ac89");
  EXPECT_FALSE(mig::rules::value_fingerprint("", "rule", "path", "value").has_value());
}

TEST(Hex, GoesBothWays) {
  const std::string bytes("\0\x7f\xff", 3);
  EXPECT_EQ(mig::digest::hex_of(bytes), "007fff");
  EXPECT_EQ(mig::digest::bytes_of_hex("007FfF"), bytes);
  EXPECT_EQ(mig::digest::bytes_of_hex("0"), "");
  EXPECT_EQ(mig::digest::bytes_of_hex("zz"), "");
}

mig::contract::Policy policy_of(const std::string& yaml) {
  const auto value = mig::document::read_yaml("schema_version: policy.v1\n" + yaml);
  return mig::contract::read_policy(*value);
}

TEST(Areas, HoldWhatLiesInBoxOrPolygon) {
  const auto policy = policy_of(
      "coordinates:\n  published_decimals: 3\n  restricted_areas:\n"
      "    - {name: box, bbox: [-99, 38, -98, 39]}\n"
      "    - {name: date line, bbox: [179, -20, -179, -10], published_decimals: 0}\n"
      "    - {name: triangle, polygon: [[0, 0], [10, 0], [0, 10]]}\n");
  const auto& areas = policy.coordinates.restricted_areas;
  ASSERT_EQ(areas.size(), 3U);
  EXPECT_EQ(policy.coordinates.published_decimals, 3);
  EXPECT_TRUE(areas[0].holds(-98.5, 38.5));
  EXPECT_FALSE(areas[0].holds(-97.5, 38.5));
  EXPECT_TRUE(areas[1].holds(179.5, -15));
  EXPECT_TRUE(areas[1].holds(-179.5, -15));
  EXPECT_FALSE(areas[1].holds(0, -15));
  EXPECT_EQ(areas[1].published_decimals, 0);
  EXPECT_TRUE(areas[2].holds(2, 2));
  EXPECT_FALSE(areas[2].holds(8, 8));
}

TEST(Policy, OfSecretsAndPlacesReadsBackToItself) {
  const auto policy = policy_of(
      "secrets:\n  salt: 000102030405060708090a0b0c0d0e0f\n  allow:\n    - rule: pii-email\n"
      "      path: \"docs/*\"\n      fingerprint: \"00112233445566778899aabbccddeeff\"\n"
      "      reason: a mailbox\n      until: 2026-05-01\n"
      "coordinates:\n  restricted_areas:\n    - {name: a, bbox: [-99.5, 38, -98, 39]}\n"
      "    - {name: b, polygon: [[0, 0], [10, 0], [0, 10.25]], published_decimals: 1}\n"
      "file_limits:\n  scanned_bytes: 1000\n");
  const auto written = mig::contract::policy_as_yaml(policy);
  const auto value = mig::document::read_yaml(written);
  ASSERT_TRUE(value.has_value()) << written;
  EXPECT_EQ(mig::contract::policy_as_yaml(mig::contract::read_policy(*value)), written);
  EXPECT_THAT(written, HasSubstr("2026-05-01"));
  EXPECT_EQ(policy.file_limits.scanned_bytes, 1000U);
}

TEST(Masking, CoversExcerptsAndHashesOfLines) {
  const mig::SourceText source("a.txt", "key hunter2\nnext\n", [](auto, auto bytes) {
    mig::Masking masking{std::string(bytes), {"hunter2"}};
    masking.bytes.replace(4, 7, 7, '*');
    return masking;
  });
  const auto quoted = mig::quote(source, {4, 11});
  EXPECT_EQ(quoted.excerpt->text, "key *******");
  EXPECT_EQ(quoted.line_hash,
            mig::quote(mig::SourceText("a.txt", "key *******\nnext\n"), {4, 11}).line_hash);
  EXPECT_EQ(source.line(1), "key hunter2") << "who reads still reads all";
}

TEST(Masking, OfAnotherLengthShowsNothing) {
  const mig::SourceText source("a.txt", "key hunter2\n", [](auto, auto) {
    return mig::Masking{"short", {"hunter2"}};
  });
  EXPECT_THAT(mig::quote(source, {4, 11}).excerpt->text, Not(HasSubstr("hunter2")));
}

}  // namespace
