// Whatever is changed in the file of a part, no merge passes that should not.
#include "shard_ground.hpp"
#include "support/sampling.hpp"

namespace mig::test {
namespace {

using report::testing::for_each_value;
using report::testing::sealed;
using testing::HasSubstr;

class ShardMutation : public ShardGround {
 protected:
  ShardMutation() {
    git_.remove(kExecutedBundle + "/notes.md");
    git_.remove(kDraftBundle + "/rehearsal");
    git_.commit("break one, leave one to review");
    parts(2);
    content_ = Json::parse(read_file(part_file(1))).at("content");
  }

  /// With another digest than that of the content every change is refused.
  void expect_seal_holds(const Json& changed) {
    auto text = sealed(content_);
    const auto begin = text.find("\"content\": ") + 11;
    text.replace(begin, text.rfind('}') - begin, changed.dump());
    write_part(1, text);
    expect_refused(merge({1, 2}), "its digest is not that of its content");
  }

  Json content_;
};

/// Makes another value of it; false: there is nothing to change in it.
bool change(report::testing::Json& value) {
  if (value.is_string()) {
    value = value.get<std::string>() + "x";
  } else if (value.is_boolean()) {
    value = !value.get<bool>();
  } else if (value.is_number()) {
    value = value.get<int>() + 1;
  } else if (value.is_null()) {
    value = "x";
  } else if (value.empty()) {
    return false;
  } else if (value.is_array()) {
    value.erase(value.size() - 1);
  } else {
    value.erase(value.begin().key());
  }
  return true;
}

TEST_F(ShardMutation, EveryValueIsSealed) {
  ASSERT_EQ(merge({1, 2}).exit_code, 1);
  std::size_t mutants = 0;
  Sample sample;
  for_each_value(content_, [&](const auto& pointer) {
    auto changed = content_;
    if (!change(changed.at(pointer))) return;
    ++mutants;
    if (!sample.takes()) return;
    expect_seal_holds(changed);
  });
  EXPECT_GT(mutants, 100U);
}

// Somebody who seals what he changed forges the part. What he cannot do is lead the merge to other
// bundles, another tree or other options than lie there: nothing but what he says of his own part.
TEST_F(ShardMutation, WhatIsSealedAgainHasToFit) {
  Sample sample;
  for_each_value(content_, [&](const auto& pointer) {
    const auto name = pointer.to_string();
    auto changed = content_;
    auto& value = changed.at(pointer);
    if (name.starts_with("/outcomes/") || value.is_object() || !change(value)) return;
    if (!sample.takes()) return;
    write_part(1, sealed(changed));
    EXPECT_EQ(merge({1, 2}).exit_code, 3) << name;
  });
}

// The other part is still judged by its own words.
TEST_F(ShardMutation, AForgedPartPassesForNoOther) {
  edit(1, [](Json& content) { content.at("outcomes").at(0).at("report").at("findings").clear(); });
  EXPECT_EQ(merge({1, 2}).exit_code, 4);
  const auto text = read_file(part_file(1));
  write_part(2, text);
  expect_refused(merge({1, 2}), "are both part 1 of 2");
}

}  // namespace
}  // namespace mig::test
