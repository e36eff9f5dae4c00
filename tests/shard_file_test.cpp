// What one part of a run writes is what the merge reads, to the last byte; anything else is
// refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/document/reader.hpp"
#include "mig/report/shard_text.hpp"
#include "mig/schema/schema.hpp"
#include "shard_testing.hpp"
#include "support/process.hpp"

namespace mig::report::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string full_text() {
  return shard_json(full_shard()).value();
}

Json content_of(const std::string& text) {
  return Json::parse(text).at("content");
}

std::string refusal_of(const std::string& text) {
  const auto shard = read_shard(text, "part.json");
  return shard ? "" : shard.error().message;
}

TEST(ShardFile, TheSampleLeavesNoMemberAsItIsByDefault) {
  const auto content = content_of(full_text());
  for_each_value(content, [&](const auto& pointer) {
    const auto& value = content.at(pointer);
    EXPECT_FALSE(value.is_null() || value == "" || value == 0 || value == false ||
                 value == Json::array())
        << pointer.to_string();
  });
}

TEST(ShardFile, NothingIsLostOnTheWay) {
  const auto text = full_text();
  const auto read = read_shard(text, "part.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(shard_json(*read).value(), text);
  const auto& finding = read->outcomes.at(0).report->findings.at(0);
  const auto written = full_finding();
  EXPECT_EQ(finding.message, written.message);
  EXPECT_EQ(finding.severity, Severity::review);
  EXPECT_EQ(finding.status, Status::baselined);
  EXPECT_EQ(finding.location, written.location);
  EXPECT_EQ(finding.confidence, "medium");
  EXPECT_EQ(read->outcomes.at(0).gate_changes.at(0).effect, "looser");
  EXPECT_EQ(read->outcomes.at(0).use.known, (std::map<std::size_t, std::int64_t>{{2, 7}}));
  EXPECT_EQ(read->outcomes.at(0).use.policy, (std::set<std::size_t>{1, 4}));
  EXPECT_EQ(read->options.base, "main");
  EXPECT_EQ(read->ground.bundles, 9U);
}

TEST(ShardFile, WhatIsNotThereStaysAway) {
  ShardFile shard{1, 1, {}, {}, {}};
  shard.outcomes.resize(1);
  const auto text = shard_json(shard).value();
  const auto read = read_shard(text, "part.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(shard_json(*read).value(), text);
  EXPECT_FALSE(read->options.policy.has_value());
  EXPECT_FALSE(read->outcomes.at(0).report.has_value());
}

TEST(ShardFile, BytesOfAnyKindAreText) {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  const std::vector<std::string> texts{every,
                                       every + every,
                                       "%",
                                       "%41",
                                       "100 %\xe2\x82\xac",
                                       "\xe2\x82",
                                       "\xf0\x9f\x92\xa9 \xc2\x85 \xed\xa0\x80",
                                       ""};
  for (const auto& text : texts) {
    const auto carried = shard_text(text);
    EXPECT_EQ(bytes_of_shard_text(carried), text);
    const auto read = document::read_json(Json(carried).dump());
    ASSERT_TRUE(read) << carried;
    EXPECT_EQ(*read->string(), carried);
    for (const char byte : carried) EXPECT_FALSE(byte >= 0 && byte < ' ');
  }
  EXPECT_EQ(shard_text("a b/c-d.\"e\" \xc3\xa9"), "a b/c-d.\"e\" \xc3\xa9");
  for (const std::string broken : {"%", "%4", "a%", "%zz", "%4g", "%ab"}) {
    EXPECT_FALSE(bytes_of_shard_text(broken)) << broken;
  }
}

TEST(ShardFile, FitsItsSchema) {
  const auto bytes = test::read_file(std::string(MIG_SOURCE_DIR) + "/schemas/shard.v1.schema.json");
  const auto schema_value = document::read_json(bytes);
  ASSERT_TRUE(schema_value);
  const auto schema = schema::Schema::compile({"shard.v1.schema.json", &*schema_value});
  ASSERT_TRUE(schema) << schema.error().message;
  auto shard = full_shard();
  const std::string digest = "sha256:" + std::string(64, 'a');
  shard.outcomes[0].outline = shard.ground.rules = shard.ground.policy = shard.ground.trust =
      shard.ground.known = shard.ground.files = shard.ground.targets = digest;
  shard.ground.commit = shard.ground.base = shard.ground.compared = std::string(40, 'a');
  const auto violations = [&](const std::string& text) {
    const auto value = document::read_json(text);
    std::vector<std::string> messages;
    for (const auto& violation : schema->validate(value.value()))
      messages.push_back(violation.message);
    return messages;
  };
  const auto text = shard_json(shard).value();
  EXPECT_THAT(violations(text), IsEmpty());
  // Every member stands in the schema as one that has to be there.
  const auto content = content_of(text);
  for_each_value(content, [&](const auto& pointer) {
    if (pointer.empty() || content.at(pointer.parent_pointer()).is_array()) return;
    auto lacking = content;
    lacking.at(pointer.parent_pointer()).erase(pointer.back());
    EXPECT_FALSE(violations(sealed(lacking)).empty()) << pointer.to_string();
  });
}

TEST(ShardFile, EveryMemberHasToBeThereAndOfItsKind) {
  const auto content = content_of(full_text());
  for_each_value(content, [&](const auto& pointer) {
    auto changed = content;
    changed.at(pointer) = content.at(pointer).is_number() ? Json("x") : Json(7);
    EXPECT_NE(refusal_of(sealed(changed)), "") << pointer.to_string();
    if (pointer.empty()) return;
    if (content.at(pointer).is_number()) {
      changed.at(pointer) = -1;
      const bool may_be =
          pointer.back() == "count" && pointer.parent_pointer() != Json::json_pointer();
      EXPECT_EQ(refusal_of(sealed(changed)) == "", may_be) << pointer.to_string();
      changed.at(pointer) = 1.5;
      EXPECT_NE(refusal_of(sealed(changed)), "") << pointer.to_string();
    }
    if (content.at(pointer.parent_pointer()).is_array()) return;
    changed = content;
    auto& parent = changed.at(pointer.parent_pointer());
    const auto value = parent.at(pointer.back());
    parent.erase(pointer.back());
    EXPECT_NE(refusal_of(sealed(changed)), "") << pointer.to_string();
    parent[pointer.back() + "s"] = value;
    EXPECT_NE(refusal_of(sealed(changed)), "") << pointer.to_string();
    parent[pointer.back()] = value;
    EXPECT_THAT(refusal_of(sealed(changed)), HasSubstr("unknown key")) << pointer.to_string();
  });
}

TEST(ShardFile, WordsAreKnownOnes) {
  const auto content = content_of(full_text());
  for (const std::string place :
       {"/outcomes/0/report/findings/0/severity", "/outcomes/0/report/findings/0/status",
        "/outcomes/0/report/findings/0/confidence", "/outcomes/0/errors/0/kind",
        "/outcomes/0/gate_changes/0/effect", "/outcomes/0/gate_changes/0/standing"}) {
    auto changed = content;
    changed.at(Json::json_pointer(place)) = "harmless";
    EXPECT_THAT(refusal_of(sealed(changed)), HasSubstr("is no word that is known")) << place;
  }
  auto twice = content;
  twice.at("outcomes").at(0).at("use").at("policy") = {1, 1};
  EXPECT_THAT(refusal_of(sealed(twice)), HasSubstr("use: policy: holds an entry twice"));
}

// Without the digest that belongs to it no change of the content is taken.
TEST(ShardFile, EveryChangedByteIsRefused) {
  const auto text = full_text();
  ASSERT_EQ(refusal_of(text), "");
  const auto begin = text.find("\"content\": ") + 11;
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto changed = text;
    changed[at] = changed[at] == 'e' ? 'f' : 'e';
    EXPECT_NE(refusal_of(changed), "") << at;
  }
  for (std::size_t at = begin + 1; at + 2 < text.size(); at += 7) {
    auto grown = text;
    grown.insert(at, " ");
    EXPECT_NE(refusal_of(grown), "") << at;
  }
  for (std::size_t size = 0; size + 1 < text.size(); ++size) {
    EXPECT_NE(refusal_of(text.substr(0, size)), "") << size;
  }
}

TEST(ShardFile, WhatIsNoPartIsTold) {
  EXPECT_THAT(refusal_of(""), HasSubstr("part.json is no part of a run"));
  EXPECT_THAT(refusal_of("[]"), HasSubstr("lacks schema_version"));
  EXPECT_THAT(refusal_of("{\"schema_version\": \"report.v1\"}"),
              HasSubstr("schema_version is report.v1 and not shard.v1"));
  auto other = full_text();
  other.replace(other.find("shard.v1"), 8, "shard.v2");
  EXPECT_THAT(refusal_of(other), HasSubstr("schema_version is shard.v2 and not shard.v1"));
  EXPECT_THAT(refusal_of("{\"schema_version\": \"shard.v1\", \"digest\": \"\", \"content\": {}, "
                         "\"more\": 1}"),
              HasSubstr("other keys than"));
  EXPECT_THAT(refusal_of("{\"schema_version\": \"shard.v1\", \"digest\": \"\", \"content\": {}}"),
              HasSubstr("its digest is not that of its content"));
  EXPECT_NE(refusal_of(full_text() + full_text()), "");
}

TEST(ShardFile, MembersThatDifferAreNamed) {
  const auto shard = full_shard();
  EXPECT_THAT(differing_members(shard.ground, shard.ground), IsEmpty());
  auto ground = shard.ground;
  ground.commit = "x";
  ground.bundles = 1;
  EXPECT_THAT(differing_members(shard.ground, ground), ::testing::ElementsAre("commit", "bundles"));
  auto options = shard.options;
  options.judges_all = false;
  EXPECT_THAT(differing_members(shard.options, options), ::testing::ElementsAre("all"));
}

}  // namespace
}  // namespace mig::report::testing
