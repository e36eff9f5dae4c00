// The scanner as a whole: overlaps, masks, determinism, and inputs that want to make it slow.
#include "mig/secrets/scanner.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "mig/secrets/collapse.hpp"
#include "mig/secrets/engine/literal_set.hpp"

namespace {

using namespace mig::secrets;

Detection detection(std::string_view rule, std::uint32_t begin, std::uint32_t end,
                    std::uint8_t rank) {
  Detection one;
  one.rule = rule;
  one.span = {begin, end};
  one.rank = rank;
  return one;
}

TEST(Collapse, KeepsTheMostSpecificOfOneHarm) {
  Detections covered;
  const auto kept = collapsed({detection("secret-generic-key", 5, 30, rank::kGeneric),
                               detection("secret-github-token", 8, 30, rank::kToken),
                               detection("pii-email", 6, 20, rank::kText),
                               detection("secret-assignment", 40, 45, rank::kAssignment)},
                              covered);
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].rule, "pii-email");
  EXPECT_EQ(kept[1].rule, "secret-github-token");
  EXPECT_EQ(kept[2].rule, "secret-assignment");
}

TEST(Scan, WhatGivesWayIsHiddenToo) {
  const std::string text =
      "DB_PASSWORD=Zq9vLm-Autumn/gh"
      "p_q8Zr2LmX0vTfY7wKp3NbHs5DcJg1A4x9Re6W";
  const auto result = scan("a.env", text);
  ASSERT_EQ(result.detections.size(), 1U);
  EXPECT_TRUE(result.detections[0].rule.starts_with("secret-github-"));
  EXPECT_FALSE(result.covered.empty());
}

TEST(Scan, NothingInFrontSwitchesTheSearchOff) {
  const std::string secret = "DB_PASSWORD=Tern-41-isle\n";
  for (const std::string& mark :
       {std::string("\xff\xfe\n"), std::string("\xfe\xff"), std::string("\xff\xfe\0\0", 4),
        std::string("\xef\xbb\xbf"), std::string("a\0b\0c\0d\0e\0f\0g\0h\0\n", 17)}) {
    EXPECT_FALSE(scan("a.env", mark + secret).detections.empty()) << mark.size();
  }
}

TEST(Scan, TheNameOfAFileIsSearched) {
  EXPECT_FALSE(scan("x/gh"
                    "p_q8Zr2LmX0vTfY7wKp3NbHs5DcJg1A4x9Re6W.txt",
                    "a")
                   .detections.empty());
  EXPECT_TRUE(scan("migrations/postgis/PG-MIG-2026-03-01-01/forward.sql", "a").detections.empty());
}

TEST(Scan, WhatIsWrappedTooOftenIsNoPass) {
  // Seven times base64 of a line with a password.
  std::string text = "DB_PASSWORD=Tern-41-isle and more words behind it\n";
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0; i < 7; ++i) {
    while (text.size() % 3 != 0) text += ' ';
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += 3) {
      const auto byte = [&](std::size_t k) {
        return std::uint32_t{static_cast<unsigned char>(text[at + k])};
      };
      const std::uint32_t group = byte(0) << 16U | byte(1) << 8U | byte(2);
      for (const unsigned shift : {18U, 12U, 6U, 0U}) out += kDigits[group >> shift & 63U];
    }
    text = out;
  }
  const auto result = scan("a.txt", text);
  EXPECT_TRUE(!result.detections.empty() || !result.unread.empty());
}

TEST(Masked, KeepsLengthLinesAndColumns) {
  const std::string text = "a \u00e9\u2022\U0001F512x\nb\nc";
  const auto out = masked(text, {detection("secret-x", 2, 14, 1)});
  EXPECT_EQ(out.size(), text.size());
  EXPECT_EQ(out, "a \u00b7\u2022\U0001F512*\n*\nc");
}

TEST(LiteralSet, FindsWhateverTheCase) {
  const LiteralSet set({"abc", "bcd", "://"});
  std::vector<std::pair<unsigned, std::uint64_t>> hits;
  EXPECT_TRUE(
      set.scan("xABCd://", [&](unsigned id, std::uint64_t end) { hits.emplace_back(id, end); }));
  EXPECT_EQ(hits, (std::vector<std::pair<unsigned, std::uint64_t>>{{0, 4}, {1, 5}, {2, 8}}));
}

