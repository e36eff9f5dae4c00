#include <fmt/format.h>
#include <gmock/gmock.h>

#include "mig/report/report.hpp"

namespace mig::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Report report_of_documents(int count) {
  Report report;
  report.tool = "mig-validate";
  for (int i = 0; i < count; ++i) {
    BundleReport document;
    document.path = fmt::format("receipts/{:03}.json", i);
    document.checked = {"mig-validate: 1 document (run_receipt), 48 rules"};
    report.bundles.push_back(document);
  }
  return report;
}

TEST(ReportSummary, NamesEachOfAFewThatWereCheckedAlike) {
  const auto text = render(report_of_documents(20), Format::text);
  EXPECT_THAT(text, HasSubstr("\n  receipts/000.json: mig-validate: 1 document"));
  EXPECT_THAT(text, HasSubstr("\n  receipts/019.json: mig-validate: 1 document"));
  EXPECT_THAT(text, Not(HasSubstr("of them")));
}

TEST(ReportSummary, CountsManyThatWereCheckedAlikeOnOneLine) {
  auto report = report_of_documents(21);
  report.bundles[3].checked = {"mig-validate: 1 document (baseline), 48 rules"};
  auto more = report_of_documents(30).bundles.back();
  report.bundles.push_back(more);
  const auto text = render(report, Format::text);
  EXPECT_THAT(text, HasSubstr("checked:\n"
                              "  receipts/000.json to receipts/029.json (21 of them): "
                              "mig-validate: 1 document (run_receipt), 48 rules\n"
                              "  receipts/003.json: mig-validate: 1 document (baseline)"));
  EXPECT_THAT(text, Not(HasSubstr("receipts/004.json")));
}

TEST(ReportSummary, CountsWhatWasSkippedAlikeForEachReason) {
  Report report;
  for (int i = 0; i < 25; ++i) {
    BundleReport bundle;
    bundle.path = fmt::format("bundle-{:03}", i);
    bundle.skipped = {{"registry parity", "there is no registry"}, {"receipt", "not due"}};
    report.bundles.push_back(bundle);
  }
  EXPECT_THAT(render(report, Format::text),
              HasSubstr("skipped:\n"
                        "  bundle-000 to bundle-024 (25 of them): registry parity: there is no "
                        "registry\n"
                        "  bundle-000 to bundle-024 (25 of them): receipt: not due\n"));
}

TEST(ReportSummary, MachineFormatsNameEveryDocument) {
  const auto json = render(report_of_documents(21), Format::json);
  EXPECT_THAT(json, HasSubstr("receipts/010.json"));
}

}  // namespace
}  // namespace mig::report
