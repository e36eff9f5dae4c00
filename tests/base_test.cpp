#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <string>
#include <thread>
#include <vector>

#include "mig/base/finding.hpp"
#include "mig/base/result.hpp"
#include "mig/base/source_text.hpp"

namespace mig {
namespace {

Finding finding_at(std::string path, std::optional<Region> region, std::string rule = "rule",
                   std::string object = "", std::string message = "") {
  Finding finding;
  finding.rule = std::move(rule);
  finding.message = std::move(message);
  finding.object = std::move(object);
  finding.location = {std::move(path), region};
  return finding;
}

TEST(SourceText, CountsLinesAndColumnsFromOne) {
  const SourceText text("a.yml", "one\ntwo\n");
  EXPECT_EQ(text.position(0), (Position{1, 1}));
  EXPECT_EQ(text.position(2), (Position{1, 3}));
  EXPECT_EQ(text.position(3), (Position{1, 4})) << "the line end belongs to its line";
  EXPECT_EQ(text.position(4), (Position{2, 1}));
  EXPECT_EQ(text.position(8), (Position{3, 1})) << "after the last line end";
}

TEST(SourceText, CountsColumnsInCodePoints) {
  const SourceText text("a.yml", "é€😀x\nü!");
  EXPECT_EQ(text.position(2), (Position{1, 2}));
  EXPECT_EQ(text.position(5), (Position{1, 3}));
  EXPECT_EQ(text.position(9), (Position{1, 4}));
  EXPECT_EQ(text.position(11), (Position{2, 1}));
  EXPECT_EQ(text.position(13), (Position{2, 2}));
  EXPECT_EQ(text.line(1), "é€😀x");
}

TEST(SourceText, StripsBothLineEnds) {
  const SourceText text("a.yml", "one\r\ntwo\nthree\r");
  EXPECT_EQ(text.line(1), "one");
  EXPECT_EQ(text.line(2), "two");
  EXPECT_EQ(text.line(3), "three");
  EXPECT_EQ(text.position(5), (Position{2, 1}));
}

TEST(SourceText, AnswersOutsideTheText) {
  const SourceText text("a.yml", "one\ntwo");
  EXPECT_EQ(text.position(7), (Position{2, 4}));
  EXPECT_EQ(text.position(1'000), (Position{2, 4}));
  EXPECT_EQ(text.line(0), "");
  EXPECT_EQ(text.line(3), "");
  EXPECT_EQ(text.line(2), "two");
}

TEST(SourceText, HandlesEmptyText) {
  const SourceText text("a.yml", "");
  EXPECT_EQ(text.position(0), (Position{1, 1}));
  EXPECT_EQ(text.position(9), (Position{1, 1}));
  EXPECT_EQ(text.line(1), "");
  EXPECT_EQ(text.bytes(), "");
}

TEST(SourceText, LocatesSpans) {
  const SourceText text("dir/a.yml", "one\ntwo\n");
  const Location location = text.locate({2, 6});
  EXPECT_EQ(location.path, "dir/a.yml");
  ASSERT_TRUE(location.region);
  EXPECT_EQ(location.region->begin, (Position{1, 3}));
  EXPECT_EQ(location.region->end, (Position{2, 3}));
  const Location backwards = text.locate({6, 2});
  EXPECT_EQ(backwards.region->end, backwards.region->begin) << "never ends before it begins";
  EXPECT_EQ(text.whole_file(), (Location{"dir/a.yml", std::nullopt}));
}

// Threads that judge bundles quote the same registry, and none of them may see half an index.
TEST(SourceText, IsIndexedOnceForAllThreads) {
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "x\n";
  const std::string hash = SourceText("a.yml", lines).line_hash(15000);
  for (int round = 0; round < 20; ++round) {
    const SourceText text("a.yml", lines);
    std::atomic<int> wrong = 0;
    std::barrier start(4);
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
          start.arrive_and_wait();
          if (text.position(29999) != Position{15000, 2}) ++wrong;
          if (text.line_hash(15000) != hash) ++wrong;
        });
      }
    }
    ASSERT_EQ(wrong, 0) << "in round " << round;
  }
}

TEST(ReportOrder, GoesByPathPositionRuleObjectMessage) {
  const Region first{{1, 1}, {1, 2}};
  const Region longer{{1, 1}, {1, 9}};
  const Region later{{2, 1}, {2, 2}};
  const std::vector<Finding> expected{
      finding_at("a", std::nullopt, "z"),    finding_at("a", first, "a", "x", "1"),
      finding_at("a", first, "a", "x", "2"), finding_at("a", first, "a", "y", "0"),
      finding_at("a", first, "b", "a", "0"), finding_at("a", longer, "a"),
      finding_at("a", later, "a"),           finding_at("b", std::nullopt, "a"),
  };
  for (std::size_t left = 0; left < expected.size(); ++left) {
    for (std::size_t right = 0; right < expected.size(); ++right) {
      EXPECT_EQ(report_order(expected[left], expected[right]), left < right)
          << left << " before " << right;
    }
  }
}

TEST(Severity, LargerIsWorse) {
  EXPECT_LT(Severity::info, Severity::review);
  EXPECT_LT(Severity::review, Severity::fail);
  EXPECT_EQ(name_of(Severity::info), "info");
  EXPECT_EQ(name_of(Severity::review), "review");
  EXPECT_EQ(name_of(Severity::fail), "fail");
}

TEST(Severity, UnknownValuesCountAsTheWorst) {
  EXPECT_EQ(name_of(static_cast<Severity>(200)), "fail");
  EXPECT_EQ(name_of(static_cast<Status>(200)), "open");
  EXPECT_EQ(Finding{}.severity, Severity::fail);
  EXPECT_EQ(Finding{}.status, Status::open);
}

TEST(Status, HasTheNamesOfTheReport) {
  EXPECT_EQ(name_of(Status::open), "open");
  EXPECT_EQ(name_of(Status::approved), "approved");
  EXPECT_EQ(name_of(Status::justified), "justified");
  EXPECT_EQ(name_of(Status::baselined), "baselined");
}

TEST(Failure, CarriesEverythingItIsGiven) {
  const auto fails = []() -> Result<int> {
    return failure(ErrorKind::usage, "message", Location{"a", std::nullopt}, "remedy");
  };
  const Result<int> result = fails();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::usage);
  EXPECT_EQ(result.error().message, "message");
  EXPECT_EQ(result.error().location->path, "a");
  EXPECT_EQ(result.error().remedy, "remedy");
  EXPECT_EQ(Error{}.kind, ErrorKind::no_verdict);
}

}  // namespace
}  // namespace mig
