#include "mig/report/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "report_fixture.hpp"

namespace mig::report {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kText = R"~(== migrations/postgis/PG-1 (PG-1, planned)

review[declaration-owner-missing]: no deputy owns this migration
  --> migrations/postgis/PG-1/migration.yml
   = approved: approved by data-governance (DG-17)
   = explain: mig-validate --explain declaration-owner-missing

review[declaration-owner-missing]: no team owns this migration
  --> migrations/postgis/PG-1/migration.yml
   = explain: mig-validate --explain declaration-owner-missing

fail[declaration-invalid-value]: "type" is "postgress"; allowed are "postgis", "search"
  --> migrations/postgis/PG-1/migration.yml:3:7
   |
 3 | type: postgress
   |       ^^^^^^^^^
   |
  --> migrations/registry/index.yml:12:5
   |
12 |     postgis: 1
   |     ------- registered here
   |
   = object: table public.parcels
   = fix: write "type: postgis"
   = explain: mig-validate --explain declaration-invalid-value

checked:
  migrations/postgis/PG-1: mig-validate: 9 documents, 48 rules
skipped:
  migrations/postgis/PG-1: parity: no registry
approved or justified:
  approved: review[declaration-owner-missing] migrations/postgis/PG-1/migration.yml: approved by data-governance (DG-17)
policy: built-in defaults (sha256:00)
strict: no
meaning: at least one fail finding is open and must be fixed
verdict: fail (exit 1): 1 fail, 1 review, 0 info, 1 approved
)~";

constexpr std::string_view kBrokenText =
    R"~(error[no_verdict]: cannot read the file: input/output error
  --> migrations/postgis/PG-1/forward.sql:4:1
   = fix: check the disk

checked: nothing
skipped: nothing
policy: built-in defaults (sha256:00)
strict: no
meaning: something could not be read, understood or finished; nothing may proceed on this
verdict: no verdict (exit 3): 0 fail, 0 review, 0 info, 0 approved, 1 error
)~";

constexpr std::string_view kConcise =
    R"~(migrations/postgis/PG-1/migration.yml:1:1: approved[declaration-owner-missing] no deputy owns this migration
migrations/postgis/PG-1/migration.yml:1:1: review[declaration-owner-missing] no team owns this migration
migrations/postgis/PG-1/migration.yml:3:7: fail[declaration-invalid-value] "type" is "postgress"; allowed are "postgis", "search"
checked:
  migrations/postgis/PG-1: mig-validate: 9 documents, 48 rules
skipped:
  migrations/postgis/PG-1: parity: no registry
approved or justified:
  approved: review[declaration-owner-missing] migrations/postgis/PG-1/migration.yml: approved by data-governance (DG-17)
policy: built-in defaults (sha256:00)
strict: no
meaning: at least one fail finding is open and must be fixed
verdict: fail (exit 1): 1 fail, 1 review, 0 info, 1 approved
)~";

/// A report of one finding at `text`'s columns `begin` up to `end` of line 1.
std::string drawn(std::string text, std::uint32_t begin, std::uint32_t end,
                  std::uint32_t lines = 0) {
  Report report = testing::small_report();
  Finding finding = testing::owner_missing();
  finding.location = {"a.yml", Region{{1, begin}, {1 + lines, end}}};
  finding.excerpt = excerpt_of(1, text, *finding.location.region);
  report.bundles[0].findings = {finding};
  const std::string all = render(report, Format::text);
  const std::size_t from = all.find("   |\n") + 5;
  return all.substr(from, all.find("   |\n", from) - from);
}

TEST(ReportText, Golden) {
  EXPECT_EQ(render(testing::small_report(), Format::text), kText);
}

TEST(ReportText, ErrorsHavePlaceAndRemedy) {
  EXPECT_EQ(render(testing::broken_report(), Format::text), kBrokenText);
}

TEST(ReportText, Concise) {
  EXPECT_EQ(render(testing::small_report(), Format::concise), kConcise);
}

