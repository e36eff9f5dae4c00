#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "mig/secrets/token/assigned.hpp"
#include "mig/secrets/token/format.hpp"
#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

void search(const TokenFormat& format, std::string_view bytes, Detections& found) {
  const auto folded = lowered(bytes);
  Text text;
  text.path = "notes.md";
  text.bytes = bytes;
  for (const auto literal : format.literals) {
    for (auto at = folded.find(literal); at != std::string::npos;
         at = folded.find(literal, at + 1)) {
      const auto begin = static_cast<std::uint32_t>(at);
      find_token(format, text, {begin, begin + static_cast<std::uint32_t>(literal.size())}, found);
    }
  }
}

Detections search_all(std::string_view bytes) {
  Detections found;
  for (const TokenFormat* format : token_formats()) search(*format, bytes, found);
  return found;
}

/// The values of one rule, joined by a blank.
std::string values_of(std::string_view rule, std::string_view bytes) {
  std::string values;
  for (const auto& detection : search_all(bytes)) {
    if (detection.rule != rule) continue;
    if (!values.empty()) values += ' ';
    values += detection.value;
  }
  return values;
}

std::string a_github_token() {
  return std::string("ghp") + "_POCcBEF8m5GkOXhiY5ydVCQkdbDovo1CrPju";
}

TEST(TokenFormats, AreWellFormed) {
  std::map<std::string_view, std::string_view> titles;
  for (const TokenFormat* format : token_formats()) {
    EXPECT_TRUE(format->rule.starts_with("secret-")) << format->rule;
    EXPECT_FALSE(format->title.empty()) << format->rule;
    EXPECT_EQ(titles.emplace(format->rule, format->title).first->second, format->title);
    EXPECT_FALSE(format->literals.empty()) << format->rule;
    EXPECT_NE(format->pattern.empty(), format->find == nullptr) << format->rule;
    EXPECT_FALSE(format->positives.empty()) << format->rule;
    EXPECT_FALSE(format->negatives.empty()) << format->rule;
    for (const auto literal : format->literals) {
      EXPECT_GE(literal.size(), 3U) << format->rule << ' ' << literal;
      EXPECT_EQ(literal, lowered(literal)) << format->rule;
    }
  }
}

TEST(TokenFormats, AreFoundInTheirPositives) {
  for (const TokenFormat* format : token_formats()) {
    for (const auto positive : format->positives) {
      Detections found;
      search(*format, positive, found);
      EXPECT_FALSE(found.empty()) << format->rule << ": " << format->title << '\n' << positive;
      for (const auto& detection : found) {
        EXPECT_EQ(detection.rule, format->rule);
        EXPECT_EQ(positive.substr(detection.span.begin, detection.span.end - detection.span.begin),
                  detection.value);
        EXPECT_EQ(detection.subject.find(detection.value), std::string::npos);
      }
    }
  }
}

TEST(TokenFormats, AreNotFoundInTheirNegatives) {
  for (const TokenFormat* format : token_formats()) {
    for (const auto negative : format->negatives) {
      Detections found;
      search(*format, negative, found);
      EXPECT_TRUE(found.empty()) << format->rule << ": " << format->title << '\n' << negative;
    }
  }
}

TEST(TokenFormats, TakeNothingFromEachOther) {
  for (const TokenFormat* format : token_formats()) {
    for (const auto positive : format->positives) {
      const auto found = search_all(positive);
      const auto own = std::find_if(found.begin(), found.end(), [format](const auto& detection) {
        return detection.rule == format->rule;
      });
      EXPECT_NE(own, found.end()) << format->rule << ": " << format->title;
      if (own == found.end()) continue;
      for (const auto& other : found) {
        if (other.rule == format->rule || other.confidence < own->confidence) continue;
        if (other.span.end <= own->span.begin || own->span.end <= other.span.begin) continue;
        EXPECT_LE(other.rank, own->rank)
            << other.rule << " takes " << format->rule << ": " << positive;
        EXPECT_FALSE(other.rank == own->rank && format->form == TokenForm::token)
            << other.rule << " as well as " << format->rule << ": " << positive;
      }
    }
  }
}

TEST(TokenBoundary, IsNoneInsideAWord) {
  const auto token = a_github_token();
  EXPECT_EQ(values_of("secret-github-pat", "my" + token), "");
  EXPECT_EQ(values_of("secret-github-pat", token + "_"), "");
}

TEST(TokenBoundary, IsOneBehindAnEscape) {
  const auto token = a_github_token();
  for (const std::string_view before :
       {"\\n", "\\r", "\\t", "%3D", "\\u003d", "=", "_", "\"", ""}) {
    EXPECT_EQ(values_of("secret-github-pat", std::string(before) + token), token) << before;
  }
}

TEST(TokenChecksum, OnlyLowersTheConfidence) {
  std::string token = "npm" + std::string("_NqOthD9TgBsaL5yjXhn5UKP2HZ0RDN16MHLZ");
  auto found = search_all(token);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().confidence, Confidence::high);
  token.back() = token.back() == 'a' ? 'b' : 'a';
  found = search_all(token);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().confidence, Confidence::medium);
  EXPECT_FALSE(shape::has_github_checksum("ghp_" + std::string(36, 'a')));
  EXPECT_FALSE(shape::has_cloudflare_checksum("cfat_" + std::string(48, 'a')));
  EXPECT_TRUE(shape::has_base32_body("AKIA234567ABCDEFGHIJ"));
  EXPECT_FALSE(shape::has_base32_body("AKIA0189"));
}