TEST(LiteralSet, LoadsWhatItSerialized) {
  const std::vector<std::string_view> literals{"password", "pass", "insert into"};
  const auto hits = [](const LiteralSet& set) {
    std::vector<std::pair<unsigned, std::uint64_t>> all;
    EXPECT_TRUE(set.scan("PassWord, insert  into, INSERT INTO",
                         [&](unsigned id, std::uint64_t end) { all.emplace_back(id, end); }));
    return all;
  };
  const LiteralSet fresh(literals);
  const auto bytes = fresh.serialized();
  ASSERT_FALSE(bytes.empty());
  const std::vector<std::pair<unsigned, std::uint64_t>> expected{{1, 4}, {0, 8}, {2, 35}};
  EXPECT_EQ(hits(fresh), expected);
  EXPECT_EQ(hits(LiteralSet(literals, bytes)), expected);
  // Of other literals, cut off, or damaged: compiled anew.
  EXPECT_EQ(hits(LiteralSet(literals, LiteralSet({"abc"}).serialized())), expected);
  EXPECT_EQ(hits(LiteralSet(literals, std::string_view(bytes).substr(0, bytes.size() / 2))),
            expected);
  auto damaged = bytes;
  damaged[damaged.size() / 2] ^= '\x40';
  EXPECT_EQ(hits(LiteralSet(literals, damaged)), expected);
}

TEST(Scan, GivesTheSameFromEveryThread) {
  const std::string text =
      "DB_PASSWORD=Tern-41-isle\npostgres://a:Gull-42x@db.corp/p\napi_key = q8Zr2LmX0vTfY7wKp3\n";
  const auto first = scan("a.env", text).detections;
  ASSERT_EQ(first.size(), 3U);
  std::vector<std::jthread> threads;
  std::vector<Detections> answers(4);
  for (auto& answer : answers) {
    threads.emplace_back([&answer, &text] { answer = scan("a.env", text).detections; });
  }
  threads.clear();
  for (const auto& answer : answers) {
    ASSERT_EQ(answer.size(), first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_EQ(answer[i].span, first[i].span);
      EXPECT_EQ(answer[i].rule, first[i].rule);
    }
  }
}

// Each is one line of 400,000 bytes; a step that looks back or ahead without a bound would take
// minutes, and the time limit of the test would end it.
TEST(Scan, LongLinesStayLinear) {
  const auto repeated = [](std::string_view unit) {
    std::string text;
    while (text.size() < 400'000) text += unit;
    return text;
  };
  for (const std::string_view unit : {"password",
                                      "password=",
                                      "secret:'",
                                      "\"password\": \"",
                                      "postgres://a:b@",
                                      "://",
                                      "a@",
                                      "key=key=",
                                      "host=x password=y ",
                                      "insert into t values (",
                                      "('a','b'),",
                                      "\\u0070",
                                      "%41",
                                      "QUJD",
                                      "&#65;",
                                      "point(",
                                      "[[[[",
                                      "'||'",
                                      "$$",
                                      "/*",
                                      "--",
                                      "copy t from stdin;",
                                      "-----BEGIN "}) {
    const auto text = repeated(unit);
    for (const auto* path : {"a.sql", "receipts/a.json", "a.yml"}) (void)scan(path, text);
  }
}

TEST(Scan, TooManyDetectionsAreNoSilentEnd) {
  std::string text;
  for (int i = 0; i < 11'000; ++i) text += "DB_PASSWORD=Tern-41-isle\n";
  const auto result = scan("a.env", text);
  EXPECT_GE(result.detections.size(), 10'000U);
  EXPECT_FALSE(result.unread.empty());
}

TEST(Scan, WhatIsHiddenBehindAsManyAsAreKeptIsNoSilentEnd) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "DB_PASSWORD=Tern-41-isle\n";
  EXPECT_TRUE(scan("a.env", text).unread.empty());
  text += "note: cGFzc3dvcmQ6IFRlcm4tNDEtaXNsZSBhbmQgbW9yZSB3b3Jkcw==\n";
  const auto result = scan("a.env", text);
  EXPECT_TRUE(!result.unread.empty() || result.detections.size() > 10'000U);
}

}  // namespace
