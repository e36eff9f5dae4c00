// A branch takes back what its migration promised when it was approved; and the same done rightly:
// somebody accepted it before, or signed that they do, or it is added beside what was approved.
// docs/threat-model.md lists the stories.
#include <gtest/gtest.h>

#include "support/history_states.hpp"
#include "support/history_story.hpp"

namespace {

using mig::test::ApprovalPlace;
using mig::test::approved_state;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::replacing;
using mig::test::Story;

const std::string kDeclaration = in_bundle("migration.yml");

TEST(HistoryStory, LimitRaisedAfterApproval) {
  Story story(approved_state());
  story.change = replacing(kDeclaration, "max_row_backfill: 0", "max_row_backfill: 5000000");
  story.is_stopped_by("history-raised-limit");

  auto accepted = story;
  accepted.was_accepted({ApprovalPlace::bundle, "history-raised-limit"}).passes();
  // To accept it first is a change that passes.
  Story accepting(approved_state());
  accepting.change = [promised = accepted.judged()](Files& files) {
    for (const auto& [path, bytes] : promised) {
      if (path.starts_with(in_bundle("approvals/"))) files[path] = bytes;
    }
  };
  accepting.passes();
  // An approval of one limit is none of another.
  auto other = story;
  other
      .was_accepted(
          {ApprovalPlace::bundle, "history-raised-limit", "limit max_table_count_touched"})
      .ends_in(4, {"history-raised-limit"});
}

TEST(HistoryStory, ForbiddenListShrunkAfterApproval) {
  Story story(approved_state());
  story.change = replacing(kDeclaration, "  forbidden_tables: [authority_sites]\n", "");
  story.is_stopped_by("history-shrunk-forbidden");

  auto accepted = story;
  accepted
      .was_accepted({ApprovalPlace::bundle, "history-shrunk-forbidden", "scope forbidden_tables"})
      .passes();
}

TEST(HistoryStory, AllowedListWidenedAfterApproval) {
  Story story(approved_state());
  story.change =
      replacing(kDeclaration, "allowed_tables: [parcels]", "allowed_tables: [parcels, roads]");
  story.is_stopped_by("history-widened-allowed");

  auto signed_one = story;
  signed_one
      .brings(
          {ApprovalPlace::bundle, "history-widened-allowed", "scope allowed_tables", {"approver"}})
      .passes();
  auto by_a_stranger = story;
  by_a_stranger.brings({ApprovalPlace::bundle, "history-widened-allowed", "", {"stranger"}})
      .ends_in(1, {"history-widened-allowed", "signature-unverified"});
}

TEST(HistoryStory, RollbackTurnedOff) {
  Story story(approved_state(), "mig-validate");
  story.change = replacing(kDeclaration, "requires_rollback: true", "requires_rollback: false");
  story.is_stopped_by("history-rollback-turned-off");

  auto accepted = story;
  accepted.was_accepted({ApprovalPlace::bundle, "history-rollback-turned-off"}).passes();
}

TEST(HistoryStory, ReviewerDropped) {
  Story story(approved_state());
  story.change = replacing(kDeclaration, "[kfm-platform, kfm-governance]", "[kfm-platform]");
  story.is_stopped_by("history-dropped-reviewer");

  auto accepted = story;
  accepted.was_accepted({ApprovalPlace::bundle, "history-dropped-reviewer"}).passes();
}

TEST(HistoryStory, ApprovalEdited) {
  const auto approval = in_bundle("approvals/index.yml");
  auto base = approved_state();
  base[in_bundle("forward.sql")] =
      "SET lock_timeout = '5s';\n"
      "CREATE INDEX IF NOT EXISTS parcels_geom_idx ON public.parcels USING gist (geom);\n";
  base[approval] =
      "rule: sql-blocking-index\nobject: index parcels_geom_idx\n"
      "reason: Nobody writes to the table at night\nreference: ADR-0042\n"
      "approved_by: person:ada\nrole: governance\ndate: 2026-03-20\nexpires: 2026-04-02\n"
      "subject_digest: " +
      mig::test::bundle_digest_of(base) + "\n";
  Story story(base);
  story.passes();
  story.change = [&approval](Files& files) {
    replacing(approval, "object: index parcels_geom_idx\n", "")(files);
    replacing(approval, "expires: 2026-04-02", "expires: 2036-04-02")(files);
  };
  story.is_stopped_by("history-edited-approval");

  // What is approved anew is approved in a file of its own.
  auto renewed = story;
  renewed.change = [&approval](Files& files) {
    const auto renewal = in_bundle("approvals/index-renewed.yml");
    files[renewal] = files.at(approval);
    replacing(renewal, "expires: 2026-04-02", "expires: 2036-04-02")(files);
  };
  renewed.passes();
  const auto digest = mig::test::digest_of(story.judged().at(approval));
  auto accepted = story;
  accepted
      .was_accepted(
          {ApprovalPlace::bundle, "history-edited-approval", "approval " + approval + " " + digest})
      .passes();
  auto of_other_bytes = story;
  of_other_bytes
      .was_accepted({ApprovalPlace::bundle, "history-edited-approval",
                     "approval " + approval + " " + mig::test::digest_of("another")})
      .ends_in(4, {"history-edited-approval"});
}

}  // namespace