TEST(TokenShape, ReadsTheHeaderOfAWebToken) {
  EXPECT_TRUE(shape::is_jwt("eyJhbGciOiJub25lIn0.eyJ9."));
  EXPECT_TRUE(shape::is_jwt("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.x"));
  EXPECT_FALSE(shape::is_jwt("eyJub25zZW5zZSI6MX0.x"));
  EXPECT_FALSE(shape::is_jwt("eyJhbGciOiJub25l.x"));
  EXPECT_FALSE(shape::is_jwt("ey*hbGci.x"));
  EXPECT_EQ(shape::decoded_base64("aGk_"), shape::decoded_base64("aGk/"));
  EXPECT_TRUE(shape::is_basic_pair("dTpw"));
  EXPECT_FALSE(shape::is_basic_pair("bm90aGluZw=="));
}

TEST(TokenAssigned, ReadsWhatLeadsToAValue) {
  const std::string value = "7f3c9a51d2e84b06a1c7e9f24d5b8036";
  for (const std::string before :
       {"rollbar_token = '", "ROLLBAR_TOKEN=", "\"rollbar_token\": \"", "rollbarToken := `",
        "<rollbarToken>\n    ", "<key>rollbarToken</key>\n<string>",
        "- name: ROLLBAR_TOKEN\n  value: ", "{\"name\":\"ROLLBAR_TOKEN\",\"value\":\"",
        "<add key=\"rollbar_token\" value=\"", "--rollbar-token ", "rollbar_TOKEN ?= \"",
        "setProperty(\"ROLLBAR_TOKEN\", \"", "config['rollbar_token'] = '",
        "INSERT INTO settings VALUES ('rollbar_token', '", "{\\\"rollbar_token\\\": \\\"",
        "'rollbar' => env('ROLLBAR_TOKEN', '", "rollbar_token:\n    "}) {
    EXPECT_EQ(values_of("secret-rollbar-token", before + value + "'"), value) << before;
  }
  EXPECT_EQ(values_of("secret-rollbar-token", "rollbar commit " + value), "");
  EXPECT_EQ(values_of("secret-rollbar-token", "rollbar_token = " + value + "00"), "");
  EXPECT_EQ(after_operator("word", {0, 4}), std::nullopt);
}

TEST(TokenStructures, FindEveryValueOfAManifest) {
  const std::string manifest =
      "apiVersion: v1\nkind: ConfigMap\ndata:\n  plain: QUJDREVGR0hJSktM\n---\n"
      "apiVersion: v1\nkind: Secret\ndata:\n  # one\n  a: cGFzc3dvcmQtb25l\n"
      "  b: |\n    cGFzc3dvcmQtdHdv\n  c: ''\ntype: Opaque\n---\nkind: ConfigMap\ndata:\n"
      "  other: QUJDREVGR0hJSktN\n";
  EXPECT_EQ(values_of("secret-kubernetes-secret", manifest), "cGFzc3dvcmQtb25l cGFzc3dvcmQtdHdv");
}

TEST(TokenStructures, LeaveTheManifestBefore) {
  const std::string manifest =
      "data:\n  plain: QUJDREVGR0hJSktM\n---\nkind: Secret\ndata:\n  a: cGFzc3dvcmQtb25l\n";
  EXPECT_EQ(values_of("secret-kubernetes-secret", manifest), "cGFzc3dvcmQtb25l");
}

TEST(TokenStructures, FindCredentialsOfCurl) {
  EXPECT_EQ(values_of("secret-curl-credentials",
                      "curl -s \\\n  -u 'svc:k3Rn-77vq' https://a.test; curl --user x:$P b.test"),
            "k3Rn-77vq");
  EXPECT_EQ(values_of("secret-curl-credentials", "curl -u svc https://a.test"), "");
  EXPECT_EQ(values_of("secret-curl-credentials", "CURL -u svc:k3Rn-77vq https://a.test"), "");
  EXPECT_EQ(
      values_of("secret-curl-credentials", "curl -H \"X-Octopus-ApiKey: 5d0c-41a4-8ebd-77f8\" x"),
      "5d0c-41a4-8ebd-77f8");
}

TEST(TokenStructures, FindAKeyUpToItsEnd) {
  std::string body;
  for (int line = 0; line < 3; ++line) body += "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n";
  const std::string key = std::string("-----BEGIN PRIVATE") + " KEY-----\n" + body;
  const std::string end = std::string("-----END PRIVATE") + " KEY-----";
  EXPECT_EQ(values_of("secret-private-key", "a\n" + key + end + "\nb"), key + end);
  EXPECT_EQ(values_of("secret-private-key", key), key) << "cut off";
}

/// A text in which nothing but hits stand has to stay linear.
TEST(TokenCost, IsLinearInHostileText) {
  const std::array<std::string, 11> pieces{"-----BEGIN PRIVATE KEY-----",
                                           "curl -u a:b ",
                                           "kind: Secret\n",
                                           "kind: Secret ",
                                           "Authorization=1",
                                           "xoxb-",
                                           "asana=",
                                           "Authorization: ",
                                           "-eyJ",
                                           ":aa",
                                           "data:\n kind: Secret\n"};
  for (const auto& piece : pieces) {
    std::string text;
    while (text.size() < 100'000) text += piece;
    const auto begin = std::chrono::steady_clock::now();
    search_all(text);
    const auto spent = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(spent, std::chrono::seconds(8)) << piece;
  }
}

TEST(TokenCost, IsSharedByThreads) {
  const auto token = a_github_token();
  std::vector<std::thread> threads;
  std::array<std::string, 4> values;
  for (auto& value : values) {
    threads.emplace_back([&] { value = values_of("secret-github-pat", "x = " + token); });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& value : values) EXPECT_EQ(value, token);
}

}  // namespace
}  // namespace mig::secrets
