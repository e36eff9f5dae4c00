// A branch rewrites what was merged: scripts, whole migrations, ids, the registry; and the same
// done rightly: in a migration of its own, by a step forward, or signed.
// docs/threat-model.md lists the stories.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/history_states.hpp"
#include "support/history_story.hpp"

namespace {

using mig::test::add_migration;
using mig::test::ApprovalPlace;
using mig::test::approved_state;
using mig::test::digest_of;
using mig::test::edit_entry;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::Json;
using mig::test::kFourthId;
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
using mig::test::StoryApproval;

const std::string kObject = "bundle migrations/postgis/PG-MIG-2026-03-01-01";

/// Somebody signs for what became of the migration in the registry.
StoryApproval signed_for(const char* rule, const std::string& outcome) {
  return {
      ApprovalPlace::gate, rule, fmt::format("migration {}: {}", kSignedId, outcome), {"approver"}};
}

void supersede(Files& files, const char* id, const char* successor) {
  edit_entry(files, id, [successor](Json& entry) {
    entry["status"] = "superseded";
    entry["superseded_by"] = successor;
  });
}

std::string folder_of(const std::string& id) {
  return "migrations/postgis/" + id + "/";
}

constexpr const char* kHistory = "migrations/registry/history.jsonl";

/// Adds a line to the history of statuses, with the digest of the one before.
void append_status(Files& files, const std::string& id, const std::string& from,
                   const std::string& status) {
  auto& text = files[kHistory];
  Json line{{"seq", 1 + std::count(text.begin(), text.end(), '\n')}};
  if (!text.empty()) {
    const auto last = text.rfind('\n', text.size() - 2);
    line["prev"] = digest_of(last == text.npos ? text : text.substr(last + 1));
  }
  line["at"] = "2026-03-04T20:00:00Z";
  line["migration_id"] = id;
  if (!from.empty()) line["from"] = from;
  line["status"] = status;
  line["by"] = "person:ada";
  text += line.dump() + "\n";
}

/// A history in which each of these came to the status that the registry gives it.
Files with_history(Files files, const std::vector<std::string>& ids) {
  for (const auto& id : ids) {
    append_status(files, id, "", "draft");
    std::string due;
    edit_entry(files, id, [&due](Json& entry) { due = entry["status"]; });
    if (due != "draft") append_status(files, id, "draft", "approved");
    if (due == "merged") append_status(files, id, "approved", "merged");
  }
  return files;
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
  superseded.change = [](Files& files) {
    add_migration(files, kThirdId, "draft");
    supersede(files, kSignedId, kThirdId);
  };
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
    move_below(files, kSignedBundle, folder_of(kThirdId));
    replacing(folder_of(kThirdId) + "migration.yml", kSignedId, kThirdId)(files);
    replacing("migrations/registry/migrations.v1.json", kSignedId, kThirdId)(files);
  };
  // The declaration that went along is not what was merged.
  story.is_stopped_by("history-renamed-bundle", {"history-rewritten-bundle"});

  auto successor = story;
  successor.change = [](Files& files) {
    add_migration(files, kThirdId, "draft");
    supersede(files, kSignedId, kThirdId);
  };
  successor.passes();
}

TEST(HistoryStory, RemovedIdUsedAgain) {
  // A draft is given up, with its folder and its entry. The history of statuses still knows it.
  auto base = merged_state();
  add_migration(base, kThirdId, "draft");
  Story story(with_history(base, {kSignedId, kSecondId, kThirdId}), "mig-validate");
  story.main_became([](Files& files) {
    remove_below(files, folder_of(kThirdId));
    remove_entry(files, kThirdId);
  });
  story.change = [](Files& files) {
    add_migration(files, kThirdId, "draft");
    replacing(folder_of(kThirdId) + "migration.yml", "spatial", "quite another")(files);
  };
  story.is_stopped_by("history-reused-id");

  auto another = story;
  another.change = [](Files& files) {
    add_migration(files, kFourthId, "draft");
    append_status(files, kFourthId, "", "draft");
  };
  another.passes();
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
  // Several steps at once, each with its line.
  Story chained(with_history(approved_state(), {kSignedId}));
  chained.change = [](Files& files) {
    edit_entry(files, kSignedId, [](Json& entry) { entry["status"] = "superseded"; });
    append_status(files, kSignedId, "approved", "merged");
    append_status(files, kSignedId, "merged", "superseded");
    add_migration(files, kSecondId, "draft");
    supersede(files, kSignedId, kSecondId);
    append_status(files, kSecondId, "", "draft");
  };
  chained.passes();
  auto signed_one = story;
  signed_one.brings(signed_for("history-illegal-status", "merged -> approved")).passes();
}

// The registry is no part of the digest of the gate: what came out is in what is signed.
TEST(HistoryStory, SignatureUsedForAnotherStatus) {
  Story story(merged_state());
  story.change = [](Files& files) {
    edit_entry(files, kSignedId, [](Json& entry) { entry["status"] = "draft"; });
  };
  story.brings(signed_for("history-illegal-status", "merged -> approved"));
  story.is_stopped_by("history-illegal-status");

  auto as_signed = story;
  as_signed.brings(signed_for("history-illegal-status", "merged -> draft")).passes();
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
  auto signed_one = exchanged;
  signed_one
      .brings(signed_for("history-changed-successor", fmt::format("{} -> {}", kSecondId, kThirdId)))
      .passes();
  auto of_another = exchanged;
  of_another.brings(signed_for("history-changed-successor", fmt::format("{} -> none", kSecondId)))
      .ends_in(1, {"history-changed-successor"});
  // What comes next supersedes the successor.
  auto chained = story;
  chained.change = [](Files& files) { supersede(files, kSecondId, kThirdId); };
  chained.passes();
}

}  // namespace
