#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/base/utf8.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/report.hpp"
#include "report_hostile.hpp"

namespace mig::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t kMaxBytes = 900 * 1024;

constexpr std::string_view kMarkdown =
    R"~(## mig-validate: fail (exit 1): 1 fail, 1 review, 1 info, 1 approved, 1 error

Meaning: at least one fail finding is open and must be fixed.

### 1 fail

- **`declaration-invalid-value`** `migrations/postgis/PG-1/migration.yml:3:7`: `"type" is "postgress"; allowed are "postgis", "search"`
  - object: `table public.parcels`
  - see `migrations/registry/index.yml:12:5`: `registered here`
  - fix: `write "type: postgis"`

### 1 review

- **`declaration-owner-missing`** `migrations/postgis/PG-1/migration.yml`: `no team owns this migration`

### 1 error

- **no_verdict** `migrations/postgis/PG-1/forward.sql:4:1`: `cannot read the file: input/output error`
  - fix: `check the disk`

### What the change does to what it is judged by

| effect | of | what | before | after | approval |
|---|---|---|---|---|---|
| looser | `policy` | `limits.rows` | `1` | `9\u{7c}` | open |
| tighter | `trust` | `keys` |  | `x` |  |

<details><summary>1 approved</summary>

| effect | of | what | before | after | approval |
|---|---|---|---|---|---|
| looser | `policy` | `owner` | `a` |  | approved |

</details>

<details><summary>1 info</summary>

- **`declaration-owner-missing`** `migrations/postgis/PG-1/migration.yml`: `no team owns this migration`

</details>

<details><summary>1 approved or justified</summary>

- **`declaration-owner-missing`** `migrations/postgis/PG-1/migration.yml`: `no deputy owns this migration`
  - approved: `approved by data-governance (DG-17)`

</details>

### Notices

- `1 of 3 bundles changed`

<details><summary>checked</summary>

- `migrations/postgis/PG-1: mig-validate: 9 documents, 48 rules`

</details>

<details><summary>skipped</summary>

- `migrations/postgis/PG-1: parity: no registry`

</details>

- policy: `built-in defaults (sha256:00)`
- trust: `.mig/trust.yml (sha256:11)`
- base: `main (0123456789ab)`
- judged at: `2026-02-28T00:00:00Z`
- version: `0.1.0`
- strict: no

The same run again, from the root of the repository, as long as the base is `main (0123456789ab)`:

```sh
mig-validate --root . --now 2026-02-28T00:00:00Z 'migrations/it'\''s'
```
)~";

/// With everything that only some runs have.
Report full_report() {
  Report report = testing::full_report();
  report.command = {"mig-validate",         "--root",         ".", "--now",
                    "2026-02-28T00:00:00Z", "migrations/it's"};
  report.gate_changes = {{"looser", "policy", "limits.rows", "1", "9|", "open"},
                         {"tighter", "trust", "keys", "", "x", ""},
                         {"looser", "policy", "owner", "a", "", "approved"}};
  return report;
}

std::string markdown(const Report& report) {
  return render(report, Format::markdown);
}

TEST(ReportMarkdown, Golden) {
  EXPECT_EQ(markdown(full_report()), kMarkdown);
}

TEST(ReportMarkdown, LeavesOutWhatThereIsNot) {
  Report report = testing::small_report();
  report.bundles[0].findings.clear();
  report.exit_code = 0;
  const std::string page = markdown(report);
  EXPECT_THAT(page, ::testing::StartsWith("## mig-validate: pass (exit 0): 0 fail"));
  for (const char* absent : {"###", "base:", "trust:", "```", "approved or justified"}) {
    EXPECT_THAT(page, Not(HasSubstr(absent)));
  }
}

TEST(ReportMarkdown, NamesTheCommitWhenItWasTold) {
  Report report = testing::small_report();
  EXPECT_THAT(markdown(report), Not(HasSubstr("commit")));
  report.commit = "0123";
  EXPECT_THAT(markdown(report), HasSubstr("- commit: `0123`\n"));
}

TEST(ReportMarkdown, TellsNothingOfTheMachine) {
  EXPECT_THAT(markdown(full_report()), Not(HasSubstr("/srv/checkout")));
}

TEST(ReportMarkdown, ShowsAFewRelatedPlaces) {
  Report report = testing::small_report();
  auto& related = report.bundles[0].findings[0].related;
  related.assign(7, related.front());
  EXPECT_THAT(markdown(report), HasSubstr("  - and 2 more places\n"));
}

TEST(ReportMarkdown, DoesNotShowACommandOfEndlessLength) {
  Report report = testing::small_report();
  report.command.assign(9000, "ab");
  const std::string page = markdown(report);
  EXPECT_THAT(page, HasSubstr("has 9000 words, too many to show"));
  EXPECT_THAT(page, Not(HasSubstr("ab ab")));
}

/// As many fails as given, then reviews, with a long message of two-byte characters.
Report long_report(int fails, int reviews) {
  Report report = testing::small_report();
  auto& findings = report.bundles[0].findings;
  findings.clear();
  for (int i = 0; i < fails + reviews; ++i) {
    Finding finding = i < reviews ? testing::owner_missing() : testing::invalid_value();
    finding.message = fmt::format("number {}: ", i);
    for (int letter = 0; letter < 400; ++letter) finding.message += "\u00e4";
    findings.push_back(finding);
  }
  return report;
}