// A problem matcher shows this line alone, and no fix.
TEST(ReportText, ConciseTellsWhyAnApprovalDoesNotCount) {
  Report report = testing::small_report();
  Finding finding = testing::owner_missing();
  finding.remedy = "name a team";
  finding.resolution = "approvals/1.yml approves this, but\nit is unsigned";
  report.bundles[0].findings = {finding};
  EXPECT_THAT(
      render(report, Format::concise),
      HasSubstr("no team owns this migration (approvals/1.yml approves this, but\\u{a}it is "
                "unsigned)\nchecked:"));
  // Others tell it in the fix.
  EXPECT_THAT(render(report, Format::json), Not(HasSubstr("it is unsigned")));
}

TEST(ReportText, ConciseErrorWithoutPlaceNamesTheTool) {
  Report report = testing::broken_report();
  report.errors[0].location.reset();
  EXPECT_THAT(render(report, Format::concise),
              ::testing::StartsWith("mig-validate: error[no_verdict] cannot read"));
}

TEST(ReportText, SameBytesEveryTime) {
  for (const std::string& name : format_names()) {
    const Format format = *format_named(name);
    EXPECT_EQ(render(testing::small_report(), format), render(testing::small_report(), format));
  }
}

TEST(ReportText, FindingsAreSortedWhateverTheirOrderInTheReport) {
  Report report = testing::small_report();
  std::swap(report.bundles[0].findings[0], report.bundles[0].findings[2]);
  EXPECT_EQ(render(report, Format::text), kText);
}

TEST(ReportText, ColourPaintsOnlyOnDemand) {
  EXPECT_THAT(std::string(kText), Not(HasSubstr("\x1b")));
  const std::string painted = render(testing::small_report(), Format::text, {.color = true});
  EXPECT_THAT(painted, HasSubstr("\x1b[1;31mfail[declaration-invalid-value]\x1b[0m: "));
  EXPECT_THAT(painted, HasSubstr("\x1b[1;33mreview[declaration-owner-missing]\x1b[0m: "));
  EXPECT_THAT(painted, HasSubstr("\x1b[2mreview[declaration-owner-missing]: no deputy"));
  EXPECT_THAT(painted, HasSubstr("\x1b[1;31m^^^^^^^^^\x1b[0m\n"));
  EXPECT_THAT(painted, EndsWith("\x1b[1;31mverdict: fail (exit 1): 1 fail, 1 review, 0 info, 1 "
                                "approved\x1b[0m\n"));
  std::string plain;
  for (std::size_t at = 0; at < painted.size(); ++at) {
    if (painted[at] == '\x1b') {
      at = painted.find('m', at);
    } else {
      plain += painted[at];
    }
  }
  EXPECT_EQ(plain, kText);
}

TEST(ReportText, MachineFormatsIgnoreColour) {
  for (const Format format : {Format::json, Format::sarif, Format::github}) {
    EXPECT_EQ(render(testing::small_report(), format, {.color = true}),
              render(testing::small_report(), format));
  }
}

TEST(ReportText, CaretBelowTabs) {
  EXPECT_EQ(drawn("\tx: \ty", 5, 7), " 1 |     x:  y\n   |        ^^\n");
}

TEST(ReportText, CaretBelowWideAndCombiningCharacters) {
  EXPECT_EQ(drawn("\u6f22\u5b57 e\u0301x", 6, 7), " 1 | \u6f22\u5b57 e\u0301x\n   |       ^\n");
  EXPECT_EQ(drawn("a\u6f22b", 2, 3), " 1 | a\u6f22b\n   |  ^^\n");
}

TEST(ReportText, CaretOfEmptyRegionAndPastTheEnd) {
  EXPECT_EQ(drawn("abc", 2, 2), " 1 | abc\n   |  ^\n");
  EXPECT_EQ(drawn("abc", 4, 4), " 1 | abc\n   |    ^\n");
  EXPECT_EQ(drawn("abc", 90, 95), " 1 | abc\n   |    ^\n");
  EXPECT_EQ(drawn("", 1, 1), " 1 |\n   | ^\n");
}

TEST(ReportText, RegionOverSeveralLinesIsMarkedToTheEndOfTheFirst) {
  EXPECT_EQ(drawn("abc def", 5, 2, 3), " 1 | abc def\n   |     ^^^\n");
}

