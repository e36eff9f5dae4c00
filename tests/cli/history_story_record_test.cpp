// A branch rewrites what was recorded of runs and statuses, and signs it again so that all of it
// fits; and the same done rightly: added behind what is there, or signed as what it is.
// docs/threat-model.md lists the stories.
#include <gtest/gtest.h>

#include "support/history_states.hpp"
#include "support/history_story.hpp"

namespace {

using mig::test::ApprovalPlace;
using mig::test::digest_of;
using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::Json;
using mig::test::remove_below;
using mig::test::SignedRepository;
using mig::test::Story;
using mig::test::StoryApproval;

constexpr const char* kTool = "mig-receipt-verify";
constexpr const char* kRule = "history-changed-receipt";

/// What a signature has to name: a file of a run, and what became of it.
std::string object_of(const std::string& relative, const std::string& outcome) {
  return "receipt " + relative + " " + outcome;
}

/// Somebody stands for it that a run is gone, file by file.
std::vector<StoryApproval> approvals_of_removal(const Files& files, const std::string& run) {
  std::vector<StoryApproval> approvals;
  const auto bundle = in_bundle("");
  for (const auto& [path, bytes] : files) {
    if (!path.starts_with(in_bundle(run + "/receipts/"))) continue;
    approvals.push_back({ApprovalPlace::bundle,
                         kRule,
                         object_of(path.substr(bundle.size()), "removed"),
                         {"approver"}});
  }
  EXPECT_FALSE(approvals.empty());
  return approvals;
}

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
  story.is_stopped_by(kRule);

  auto further = ran();
  further.run("stage", 6);
  auto added = story;
  added.change = becoming(further);
  added.passes();
  auto only_accepted = story;
  const std::string receipt = "runs/stage-2/receipts/run_receipt.json";
  const auto digest = digest_of(other.build().at(in_bundle(receipt)));
  only_accepted.was_accepted({ApprovalPlace::bundle, kRule, object_of(receipt, digest)})
      .ends_in(1, {kRule});
}

TEST(HistoryStory, RunRemoved) {
  auto repository = ran();
  Story story(repository.build(), kTool);
  story.change = [](Files& files) { remove_below(files, in_bundle("runs/stage-3/")); };
  story.is_stopped_by(kRule);

  const auto approvals = approvals_of_removal(repository.build(), "runs/stage-3");
  auto signed_one = story;
  for (const auto& approval : approvals) signed_one.brings(approval);
  signed_one.passes();
  auto spent = story;
  for (const auto& approval : approvals) spent.was_accepted(approval);
  spent.ends_in(1, {kRule});
}

// Receipts are no part of the digest of a bundle: what came out is in what is signed.
TEST(HistoryStory, SignatureUsedForOtherBytes) {
  auto repository = ran();
  Story story(repository.build(), kTool);
  const std::string receipt = "runs/stage-3/receipts/run_receipt.json";
  const auto corrected = repository.build().at(in_bundle(receipt)) + " ";
  story.change = [](Files& files) { remove_below(files, in_bundle("runs/stage-3/")); };
  for (const auto& approval : approvals_of_removal(repository.build(), "runs/stage-3")) {
    const bool is_receipt = approval.object == object_of(receipt, "removed");
    story.brings(is_receipt ? StoryApproval{ApprovalPlace::bundle,
                                            kRule,
                                            object_of(receipt, digest_of(corrected)),
                                            {"approver"}}
                            : approval);
  }
  story.is_stopped_by(kRule);
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
