// How a comment on a pull request divides the little room that it has.
#include <gtest/gtest.h>

#include "mig/report/report.hpp"
#include "report_fixture.hpp"

namespace mig::report {
namespace {

/// So many fails, an error, an info and an approved one, each with a fix whose command stands last.
Report report_with_long_fixes(int fails) {
  Report report = testing::full_report();
  auto& findings = report.bundles[0].findings;
  findings.insert(findings.begin(), static_cast<std::size_t>(fails - 1), testing::invalid_value());
  const std::string fix = std::string(600, 'x') + ": mig-receipt-verify sign --key FILE";
  for (Finding& finding : findings) finding.remedy = fix;
  report.errors[0].remedy = fix;
  return report;
}

std::size_t count_of(const std::string& text, std::string_view words) {
  std::size_t count = 0;
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
  return count;
}

TEST(ReportComment, CutsNoFixWhileThereIsRoom) {
  const Report report = report_with_long_fixes(1);
  EXPECT_EQ(render(report, Format::markdown_comment), render(report, Format::markdown));
  EXPECT_EQ(count_of(render(report, Format::markdown), "sign --key FILE`"), 5U);
}

// Rather all findings with short texts than some with long ones.
TEST(ReportComment, CutsTextsBeforeItLeavesOutFindings) {
  const std::string page = render(report_with_long_fixes(80), Format::markdown_comment);
  EXPECT_LE(page.size(), 60'000U);
  EXPECT_EQ(count_of(page, "- **`declaration-invalid-value`**"), 80U);
  EXPECT_EQ(count_of(page, "\u2026 (336 more bytes)`"), 81U);
  EXPECT_EQ(count_of(page, "sign --key FILE`"), 3U) << "of an error, an info, an approved one";
}

}  // namespace
}  // namespace mig::report