TEST(ReportText, LongLinesAreCutAroundTheCaret) {
  const std::string line = std::string(300, 'a') + "XYZ" + std::string(300, 'b');
  const std::string cut = drawn(line, 301, 304);
  EXPECT_EQ(cut, " 1 | \u2026" + std::string(40, 'a') + "XYZ" + std::string(117, 'b') +
                     "\u2026\n   | " + std::string(41, ' ') + "^^^\n");
  EXPECT_EQ(drawn(std::string(170, 'a'), 1, 2),
            " 1 | " + std::string(160, 'a') + "\u2026\n   | ^\n");
  EXPECT_EQ(drawn(std::string(170, 'a'), 170, 171),
            " 1 | \u2026" + std::string(160, 'a') + "\n   | " + std::string(160, ' ') + "^\n");
}

TEST(ReportText, HugeLinesAreCutBeforeTheyAreKept) {
  const std::string line = std::string(5'000'000, 'a') + "\u00e9X" + std::string(5'000'000, 'b');
  const Excerpt excerpt = excerpt_of(1, line, Region{{1, 5'000'002}, {1, 5'000'003}});
  EXPECT_LT(excerpt.text.size(), 5000U);
  EXPECT_TRUE(excerpt.goes_on);
  EXPECT_EQ(drawn(line, 5'000'002, 5'000'003), " 1 | \u2026" + std::string(39, 'a') + "\u00e9X" +
                                                   std::string(119, 'b') + "\u2026\n   | " +
                                                   std::string(41, ' ') + "^\n");
  const Excerpt uncut{1, line};
  Report report = testing::small_report();
  report.bundles[0].findings[0].excerpt = uncut;
  report.bundles[0].findings[0].location = testing::at("a", 1, 5'000'002, 5'000'003);
  EXPECT_LT(render(report, Format::text).size(), 3000U);
}

TEST(ReportText, ExcerptOfAnotherLineIsShownWithoutCaret) {
  Report report = testing::small_report();
  report.bundles[0].findings = {testing::invalid_value()};
  report.bundles[0].findings[0].excerpt = Excerpt{9, "id: x"};
  EXPECT_THAT(render(report, Format::text), HasSubstr(" 9 | id: x\n"));
  EXPECT_THAT(render(report, Format::text), Not(HasSubstr("^")));
}

TEST(ReportText, ManyRelatedPlacesAreCounted) {
  Report report = testing::small_report();
  auto& related = report.bundles[0].findings[0].related;
  related[0] = {};
  related[0].location.path = "other.yml";
  related[0].message = "declared here";
  related.resize(12, related[0]);
  const std::string text = render(report, Format::text);
  EXPECT_THAT(text, HasSubstr("  --> other.yml: declared here\n   = and 2 more places\n"));
}

TEST(ReportText, LinesOfAMessageStayIndented) {
  Report report = testing::small_report();
  report.bundles[0].findings[0].message = "first\nverdict: pass";
  report.bundles[0].findings[0].remedy = "one\ntwo";
  const std::string text = render(report, Format::text);
  EXPECT_THAT(text, HasSubstr("first\n  verdict: pass\n"));
  EXPECT_THAT(text, HasSubstr("   = fix: one\n          two\n"));
}

TEST(ReportText, ClosingLinesNameEverythingThatWasGiven) {
  Report report = testing::small_report();
  report.base = "main";
  report.strict = true;
  report.notices = {"no registry"};
  report.bundles[0].findings[2].status = Status::justified;
  report.bundles[0].path = "";
  const std::string text = render(report, Format::text);
  EXPECT_THAT(text, HasSubstr("== . (PG-1, planned)\n"));
  EXPECT_THAT(text, HasSubstr("notices:\n  no registry\n"));
  EXPECT_THAT(text, HasSubstr("base: main\nstrict: yes\n"));
  EXPECT_THAT(text, HasSubstr("checked:\n  .: mig-validate: 9 documents"));
  EXPECT_THAT(text, EndsWith("1 fail, 1 review, 0 info, 0 approved, 1 justified\n"));
}

struct ExitCase {
  const char* name;
  std::vector<std::pair<Severity, Status>> findings;
  std::vector<ErrorKind> errors;
  bool strict;
  int expected;
};

