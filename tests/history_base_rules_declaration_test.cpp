// What was promised when a migration was approved, and taken back after that.
#include <algorithm>
#include <memory>

#include "history_base_testing.hpp"

namespace {

using mig::Severity;
using mig::contract::Concern;
using mig::contract::DocumentKind;
using mig::contract::Lean;
using mig::test::ComparisonWorld;
using mig::test::expect_only;
using mig::test::kBundle;
using mig::test::place_of;
using mig::test::shift_of;
using mig::test::span_of;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kBefore =
    "requires_rollback: true\nlimits:\n  max_row_backfill: 3\nscope:\n"
    "  forbidden_tables: [sites]\n  allowed_tables: [parcels]\nrisk: high\n"
    "approvals:\n  required_reviewers: [platform, governance]\n";
constexpr const char* kNow =
    "requires_rollback: false\n# a remark\nlimits:\n  max_row_backfill: 9\nscope:\n"
    "  allowed_tables: [parcels, roads]\nrisk: low\n"
    "approvals:\n  required_reviewers: [platform]\n";

/// A shift of the declarations above, and the finding that is due for it.
struct Story {
  std::string rule;
  std::string key;
  std::string before;
  std::string after;
  std::string before_word;
  std::string word;
  std::size_t line = 0;
  std::string before_line;
  std::string object;
  std::string message;
};

const std::vector<Story> kStories{
    {"history-raised-limit", "limits.max_row_backfill", "3", "9", "3", "9", 4, "3",
     "limit max_row_backfill",
     "max_row_backfill was raised from 3 to 9 after the migration was approved "
     "(main (0123456789ab): approved)"},
    {"history-shrunk-forbidden", "scope.forbidden_tables", "sites", "", "[sites]", "scope", 5, "5",
     "scope forbidden_tables",
     "forbidden_tables was shrunk after the migration was approved "
     "(main (0123456789ab): approved): sites went"},
    {"history-widened-allowed", "scope.allowed_tables", "", "roads", "[parcels]", "roads", 6, "6",
     "scope allowed_tables",
     "allowed_tables was widened after the migration was approved "
     "(main (0123456789ab): approved): roads came"},
    {"history-rollback-turned-off", "requires_rollback", "true", "false", "true", "false", 1, "1",
     "rollback requires_rollback",
     "requires_rollback was turned off after the migration was approved "
     "(main (0123456789ab): approved): it was true, and is false"},
    {"history-dropped-reviewer", "approvals.required_reviewers", "governance", "", "governance",
     "[platform]", 9, "9", "reviewers approvals.required_reviewers",
     "approvals.required_reviewers was shortened after the migration was approved "
     "(main (0123456789ab): approved): governance went"},
    {"history-loosened-declaration", "risk", "high", "low", "risk: high", "risk: low", 7, "7",
     "declaration risk",
     "risk was loosened from high to low after the migration was approved "
     "(main (0123456789ab): approved)"},
};

/// A world in which nothing happened but the story.
std::unique_ptr<ComparisonWorld> world_of(const Story& story) {
  auto world = std::make_unique<ComparisonWorld>();
  world->declare(kBefore, kNow);
  auto shift =
      shift_of(DocumentKind::declaration, story.key, Lean::looser, story.before, story.after);
  shift.before_span = span_of(*world->comparison.before_declaration->source, story.before_word);
  shift.after_span = span_of(*world->bundle.documents[0].source, story.word);
  world->comparison.shifts = {shift};
  return world;
}

TEST(HistoryBaseDeclaration, WhatWasLoosenedAfterTheApprovalIsTold) {
  for (const auto& story : kStories) {
    SCOPED_TRACE(story.rule);
    const auto findings = world_of(story)->judge(story.rule);
    expect_only(findings,
                {Severity::review, fmt::format("{}/migration.yml:{}", kBundle, story.line),
                 story.object, story.message,
                 fmt::format("add an approval of {} for the object \"{}\" with "
                             "subject_digest sha256:b0d1 to {}/approvals/ on main first",
                             story.rule, story.object, kBundle)});
    EXPECT_THAT(findings[0].remedy,
                HasSubstr(fmt::format("mig-receipt-verify sign --approval {}/approvals/NAME.yml",
                                      kBundle)));
    ASSERT_EQ(findings[0].related.size(), 1U);
    EXPECT_EQ(place_of(findings[0].related[0].location),
              fmt::format("main:{}/migration.yml:{}", kBundle, story.before_line));
  }
}

TEST(HistoryBaseDeclaration, EachConcernHasItsRule) {
  for (const auto& story : kStories) {
    const auto world = world_of(story);
    for (const auto& other : kStories) {
      if (other.rule == story.rule) continue;
      EXPECT_THAT(world->judge(other.rule), IsEmpty()) << other.rule << " about " << story.key;
    }
  }
}

TEST(HistoryBaseDeclaration, WhatWasNotApprovedYetMayChangeFreely) {
  for (const auto& story : kStories) {
    SCOPED_TRACE(story.rule);
    const auto world = world_of(story);
    world->comparison.was_approved = false;
    EXPECT_THAT(world->judge(story.rule), IsEmpty());
    world->comparison.was_approved = true;
    world->comparison.before_path.clear();
    EXPECT_THAT(world->judge(story.rule), IsEmpty()) << "it is new";
  }
}

TEST(HistoryBaseDeclaration, OfWhatWasMergedAnotherRuleTells) {
  for (const auto& story : kStories) {
    const auto world = world_of(story);
    world->merge();
    EXPECT_THAT(world->judge(story.rule), IsEmpty()) << story.rule;
  }
}

TEST(HistoryBaseDeclaration, TighterIsNeverAFinding) {
  for (const auto& story : kStories) {
    const auto world = world_of(story);
    for (const auto lean : {Lean::tighter, Lean::neither}) {
      world->comparison.shifts[0].lean = lean;
      EXPECT_THAT(world->judge(story.rule), IsEmpty()) << story.rule;
    }
  }
}

TEST(HistoryBaseDeclaration, ADraftWithApprovalsWasApproved) {
  const auto world = world_of(kStories[0]);
  world->comparison.before_status = "draft";
  const auto findings = world->judge("history-raised-limit");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message, HasSubstr("(main (0123456789ab): draft, with approvals)"));
}

