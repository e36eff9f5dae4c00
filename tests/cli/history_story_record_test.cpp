// A branch rewrites what was recorded of runs and statuses, and signs it again so that all of it
// fits; and the same done rightly: added behind what is there, or signed as what it is.
// docs/threat-model.md lists the stories.
#include <gtest/gtest.h>

#include "support/history_states.hpp"
#include "support/history_story.hpp"

namespace {

using mig::test::ApprovalPlace;
using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::Json;
using mig::test::remove_below;
using mig::test::SignedRepository;
using mig::test::Story;

constexpr const char* kTool = "mig-receipt-verify";
const std::string kObject = "bundle migrations/postgis/PG-MIG-2026-03-01-01";

/// Ran in dev and twice in stage. No history of statuses tells of it.
SignedRepository ran() {
  SignedRepository repository;
  repository.run("dev", 3);
  repository.run("stage", 4);
  repository.run("stage", 5);
  return repository;
}

/// Makes what another telling of the same runs looks like.
std::function<void(Files&)> becoming(SignedRepository repository) {
  return [files = repository.build()](Files& tree) { tree = files; };
}

TEST(HistoryStory, ReceiptEdited) {
  auto repository = ran();
  Story story(repository.build(), kTool);
  // The runner signs it again: receipt, envelope, chain and provenance fit each other.
  auto other = ran();
  other.on_receipt = [](std::size_t at, Json& receipt) {
    if (at == 1) receipt["started_at"] = "2026-03-04T18:29:00Z";
  };
  story.change = becoming(other);
  story.is_stopped_by("history-changed-receipt");

  auto further = ran();
  further.run("stage", 6);
  auto added = story;
  added.change = becoming(further);
  added.passes();
  auto only_accepted = story;
  only_accepted.was_accepted({ApprovalPlace::bundle, "history-changed-receipt", kObject})
      .ends_in(1, {"history-changed-receipt"});
}

TEST(HistoryStory, RunRemoved) {
  auto repository = ran();
  Story story(repository.build(), kTool);
  story.change = [](Files& files) { remove_below(files, in_bundle("runs/stage-3/")); };
  story.is_stopped_by("history-changed-receipt");

  auto signed_one = story;
  signed_one.brings({ApprovalPlace::bundle, "history-changed-receipt", kObject, {"approver"}})
      .passes();
  // Receipts are no part of the digest that it is bound to: merged, it would open every later one.
  auto spent = story;
  spent.was_accepted({ApprovalPlace::bundle, "history-changed-receipt", kObject, {"approver"}})
      .ends_in(1, {"history-changed-receipt"});
}

/// Of another telling the history of statuses, and what is new in it: the rest was signed at
/// another moment, and is not the same bytes.
std::function<void(Files&)> going_on_as(SignedRepository repository) {
  return [others = repository.build()](Files& files) {
    files.insert(others.begin(), others.end());
    for (const std::string path :
         {"migrations/registry/history.jsonl", "migrations/registry/migrations.v1.json"})
      files[path] = others.at(path);
  };
}

TEST(HistoryStory, HistoryLineRewritten) {
  Story story(executed().repository.build(), kTool);
  // Of the last line: no later one holds its digest.
  auto other = executed().repository;
  other.on_line = [last = other.history.size()](std::size_t at, Json& line) {
    if (at + 1 == last) line["at"] = "2026-03-05T23:00:00Z";
  };
  story.change = going_on_as(other);
  story.is_stopped_by("history-truncated");

  auto further = executed().repository;
  const auto undone = further.runs[mig::test::kProd];
  auto& rollback = further.roll_back(undone, 6);
  rollback.signers = undone.signers;
  rollback.receipt["runner"] = undone.receipt["runner"];
  further.status = "rolled_back";
  further.change_status("rolled_back", 6, 3);
  auto added = story;
  added.change = going_on_as(further);
  added.passes();
}

}  // namespace
