// Every key of every table, changed both ways: what is generated from a direction has to be told as
// that direction says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "mig/contract/document_kind.hpp"
#include "mig/document/reader.hpp"
#include "support/key_changes.hpp"

namespace mig::contract {
namespace {

using test::KeyChange;

document::LocatedValue read(const std::string& yaml) {
  auto value = document::read_yaml(yaml);
  EXPECT_TRUE(value) << yaml;
  return value ? std::move(*value) : document::LocatedValue();
}

const test::KeyChanges& generated() {
  static const auto changes = test::generated_key_changes();
  return changes;
}

std::string told(const std::vector<Shift>& shifts) {
  std::string out;
  for (const auto& shift : shifts) {
    out += shift.key + " " + std::string(name_of(shift.lean)) + ": " + shift.before + " -> " +
           shift.after + "\n";
  }
  return out;
}

/// What was told of the change, and nothing that says otherwise.
void expect_told(const KeyChange& change, const std::vector<Shift>& shifts) {
  SCOPED_TRACE(std::string(info_of(change.kind).name) + " " + change.key + " " +
               std::string(name_of(change.expected)) + "\n" + told(shifts) + "before:\n" +
               change.before + "after:\n" + change.after);
  std::set<Lean> leans;
  for (const auto& shift : shifts) {
    ASSERT_NE(shift.direction, nullptr);
    if (shift.direction->key == change.told_by) leans.insert(shift.lean);
    EXPECT_TRUE(change.is_exchange || shift.lean == change.expected) << shift.key;
  }
  const auto expected = change.is_exchange ? std::set<Lean>{Lean::looser, Lean::tighter}
                                           : std::set<Lean>{change.expected};
  EXPECT_EQ(leans, expected);
}

TEST(DirectionKeysTest, EveryKeyCanBeChangedBothWays) {
  EXPECT_THAT(generated().failures, ::testing::IsEmpty());
}

TEST(DirectionKeysTest, EveryKeyIsInItsCompleteDocument) {
  for (const auto kind : {DocumentKind::policy, DocumentKind::trust, DocumentKind::declaration}) {
    const auto whole = read(test::complete_document(kind));
    EXPECT_THAT(schema_of(kind).validate(whole), ::testing::IsEmpty());
    EXPECT_THAT(shifts_between(kind, whole, whole), ::testing::IsEmpty());
    // Against nothing, everything that is given is told, if it is no default.
    std::set<std::string_view> keys;
    for (const auto& change : generated().changes) {
      if (change.kind == kind) keys.insert(change.key);
    }
    for (const auto& direction : directions_of(kind)) {
      const bool is_constant = direction.key == "schema_version" || direction.key == "default";
      EXPECT_EQ(keys.contains(direction.key), !is_constant) << direction.key;
    }
  }
}

TEST(DirectionKeysTest, EveryChangeIsToldAsItsDirectionSays) {
  std::map<Lean, int> count;
  for (const auto& change : generated().changes) {
    const auto before = read(change.before);
    const auto after = read(change.after);
    expect_told(change, shifts_between(change.kind, before, after));
    ++count[change.expected];
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(count[Lean::looser], 150);
  EXPECT_GT(count[Lean::tighter], 120);
  EXPECT_GT(count[Lean::neither], 5);
}

TEST(DirectionKeysTest, PoliciesInForceTellTheSame) {
  int policies = 0;
  for (const auto& change : generated().changes) {
    if (change.kind != DocumentKind::policy) continue;
    const auto before = read(change.before);
    const auto after = read(change.after);
    expect_told(change, policy_shifts(read_policy(before), read_policy(after), &after));
    ++policies;
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(policies, 100);
}

TEST(DirectionKeysTest, WhatIsWrittenReadsBack) {
  for (const auto kind : {DocumentKind::policy, DocumentKind::trust, DocumentKind::declaration}) {
    const auto whole = read(test::complete_document(kind));
    const auto again = read(test::written_as_yaml(whole));
    EXPECT_THAT(shifts_between(kind, whole, again), ::testing::IsEmpty());
    EXPECT_EQ(test::written_as_yaml(again), test::written_as_yaml(whole));
  }
}

}  // namespace
}  // namespace mig::contract