TEST(HistoryBaseDeclaration, AValueThatIsGoneIsTold) {
  const auto world = world_of(kStories[0]);
  auto& shift = world->comparison.shifts[0];
  shift.after.clear();
  shift.after_span.reset();
  shift.before_span.reset();
  const auto findings = world->judge("history-raised-limit");
  expect_only(findings,
              {Severity::review, fmt::format("{}/migration.yml", kBundle), "limit max_row_backfill",
               "max_row_backfill was raised after the migration was approved "
               "(main (0123456789ab): approved): it was 3, and is not given any more",
               "Write the limit as it was"});
  EXPECT_THAT(findings[0].related, IsEmpty());
}

TEST(HistoryBaseDeclaration, AValueThatIsNewIsTold) {
  auto world = world_of(kStories[5]);
  world->comparison.shifts[0].before.clear();
  auto findings = world->judge("history-loosened-declaration");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message, HasSubstr("approved): it was not given, and is low"));
  world = world_of(kStories[2]);
  world->comparison.shifts[0].before = "parcels";
  world->comparison.shifts[0].after = "*";
  findings = world->judge("history-widened-allowed");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message, HasSubstr("approved): parcels went, * came"));
}

TEST(HistoryBaseDeclaration, ARollbackIsLoosenedByOtherKeysToo) {
  const auto table = mig::contract::directions_of(DocumentKind::declaration);
  const auto key = std::find_if(table.begin(), table.end(), [](const auto& direction) {
    return direction.concern == Concern::rollback && direction.looser != mig::contract::Looser::off;
  });
  ASSERT_NE(key, table.end());
  ComparisonWorld world;
  world.declare(kBefore, kNow);
  world.comparison.shifts = {shift_of(DocumentKind::declaration, key->key, Lean::looser, "", "")};
  const auto findings = world.judge("history-rollback-turned-off");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, fmt::format("{} was loosened after the migration was approved "
                                             "(main (0123456789ab): approved)",
                                             key->key));
}

TEST(HistoryBaseDeclaration, WithoutADeclarationThePathIsNamed) {
  const auto world = world_of(kStories[0]);
  world->bundle.documents.clear();
  world->bundle.has_declaration = false;
  world->bundle.digest.clear();
  const auto findings = world->judge("history-raised-limit");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(place_of(findings[0].location), fmt::format("{}/migration.yml", kBundle));
  EXPECT_THAT(findings[0].remedy, HasSubstr("subject_digest DIGEST"));
}

}  // namespace
