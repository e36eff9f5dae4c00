// The times of receipts exist, follow each other and are over.
#include "receipt_binding_testing.hpp"

namespace {

using mig::test::BindingWorld;
using mig::test::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<std::string> timed(const std::string& started, const std::string& finished,
                               json events = json::array()) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["started_at"] = started;
  receipt["finished_at"] = finished;
  receipt["events"] = std::move(events);
  world.run(receipt);
  return world.verdict();
}

json event(const std::string& name, const std::string& at) {
  return {{"name", name}, {"at", at}};
}

TEST(ReceiptTimeOrder, MomentsExist) {
  EXPECT_THAT(timed("2026-02-30T18:30:00Z", "2026-03-10T18:30:00Z"),
              ElementsAre("receipt-time-order: started_at is \"2026-02-30T18:30:00Z\", a moment "
                          "that does not exist"));
  EXPECT_THAT(timed("2026-03-10T18:30:00Z", "2026-03-10T25:30:00Z"),
              ElementsAre(HasSubstr("finished_at is")));
  EXPECT_THAT(timed("2026-03-10T18:30:00Z", "2026-03-10T18:31:00Z",
                    {event("flip", "2026-03-10T18:61:00Z")}),
              ElementsAre(HasSubstr("`at` of an event is")));
}

TEST(ReceiptTimeOrder, ARunFinishesAfterItStarted) {
  EXPECT_THAT(timed("2026-03-10T18:30:00Z", "2026-03-10T18:29:59Z"),
              ElementsAre("receipt-time-order: the run finished at 2026-03-10T18:29:59Z, before it "
                          "started at 2026-03-10T18:30:00Z"));
  EXPECT_THAT(timed("2026-03-10T18:30:00Z", "2026-03-10T18:30:00Z"), IsEmpty());
  EXPECT_THAT(timed("2026-03-10T18:30:00+02:00", "2026-03-10T17:00:00Z"), IsEmpty());
}

TEST(ReceiptTimeOrder, FractionsCount) {
  EXPECT_THAT(timed("2026-03-10T18:30:00.5Z", "2026-03-10T18:30:00.49Z").size(), 1U);
  EXPECT_THAT(timed("2026-03-10T18:30:00.15Z", "2026-03-10T18:30:00.105Z").size(), 1U);
  EXPECT_THAT(timed("2026-03-10T18:30:00.5Z", "2026-03-10T18:30:00.50Z"), IsEmpty());
  EXPECT_THAT(timed("2026-03-10T18:30:00.05Z", "2026-03-10T18:30:00.5Z"), IsEmpty());
}

TEST(ReceiptTimeOrder, EventsLieInTheRunAndInOrder) {
  const auto with = [](const json& events) {
    return timed("2026-03-10T18:30:00Z", "2026-03-10T18:31:00Z", events);
  };
  EXPECT_THAT(with({event("a", "2026-03-10T18:30:00Z"), event("b", "2026-03-10T18:31:00Z")}),
              IsEmpty());
  EXPECT_THAT(with(json::array({event("flip", "2026-03-10T18:29:00Z")})),
              ElementsAre(HasSubstr("before the run started at")));
  EXPECT_THAT(with(json::array({event("flip", "2026-03-10T18:31:01Z")})),
              ElementsAre(HasSubstr("after the run finished at")));
  EXPECT_THAT(with({event("a", "2026-03-10T18:30:20Z"), event("b", "2026-03-10T18:30:10Z")}),
              ElementsAre(HasSubstr("before \"a\", which is listed ahead of it")));
}

/// Two runs, the second with these times and changes.
std::vector<std::string> second_run(const std::string& started, const std::string& finished,
                                    const json& changes) {
  BindingWorld world;
  auto first = world.receipt();
  first["sequence"] = 1;
  world.run(first);
  auto second = world.receipt("runs/prod-2");
  second["sequence"] = 2;
  second["started_at"] = started;
  second["finished_at"] = finished;
  second.merge_patch(changes);
  world.run(second, "runs/prod-2");
  return world.verdict();
}

const json kRollback{{"operation", "rollback"}, {"rolls_back", "kfm://run/first"}};

TEST(ReceiptTimeOrder, ARollbackWaitsForTheRunToFinish) {
  EXPECT_THAT(second_run("2026-03-10T18:31:00Z", "2026-03-10T18:40:00Z", kRollback),
              ElementsAre(HasSubstr("the rollback started at 2026-03-10T18:31:00Z, before the run "
                                    "that it undoes finished at 2026-03-10T18:31:12Z")));
  EXPECT_THAT(second_run("2026-03-10T18:31:12Z", "2026-03-10T18:40:00Z", kRollback), IsEmpty());
}