TEST(ReportMarkdown, CapKeepsFailsAndTellsWhatIsMissing) {
  const std::string page = markdown(long_report(2000, 5));
  EXPECT_LE(page.size(), kMaxBytes);
  EXPECT_GT(page.size(), kMaxBytes - 4096);
  EXPECT_THAT(page, HasSubstr("### 2000 fail\n"));
  EXPECT_THAT(page, Not(HasSubstr("### 5 review")));
  std::size_t shown = 0;
  for (std::size_t at = page.find("`number "); at != std::string::npos;
       at = page.find("`number ", at + 1)) {
    ++shown;
  }
  EXPECT_THAT(page, HasSubstr(fmt::format("**{} findings found no room here ({} fail, 5 review); "
                                          "the JSON report has all of them.**",
                                          2005 - shown, 2000 - shown)));
}

TEST(ReportMarkdown, CapLeavesOutReviewsBeforeFails) {
  const std::string page = markdown(long_report(5, 2000));
  EXPECT_LE(page.size(), kMaxBytes);
  EXPECT_LT(page.find("### 5 fail"), page.find("### 2000 review"));
  EXPECT_THAT(page, HasSubstr(" findings found no room here (0 fail, "));
}

TEST(ReportMarkdown, CapCutsNeitherCharactersNorRows) {
  Report report = long_report(2000, 0);
  for (int i = 0; i < 3000; ++i) {
    report.gate_changes.push_back({"looser", fmt::format("\u00e4{}", i), "k", "a", "b", "open"});
  }
  const std::string page = markdown(report);
  EXPECT_LE(page.size(), kMaxBytes);
  for (std::size_t at = 0; at < page.size();) {
    const CodePoint code_point = code_point_at(page, at);
    ASSERT_TRUE(code_point.valid) << at;
    at += code_point.size;
  }
  const std::size_t last = page.rfind("\n| looser");
  EXPECT_TRUE(page.substr(last + 1, page.find('\n', last + 1) - last - 1).ends_with("| open |"));
  EXPECT_THAT(page, HasSubstr(" more, which found no room here.\n"));
}

/// With more of everything than any page holds.
Report endless_report(const std::string& text) {
  Report report = long_report(2000, 2000);
  auto& bundle = report.bundles[0];
  for (int i = 0; i < 500; ++i) {
    Finding finding = testing::invalid_value();
    finding.message = finding.remedy = finding.resolution = text;
    finding.status = i % 2 == 0 ? Status::approved : Status::open;
    finding.severity = Severity::info;
    bundle.findings.push_back(finding);
    bundle.checked.push_back(fmt::format("{}{}", i, text));
    bundle.skipped.push_back({fmt::format("{}", i), text});
    report.errors.push_back({ErrorKind::no_verdict, text, {}, text});
    report.notices.push_back(text);
    for (const char* standing : {"open", "approved"}) {
      report.gate_changes.push_back({"looser", text, text, text, text, standing});
    }
  }
  report.base = report.now = report.version = report.policy.source = report.trust.source = text;
  bundle.evidence = testing::poisoned_evidence(text);
  return report;
}

TEST(ReportMarkdown, EveryPartIsBounded) {
  const std::string page = markdown(endless_report(std::string(3000, '\x1b')));
  EXPECT_LE(page.size(), kMaxBytes);
  EXPECT_THAT(page, HasSubstr("### 2000 fail"));
}

// A comment on a pull request takes 65,536 characters.
TEST(ReportMarkdown, ACommentIsAsShortAsACommentMayBe) {
  constexpr std::size_t kMaxComment = 65'000;
  for (const auto& text : {std::string(1000, '\x1b'), std::string("short")}) {
    Report report = endless_report(text);
    report.command.assign(500, text);
    const std::string page = render(report, Format::markdown_comment);
    EXPECT_LE(page.size(), kMaxComment);
    EXPECT_GT(page.size(), kMaxComment / 2) << "what there is room for is shown";
    EXPECT_THAT(page, HasSubstr("### 2000 fail"));
    EXPECT_THAT(page, HasSubstr("findings found no room here"));
  }
}

TEST(ReportMarkdown, ACommentThatIsShortIsTheSummary) {
  EXPECT_EQ(render(full_report(), Format::markdown_comment), markdown(full_report()));
}

TEST(ReportMarkdownEscape, CodeSpans) {
  EXPECT_EQ(markdown_code(""), "");
  EXPECT_EQ(markdown_code("a"), "`a`");
  EXPECT_EQ(markdown_code("a`b``c"), "```a`b``c```");
  EXPECT_EQ(markdown_code("`"), "`` ` ``");
  EXPECT_EQ(markdown_code(" a"), "`  a `");
  EXPECT_EQ(markdown_code("a|b\nc"), "`a\\u{7c}b\\u{a}c`");
  EXPECT_EQ(markdown_code("````````"),
            "`\\u{60}\\u{60}\\u{60}\\u{60}\\u{60}\\u{60}\\u{60}\\u{60}`");
  EXPECT_EQ(markdown_code("##[group]"), "`## [group]`");
}

TEST(ReportMarkdownEscape, ShellWords) {
  EXPECT_EQ(shell_word("migrations/a-b_c.d"), "migrations/a-b_c.d");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("a b"), "'a b'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("$(id)`;~"), "'$(id)`;~'");
  EXPECT_EQ(shell_word("a\nb'"), "$'a\\012b\\047'");
  EXPECT_EQ(shell_word("\xff"), "$'\\377'");
  EXPECT_EQ(shell_word("##[x]"), "$'\\043\\043\\133x\\135'");
}

}  // namespace
}  // namespace mig::report