TEST(ReportExit, Table) {
  const auto open = Status::open;
  const ExitCase table[] = {
      {"clean", {}, {}, false, 0},
      {"info", {{Severity::info, open}}, {}, true, 0},
      {"review", {{Severity::review, open}}, {}, false, 4},
      {"strict review", {{Severity::review, open}}, {}, true, 1},
      {"fail", {{Severity::fail, open}}, {}, false, 1},
      {"fail over review", {{Severity::review, open}, {Severity::fail, open}}, {}, false, 1},
      {"approved", {{Severity::review, Status::approved}}, {}, true, 0},
      {"justified", {{Severity::review, Status::justified}}, {}, false, 0},
      {"baselined", {{Severity::fail, Status::baselined}}, {}, false, 0},
      {"usage", {}, {ErrorKind::usage}, false, 2},
      {"configuration over fail", {{Severity::fail, open}}, {ErrorKind::configuration}, false, 2},
      {"unread over fail", {{Severity::fail, open}}, {ErrorKind::no_verdict}, false, 3},
      {"unread over usage", {}, {ErrorKind::usage, ErrorKind::no_verdict}, true, 3},
  };
  for (const ExitCase& row : table) {
    Report report;
    report.strict = row.strict;
    report.bundles.emplace_back();
    for (const auto& [severity, status] : row.findings) {
      Finding& finding = report.bundles[0].findings.emplace_back();
      finding.severity = severity;
      finding.status = status;
    }
    for (const ErrorKind kind : row.errors) report.errors.push_back({kind, "x", {}, {}});
    EXPECT_EQ(exit_code_of(report), row.expected) << row.name;
  }
}

TEST(ReportExit, NothingAtAllIsNoVerdictUnlessItIsSaidWhy) {
  Report report;
  EXPECT_EQ(exit_code_of(report), 3);
  report.notices = {"no file of the list belongs to a migrations root"};
  EXPECT_EQ(exit_code_of(report), 0);
}

TEST(ReportExit, EveryCodeIsPutIntoWords) {
  const std::pair<int, const char*> table[] = {
      {0, "verdict: pass (exit 0)"},
      {1, "verdict: fail (exit 1)"},
      {2, "verdict: usage or configuration error (exit 2)"},
      {3, "verdict: no verdict (exit 3)"},
      {4, "verdict: review (exit 4)"},
  };
  std::set<std::string> meanings;
  for (const auto& [code, words] : table) {
    Report report;
    report.exit_code = code;
    const std::string text = render(report, Format::text);
    EXPECT_THAT(text, HasSubstr(words));
    const std::size_t at = text.find("meaning: ");
    meanings.insert(text.substr(at, text.find('\n', at) - at));
  }
  EXPECT_EQ(meanings.size(), 5U);
  // A list of known values that would have to grow ends so, whatever the mode.
  EXPECT_THAT(meanings,
              ::testing::Contains("meaning: the list of known values would have to grow"));
  Report strict;
  strict.strict = true;
  strict.exit_code = 1;
  EXPECT_THAT(render(strict, Format::text),
              HasSubstr("meaning: strict mode: a review finding is open"));
}

TEST(ReportExit, Totals) {
  const Totals totals = totals_of(testing::small_report());
  EXPECT_EQ(totals.fail, 1U);
  EXPECT_EQ(totals.review, 1U);
  EXPECT_EQ(totals.info, 0U);
  EXPECT_EQ(totals.resolved, 1U);
}

TEST(ReportFormat, NamesLeadToFormats) {
  EXPECT_THAT(format_names(), ElementsAre("text", "concise", "json", "sarif", "github", "markdown",
                                          "markdown-comment", "junit", "gitlab-codequality",
                                          "gitlab-secrets", "html"));
  for (const std::string& name : format_names()) EXPECT_TRUE(format_named(name).has_value());
}

TEST(ReportFormat, UnknownNameIsAUsageError) {
  const auto format = format_named("xml");
  ASSERT_FALSE(format.has_value());
  EXPECT_EQ(format.error().kind, ErrorKind::usage);
  EXPECT_EQ(format.error().message, "unknown output format \"xml\"");
  EXPECT_EQ(format.error().remedy,
            "use one of: text, concise, json, sarif, github, markdown, markdown-comment, junit, "
            "gitlab-codequality, "
            "gitlab-secrets, html");
}

}  // namespace
}  // namespace mig::report
