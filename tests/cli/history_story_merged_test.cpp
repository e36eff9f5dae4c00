// A branch rewrites what was merged: scripts, whole migrations, ids, the registry; and the same
// done rightly: in a migration of its own, by a step forward, or signed.
// docs/threat-model.md lists the stories.
#include <gtest/gtest.h>

#include "support/history_states.hpp"
#include "support/history_story.hpp"

namespace {

using mig::test::add_migration;
using mig::test::ApprovalPlace;
using mig::test::edit_entry;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::Json;
using mig::test::kSecondId;
using mig::test::kSignedBundle;
using mig::test::kSignedId;
using mig::test::kThirdId;
using mig::test::merged_state;
using mig::test::move_below;
using mig::test::remove_below;
using mig::test::remove_entry;
using mig::test::replacing;
using mig::test::Story;

const std::string kObject = "bundle migrations/postgis/PG-MIG-2026-03-01-01";

void supersede(Files& files, const char* id, const char* successor) {
  edit_entry(files, id, [successor](Json& entry) {
    entry["status"] = "superseded";
    entry["superseded_by"] = successor;
  });
}

TEST(HistoryStory, MergedScriptRewritten) {
  Story story(merged_state());
  story.change = replacing(in_bundle("forward.sql"), "lock_timeout = '5s'", "lock_timeout = '9s'");
  story.is_stopped_by("history-rewritten-bundle");

  // What was merged stays, and what comes after it is another migration.
  auto another = story;
  another.change = [](Files& files) {
    add_migration(files, kThirdId, "draft");
    replacing("migrations/postgis/" + std::string(kThirdId) + "/forward.sql", "'5s'",
              "'9s'")(files);
  };
  another.passes();
  auto signed_one = story;
  signed_one.brings({ApprovalPlace::bundle, "history-rewritten-bundle", kObject, {"approver"}})
      .passes();
  auto only_accepted = story;
  only_accepted.was_accepted({ApprovalPlace::bundle, "history-rewritten-bundle", kObject})
      .ends_in(1, {"history-rewritten-bundle"});
  auto without_an_object = story;
  without_an_object.brings({ApprovalPlace::bundle, "history-rewritten-bundle", "", {"approver"}})
      .ends_in(1, {"history-rewritten-bundle"});
}

TEST(HistoryStory, MergedBundleDeleted) {
  Story story(merged_state());
  story.change = [](Files& files) {
    remove_below(files, kSignedBundle);
    remove_entry(files, kSignedId);
  };
  story.is_stopped_by("history-removed-bundle");

  auto superseded = story;
  superseded.change = [](Files& files) { supersede(files, kSignedId, kSecondId); };
  superseded.passes();
  auto signed_one = story;
  signed_one.brings({ApprovalPlace::gate, "history-removed-bundle", kObject, {"approver"}})
      .passes();
  auto only_accepted = story;
  only_accepted.was_accepted({ApprovalPlace::gate, "history-removed-bundle", kObject})
      .ends_in(1, {"history-removed-bundle"});
}

TEST(HistoryStory, MergedBundleRenamed) {
  Story story(merged_state());
  story.change = [](Files& files) {
    const std::string folder = "migrations/postgis/" + std::string(kThirdId) + "/";
    move_below(files, kSignedBundle, folder);
    replacing(folder + "migration.yml", kSignedId, kThirdId)(files);
    remove_entry(files, kSignedId);
    auto other = merged_state();
    add_migration(other, kThirdId, "merged");
    files["migrations/registry/migrations.v1.json"] =
        other.at("migrations/registry/migrations.v1.json");
    remove_entry(files, kSignedId);
  };
  story.is_stopped_by("history-renamed-bundle");

  auto successor = story;
  successor.change = [](Files& files) {
    add_migration(files, kThirdId, "draft");
    supersede(files, kSignedId, kThirdId);
  };
  successor.passes();
}

TEST(HistoryStory, RemovedIdUsedAgain) {
  const std::string history = "migrations/registry/history.jsonl";
  auto base = merged_state();
  add_migration(base, kThirdId, "draft");
  const auto line = [](int seq, const std::string& id) {
    return Json{{"seq", seq},
                {"at", "2026-03-01T20:00:00Z"},
                {"migration_id", id},
                {"status", "draft"},
                {"by", "person:ada"}};
  };
  std::string text;
  for (const auto* id : {kSignedId, kSecondId, kThirdId}) {
    const auto seq = 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    auto next = line(seq, id);
    if (!text.empty())
      next["prev"] = mig::test::digest_of(text.substr(text.rfind('\n', text.size() - 2) + 1));
    text += next.dump() + "\n";
  }
  base[history] = text;
  for (const auto* id : {kSignedId, kSecondId})
    edit_entry(base, id, [](Json& entry) { entry["status"] = "draft"; });
  Story story(base);
  // The draft was given up, and with it its folder and its entry; the history still knows it.
  const auto given_up = [](Files& files) {
    remove_below(files, "migrations/postgis/" + std::string(kThirdId) + "/");
    remove_entry(files, kThirdId);
  };
  story.main_became(given_up);
  story.change = [](Files& files) {
    add_migration(files, kThirdId, "draft");
    const auto folder = "migrations/postgis/" + std::string(kThirdId) + "/";
    replacing(folder + "migration.yml", "spatial", "quite another")(files);
  };
  story.is_stopped_by("history-reused-id");
}

TEST(HistoryStory, StatusMovedBack) {
  Story story(merged_state());
  story.change = [](Files& files) {
    edit_entry(files, kSignedId, [](Json& entry) { entry["status"] = "approved"; });
  };
  story.is_stopped_by("history-illegal-status");

  auto forward = story;
  forward.change = [](Files& files) { supersede(files, kSignedId, kSecondId); };
  forward.passes();
  auto signed_one = story;
  signed_one
      .brings({ApprovalPlace::gate,
               "history-illegal-status",
               "migration " + std::string(kSignedId),
               {"approver"}})
      .passes();
}

TEST(HistoryStory, SuccessorDropped) {
  auto base = merged_state();
  supersede(base, kSignedId, kSecondId);
  add_migration(base, kThirdId, "merged");
  Story story(base);
  story.change = [](Files& files) {
    edit_entry(files, kSignedId, [](Json& entry) { entry.erase("superseded_by"); });
  };
  story.is_stopped_by("history-changed-successor", {"registry-missing-successor"});

  auto exchanged = story;
  exchanged.change = [](Files& files) { supersede(files, kSignedId, kThirdId); };
  exchanged.ends_in(1, {"history-changed-successor"});
  // What comes next supersedes the successor.
  auto chained = story;
  chained.change = [](Files& files) { supersede(files, kSecondId, kThirdId); };
  chained.passes();
}

}  // namespace
