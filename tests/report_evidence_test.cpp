// What a reviewer is shown of a bundle: every part of it, and nothing that there is not.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/report/bundle_verdict.hpp"
#include "mig/report/report.hpp"
#include "report_fixture.hpp"

namespace mig::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Evidence full_evidence() {
  Evidence evidence;
  evidence.digest = "sha256:aa";
  evidence.declared = {{"intent", "An index"}, {"allowed tables", "parcels"}};
  evidence.has_base = evidence.was_simulated = evidence.is_executed = true;
  evidence.files = {{{"renamed", "m/forward.sql", "was m/up.sql"}}, 0};
  evidence.scripts = {
      {"forward.sql", "forward", "sha256:bb", 2, true, {{{"create", "index i", "line 3"}}, 4}},
      {"rollback.sql", "rollback", "sha256:cc", 1, false, {}}};
  evidence.delta = {{{"added", "index i", "if there is one"}}, 0};
  evidence.runs = {{"run-1",
                    {{"outcome", "pass"},
                     {"environment", "prod"},
                     {"time", "2026-03-05T10:00:00Z to 2026-03-05T10:01:00Z"},
                     {"signature", "by svc:runner with key k"}},
                    {{{"forward.sql", "sha256:dd", "the same"}}, 0},
                    {{{"baselines/post.json", "sha256:ee", "differs: sha256:ff"}}, 0},
                    true,
                    {{{"removed", "table t", "protected"}}, 0}}};
  evidence.rollback = {{"evidence", "rehearsed in isolation"}};
  evidence.rehearsal_inputs = {{{"rollback.sql", "sha256:a1", "missing"}}, 0};
  evidence.approvals = {{"approvals/a.yml", "limit-exceeded", "limit rows", "The reason",
                         "ada as dba", "ADR-1", "2027-01-01", "none"}};
  evidence.justifications = {{"rollback-lossy", "Logs only"}};
  return evidence;
}

Report report_with(const Evidence& evidence) {
  Report report = testing::small_report();
  report.base = "main (0123456789ab)";
  report.bundles[0].evidence = evidence;
  return report;
}

