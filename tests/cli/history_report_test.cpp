// A report says which status histories were held against what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/attack.hpp"
#include "support/process.hpp"

namespace {

using mig::test::executed;
using mig::test::Files;
using mig::test::Json;
using mig::test::remembered;
using mig::test::Target;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

struct Told {
  std::vector<std::string> checked;
  std::vector<std::string> skipped;  ///< "what: why"
};

Told told_of(Target target, const std::function<void(Files&)>& change = {}) {
  target.repository.on_files = change;
  const mig::test::TemporaryFolder folder;
  target.repository.write(folder.path());
  const auto report = Json::parse(mig::test::verify(folder.path(), target).output);
  const auto& around = report["bundles"].back();
  EXPECT_EQ(around["path"], ".");
  Told told;
  for (const auto& line : around["checked"]) told.checked.push_back(line);
  for (const auto& each : around["skipped"])
    told.skipped.push_back(each["what"].get<std::string>() + ": " +
                           each["reason"].get<std::string>());
  return told;
}

const std::string kNotGiven = "an earlier state of the status history: --previous was not given";

TEST(HistoryReport, SaysThatNothingEarlierWasGiven) {
  const auto told = told_of(executed());
  EXPECT_THAT(told.checked, Contains("status history: 6 changes"));
  EXPECT_THAT(told.checked, Not(Contains(HasSubstr("held against"))));
  EXPECT_THAT(told.skipped, Contains(kNotGiven));
}

TEST(HistoryReport, SaysWhatItWasHeldAgainst) {
  const auto target = remembered();
  const auto size = target.repository.files.at("earlier.jsonl").size();
  const auto told = told_of(target);
  EXPECT_THAT(told.checked, Contains("status history: 6 changes"));
  EXPECT_THAT(told.checked, Contains(std::to_string(size) + " bytes held against earlier.jsonl"));
  EXPECT_THAT(told.skipped, Not(Contains(HasSubstr("status history"))));
}

TEST(HistoryReport, CountsNoChangesOfAHistoryThatCannotBeRead) {
  const auto told = told_of(
      remembered(), [](Files& files) { files.at("migrations/registry/history.jsonl") += "{\n"; });
  EXPECT_THAT(told.checked, Not(Contains(HasSubstr("changes"))));
  EXPECT_THAT(told.checked, Contains(HasSubstr("held against")));
}

TEST(HistoryReport, SaysSoWhereTheHistoryIsGone) {
  const auto gone = [](Files& files) { files.erase("migrations/registry/history.jsonl"); };
  EXPECT_THAT(told_of(remembered(), gone).checked, Contains(HasSubstr("held against")));
  EXPECT_THAT(told_of(executed(), gone).skipped, Contains(kNotGiven));
}

}  // namespace