TEST(ReceiptTimeOrder, TheSequenceFollowsTime) {
  EXPECT_THAT(
      second_run("2026-03-10T18:20:00Z", "2026-03-10T18:29:00Z", json::object()),
      ElementsAre(HasSubstr("run 2 of the sequence finished at 2026-03-10T18:29:00Z, before "
                            "run 1 finished")));
  EXPECT_THAT(second_run("2026-03-10T18:31:00Z", "2026-03-10T18:40:00Z", json::object()),
              ElementsAre(HasSubstr("while run 1 still went on in \"prod\"")));
  const json elsewhere{{"environment", {{"name", "stage"}}}};
  EXPECT_THAT(second_run("2026-03-10T18:31:00Z", "2026-03-10T18:40:00Z", elsewhere), IsEmpty());
  // Without an order nothing contradicts it; the same number twice is a fork.
  EXPECT_THAT(second_run("2026-03-10T18:20:00Z", "2026-03-10T18:29:00Z", {{"sequence", nullptr}}),
              IsEmpty());
  EXPECT_THAT(second_run("2026-03-10T18:20:00Z", "2026-03-10T18:29:00Z", {{"sequence", 1}}),
              IsEmpty());
}

/// Runs 1, 2, ... of these environments, from the minute to the minute after 18:00.
struct Stay {
  std::string environment;
  std::string from;
  std::string to;
};
std::vector<std::string> stays(const std::vector<Stay>& all) {
  BindingWorld world;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto folder =
        i == 0 ? std::string() : "runs/" + all[i].environment + '-' + std::to_string(i + 1);
    auto receipt = folder.empty() ? world.receipt() : world.receipt(folder);
    receipt["sequence"] = i + 1;
    receipt["environment"]["name"] = all[i].environment;
    receipt["started_at"] = "2026-03-10T18:" + all[i].from + ":00Z";
    receipt["finished_at"] = "2026-03-10T18:" + all[i].to + ":00Z";
    world.run(receipt, folder);
  }
  return world.verdict();
}

TEST(ReceiptTimeOrder, RunsElsewhereHideNoOverlap) {
  EXPECT_THAT(stays({{"prod", "00", "10"}, {"stage", "11", "12"}, {"prod", "05", "20"}}),
              ElementsAre(HasSubstr("run 3 of the sequence started at 2026-03-10T18:05:00Z, while "
                                    "run 1 still went on in \"prod\" until")));
  EXPECT_THAT(stays({{"prod", "00", "10"}, {"stage", "05", "12"}, {"prod", "10", "20"}}),
              IsEmpty());
  // One that is behind its neighbour is told for that alone, and does not shorten the longest one.
  EXPECT_THAT(stays({{"prod", "00", "30"},
                     {"prod", "10", "20"},
                     {"stage", "31", "32"},
                     {"prod", "25", "40"}}),
              ElementsAre(HasSubstr("run 2 of the sequence finished"),
                          HasSubstr("run 4 of the sequence started at 2026-03-10T18:25:00Z, while "
                                    "run 1")));
}

TEST(ReceiptTimeOrder, OneFaultIsToldOnce) {
  // Its own times contradict each other: it is not held against the other run as well.
  EXPECT_THAT(second_run("2026-03-10T18:40:00Z", "2026-03-10T18:20:00Z", kRollback),
              ElementsAre(HasSubstr("before it started at")));
  // What was undone came later altogether: that is told as a wrong target.
  json wrong = kRollback;
  wrong["sequence"] = nullptr;
  EXPECT_THAT(second_run("2026-03-10T18:20:00Z", "2026-03-10T18:29:00Z", wrong), IsEmpty());
}

TEST(ReceiptFutureTime, BeyondTheSkew) {
  EXPECT_THAT(timed("2026-03-20T12:00:00Z", "2026-03-20T12:05:00Z"), IsEmpty());
  EXPECT_THAT(timed("2026-03-20T12:00:00Z", "2026-03-20T12:05:01Z"),
              ElementsAre("receipt-future-time: the run finished at 2026-03-20T12:05:01Z, but now "
                          "it is 2026-03-20T12:00:00Z"));
  EXPECT_THAT(timed("2026-03-20T12:00:00Z", "2026-03-20T12:05:00.1Z"),
              ElementsAre(StartsWith("receipt-future-time")));
}

TEST(ReceiptFutureTime, WithoutAClockNothingIsSaid) {
  BindingWorld world;
  world.repository.now = "";
  auto receipt = world.receipt();
  receipt["finished_at"] = "2999-01-01T00:00:00Z";
  world.run(receipt);
  EXPECT_THAT(world.verdict(), IsEmpty());
}

}  // namespace