TEST(ReportEvidence, ThePageHasEveryPartOfIt) {
  const auto page = render(report_with(full_evidence()), Format::html);
  for (const char* part : {"<h3>Why it is not acceptable</h3>",
                           "<h3>What changed</h3>",
                           "<h3>Inputs and outputs</h3>",
                           "<h3>The way back</h3>",
                           "<h3>Approvals and justifications</h3>",
                           "Files that changed since <code>main (0123456789ab)</code>",
                           "was m/up.sql",
                           "<dt>allowed tables</dt><dd>parcels</dd>",
                           "<code>index i</code>",
                           "line 3",
                           "<p class=\"soft\">and 4 more</p>",
                           "What it does was not looked at by this run.",
                           "<code class=\"digest\">sha256:aa</code>",
                           "<h4>prod, 2026-03-05, pass</h4>",
                           "<dt>run</dt><dd><code>run-1</code></dd>",
                           "by svc:runner with key k",
                           "sha256:dd",
                           "the same",
                           "differs: sha256:ff",
                           "<code>table t</code>",
                           "protected",
                           "rehearsed in isolation",
                           "input of the rehearsal",
                           "missing",
                           "<h4>approval of <code>limit-exceeded</code></h4>",
                           "The reason",
                           "ada as dba",
                           "ADR-1",
                           "2027-01-01",
                           "approvals/a.yml",
                           "<code>rollback-lossy</code>",
                           "Logs only"}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
}

// What comes after other words may be foreign.
TEST(ReportEvidence, DangersStandOutAndEmptyColumnsAreGone) {
  Evidence evidence = full_evidence();
  evidence.delta = {{{"added", "index i", ""}}, 0};
  evidence.scripts[0].effects = {
      {{"drop", "table t", "destroys data; lock access exclusive; line 3; widens access"},
       {"create", "index i", "line 4"}},
      0};
  const auto page = render(report_with(evidence), Format::html);
  EXPECT_THAT(page,
              HasSubstr("<td data-of=\"remark\"><strong class=\"badge\">destroys data</strong> "
                        "<strong class=\"badge\">lock access exclusive</strong> line 3; widens "
                        "access</td>"));
  EXPECT_THAT(page, HasSubstr("<td data-of=\"remark\">line 4</td>"));
  EXPECT_THAT(page, HasSubstr("<thead><tr><th>change</th><th>object</th></tr></thead>"));
}

TEST(ReportEvidence, ThePageTellsWhatThereIsNot) {
  Evidence evidence;
  evidence.scripts = {{"forward.sql", "forward", "sha256:bb", 2, true, {}}};
  evidence.was_simulated = true;
  Report report = report_with(evidence);
  report.base.clear();
  const auto page = render(report, Format::html);
  EXPECT_THAT(page, HasSubstr("No base revision was given"));
  EXPECT_THAT(page, HasSubstr("2 statements, and none changes anything."));
  EXPECT_THAT(page, HasSubstr("Nothing that the scripts show changes its objects."));
  EXPECT_THAT(page, HasSubstr("There is no run yet, and so no output."));
  EXPECT_THAT(page, HasSubstr("None, neither approvals nor justifications."));
  EXPECT_THAT(page, Not(HasSubstr("The way back")));
}

TEST(ReportEvidence, TheSummaryIsShort) {
  const auto page = render(report_with(full_evidence()), Format::markdown);
  for (const char* part :
       {"<details><summary>evidence of 1 bundle</summary>", "- **fail** `migrations/postgis/PG-1`",
        "  - intent: `An index`", "  - files: renamed `m/forward.sql`",
        "  - forward: `forward.sql`, 2 statements", "  - rollback: `rollback.sql`, not looked at",
        "  - the database: added `index i`",
        "  - run: `run-1`, outcome `pass`, environment `prod`, signature `by svc:runner with key "
        "k`, "
        "1 input, 1 output (1 not the same here)",
        "  - which changed: removed `table t`",
        "  - evidence of rollback: `rehearsed in isolation`",
        "  - approval: `limit-exceeded` by `ada as dba`, `ADR-1`: `The reason`",
        "  - justification: `rollback-lossy`: `Logs only`"}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
}

TEST(ReportEvidence, NoOtherFormatChangesByIt) {
  Report without = report_with(full_evidence());
  without.bundles[0].evidence.reset();
  for (const auto& name : format_names()) {
    if (name == "html" || name.starts_with("markdown")) continue;
    const auto format = *format_named(name);
    EXPECT_EQ(render(report_with(full_evidence()), format), render(without, format)) << name;
  }
}

TEST(ReportEvidence, ABundleHasItsOwnVerdict) {
  Report report = testing::small_report();
  const auto verdict = [&report](auto change) {
    Report changed = report;
    change(changed);
    return std::string(verdict_of_bundle(changed, changed.bundles[0]).name);
  };
  auto& findings = report.bundles[0].findings;
  EXPECT_EQ(verdict([](Report&) {}), "fail");
  findings.erase(findings.begin());
  EXPECT_EQ(verdict([](Report&) {}), "review");
  EXPECT_EQ(verdict([](Report& one) { one.strict = true; }), "fail");
  findings.erase(findings.begin());
  EXPECT_EQ(verdict([](Report&) {}), "pass");
  const auto with_error_at = [](const char* path) {
    return [path](Report& one) {
      one.errors = {{ErrorKind::no_verdict, "gone", Location{path, std::nullopt}, ""}};
    };
  };
  EXPECT_EQ(verdict(with_error_at("migrations/postgis/PG-1/forward.sql")), "no verdict");
  EXPECT_EQ(verdict(with_error_at("migrations/postgis/PG-10/forward.sql")), "pass");
  EXPECT_EQ(verdict([](Report& one) {
              one.errors = {{ErrorKind::no_verdict, "x", {}, ""}};
            }),
            "no verdict");
}

TEST(ReportEvidence, APassTellsWhoResolvedWhat) {
  Report report = testing::small_report();
  report.bundles[0].findings = {testing::approved_owner()};
  const auto verdict = verdict_of_bundle(report, report.bundles[0]);
  EXPECT_EQ(verdict.question, "Why it is acceptable");
  ASSERT_EQ(verdict.reasons.size(), 4U);
  EXPECT_EQ(verdict.reasons[0].words, "nothing that was checked speaks against it");
  EXPECT_EQ(verdict.reasons[1].words, "approved: declaration-owner-missing");
  EXPECT_EQ(verdict.reasons[1].quote,
            "no deputy owns this migration (approved by data-governance (DG-17))");
  EXPECT_EQ(verdict.reasons[2].words, "checked");
  EXPECT_EQ(verdict.reasons[3].words, "not checked");
}

TEST(ReportEvidence, APageHasRoomForSoMuch) {
  Evidence evidence = full_evidence();
  evidence.delta.rows.assign(200, {"added", std::string(1900, 'x'), ""});
  Report report = report_with(evidence);
  report.bundles.assign(40, report.bundles[0]);
  const auto page = render(report, Format::html);
  EXPECT_LT(page.size(), 9U * 1024 * 1024);
  EXPECT_THAT(page, HasSubstr("more bundles found no room here"));
}

}  // namespace
}  // namespace mig::report
