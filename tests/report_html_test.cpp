#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "mig/digest/keyed.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/report/report.hpp"
#include "mig/trust/base64.hpp"
#include "report_fixture.hpp"

namespace mig::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// What stands between two texts, the first time.
std::string between(const std::string& page, const std::string& begin, const std::string& end) {
  const auto from = page.find(begin);
  EXPECT_NE(from, std::string::npos) << begin;
  const auto start = from + begin.size();
  return page.substr(start, page.find(end, start) - start);
}

std::string html(const Report& report) {
  return render(report, Format::html);
}

TEST(ReportHtml, ShowsTheVerdictFirst) {
  const std::string page = html(testing::small_report());
  EXPECT_EQ(
      between(page, "<body>\n", "<main>"),
      "<header class=\"fail\">\n<h1>mig-validate: <strong>fail (exit 1): 1 fail, 1 review, 0 "
      "info, 1 approved</strong></h1>\n<p>at least one fail finding is open and must be "
      "fixed</p>\n<p class=\"ground\"><span class=\"fact\"><span class=\"soft\">migration</span> "
      "PG-1</span>\n<span class=\"fact\"><span class=\"soft\">base</span> none given</span>\n<span "
      "class=\"fact\"><span "
      "class=\"soft\">judged at</span> 2026-02-28T00:00:00Z</span>\n<span class=\"fact\"><span "
      "class=\"soft\">policy</span> built-in defaults</span>\n</p>\n</header>\n");
  EXPECT_LT(page.find("<h2>1 fail</h2>"), page.find("<h2>1 review</h2>"));
}

TEST(ReportHtml, TellsAtItsTopWhatItIsAbout) {
  Report report = testing::small_report();
  report.base = "origin/main (0123456789ab)";
  report.commit = "4567";
  std::string page = html(report);
  EXPECT_THAT(page, HasSubstr("<title>mig-validate: PG-1: fail (exit 1)"));
  const std::string top = between(page, "<header", "</header>");
  EXPECT_THAT(top, HasSubstr("base</span> origin/main (0123456789ab)</span>"));
  EXPECT_THAT(top, HasSubstr("commit</span> 4567</span>"));
  report.bundles.push_back(report.bundles[0]);
  page = html(report);
  EXPECT_THAT(page, HasSubstr("<title>mig-validate: fail (exit 1)"));
  EXPECT_THAT(between(page, "<header", "</header>"), Not(HasSubstr("PG-1")));
}

TEST(ReportHtml, ShowsWhatIsBetweenBackticksAsCode) {
  Report report = testing::small_report();
  auto& finding = report.bundles[0].findings[0];
  finding.message = "`allowed_schemas` names <b> `x` and ``y`` and `a\nb` and `1 < 2`, `open";
  finding.remedy = "add it to `scope`";
  const std::string page = html(report);
  EXPECT_THAT(page,
              HasSubstr("<p class=\"message\"><code>allowed_schemas</code> names &lt;b&gt; `x` "
                        "and ``y`` and `a\nb` and <code>1 &lt; 2</code>, `open</p>"));
  EXPECT_THAT(page, HasSubstr("<dt>fix</dt><dd>add it to <code>scope</code></dd>"));
}

TEST(ReportHtml, ListsWhatIsOpenWhereThereIsMuchOfIt) {
  Report report = testing::small_report();
  EXPECT_THAT(html(report), Not(HasSubstr("<nav>")));
  auto& findings = report.bundles[0].findings;
  findings.insert(findings.begin() + 1, 2, testing::invalid_value());
  const std::string nav = between(html(report), "<nav>\n", "</nav>");
  EXPECT_EQ(nav, R"~(<h2>At a glance</h2>
<h3 class="fail">PG-1: <strong>fail</strong></h3>
<p class="place"><code>migrations/postgis/PG-1</code></p>
<ul>
<li class="fail"><strong>fail</strong> <a href="#fail-1"><code>declaration-invalid-value</code></a> <span class="place">migration.yml:3:7, 3 times</span>: &quot;type&quot; is &quot;postgress&quot;; allowed are &quot;postgis&quot;, &quot;search&quot;</li>
<li class="review"><strong>review</strong> <a href="#review-1"><code>declaration-owner-missing</code></a> <span class="place">migration.yml</span>: no team owns this migration</li>
<li>approved <code>declaration-owner-missing</code>: approved by data-governance (DG-17)</li>
</ul>
)~");
}

TEST(ReportHtml, TheListTellsWhatABundleIsForAndLeadsToWhatItLeavesOut) {
  Report report = testing::small_report();
  auto& bundle = report.bundles[0];
  bundle.evidence = Evidence{};
  bundle.evidence->declared = {{"type", "postgis"}, {"intent", "index <parcels>"}};
  bundle.findings.clear();
  for (std::uint32_t line = 1; line <= 23; ++line) {
    bundle.findings.push_back(testing::invalid_value());
    bundle.findings.back().location = testing::at(bundle.path + "/a.sql", line, 1, 2);
  }
  const std::string nav = between(html(report), "<nav>\n", "</nav>");
  EXPECT_THAT(nav, HasSubstr("<p>index &lt;parcels&gt;</p>\n"));
  EXPECT_THAT(nav, HasSubstr("<li><a href=\"#fail-21\">and 3 more</a></li>\n"));
}

// Every link leads to something on the page, with findings of many bundles numbered through.
TEST(ReportHtml, EachLinkStaysOnThePageAndHasItsEnd) {
  Report report = testing::small_report();
  report.bundles[0].evidence = Evidence{};
  report.bundles.assign(3, report.bundles[0]);
  report.bundles[1].findings.clear();
  const std::string page = html(report);
  constexpr std::string_view kLink = " href=\"";
  std::vector<std::string> ends;
  for (auto at = page.find(kLink); at != std::string::npos; at = page.find(kLink, at + 1)) {
    const auto begin = at + kLink.size();
    ends.push_back(page.substr(begin, page.find('"', begin) - begin));
  }
  EXPECT_THAT(ends, ::testing::ElementsAre("#bundle-1", "#fail-1", "#review-1", "#bundle-2",
                                           "#bundle-3", "#fail-2", "#review-2"));
  for (const auto& end : ends) EXPECT_THAT(page, HasSubstr(" id=\"" + end.substr(1) + "\""));
}

TEST(ReportHtml, ShowsAFindingWithItsLines) {
  EXPECT_EQ(between(html(testing::small_report()), "<h2>1 fail</h2>\n", "</section>"),
            R"~(<article class="fail" id="fail-1">
<h3><strong>fail</strong> <code>declaration-invalid-value</code></h3>
<p class="place"><code>migrations/postgis/PG-1/migration.yml:3:7</code></p>
<p class="message">&quot;type&quot; is &quot;postgress&quot;; allowed are &quot;postgis&quot;, &quot;search&quot;</p>
<pre>3 | type: postgress
  |       ^^^^^^^^^</pre>
<p class="place"><code>migrations/registry/index.yml:12:5</code>: registered here</p>
<pre>12 |     postgis: 1
   |     -------</pre>
<dl>
<dt>object</dt><dd>table public.parcels</dd>
<dt>fix</dt><dd>write &quot;type: postgis&quot;</dd>
<dt>explain</dt><dd><code>mig-validate --explain declaration-invalid-value</code></dd>
</dl>
</article>
)~");
}

TEST(ReportHtml, TheHeaderTellsTheWorstByItsColour) {
  Report report = testing::small_report();
  for (const auto& [exit_code, name] : std::map<int, std::string>{
           {0, "pass"}, {1, "fail"}, {2, "fail"}, {3, "fail"}, {4, "review"}}) {
    report.exit_code = exit_code;
    EXPECT_THAT(html(report), HasSubstr("<header class=\"" + name + "\">"));
  }
}

TEST(ReportHtml, ShowsWhatChangedOnlyWithABase) {
  Report report = testing::small_report();
  EXPECT_THAT(html(report), Not(HasSubstr("What the change does")));
  report.base = "main (0123456789ab)";
  EXPECT_THAT(html(report), HasSubstr("<p>Nothing that this run looks at.</p>"));
  report.gate_changes = {{"looser", "policy", "limits.rows", "1", "<9>", "open"}};
  EXPECT_THAT(
      html(report),
      HasSubstr("<tr><td data-of=\"effect\">looser</td><td data-of=\"of\">policy</td>"
                "<td data-of=\"what\">limits.rows</td><td data-of=\"before\">1</td>"
                "<td data-of=\"after\">&lt;9&gt;</td><td data-of=\"approval\">open</td></tr>"));
}

TEST(ReportHtml, ShowsErrorsAndTheRun) {
  Report report = testing::broken_report();
  report.command = {"mig-gate", "--root", ".", "it's"};
  report.commit = "0123";
  const std::string page = html(report);
  EXPECT_THAT(page, HasSubstr("<h2>1 error</h2>"));
  EXPECT_THAT(page, HasSubstr("<dt>fix</dt><dd>check the disk</dd>"));
  EXPECT_THAT(page, HasSubstr("<pre>mig-gate --root . &#39;it&#39;\\&#39;&#39;s&#39;</pre>"));
  EXPECT_THAT(page, HasSubstr("<dt>commit</dt><dd>0123</dd>"));
  EXPECT_THAT(page, Not(HasSubstr("/srv/checkout")));
}

// The style is taken only if its hash is the one that the page names.
TEST(ReportHtml, RunsNothingAndLoadsNothing) {
  const std::string page = html(testing::small_report());
  const auto digest = digest::sha256_hex(between(page, "<style>", "</style>"));
  ASSERT_TRUE(digest);
  EXPECT_EQ(between(page, "Content-Security-Policy\" content=\"", "\""),
            "default-src 'none'; style-src 'sha256-" +
                trust::encode_base64(digest::bytes_of_hex(*digest)) +
                "'; base-uri 'none'; form-action 'none'");
  for (const char* absent : {"<script", "<img", "<link", "<iframe", "<form", "url(", "@import",
                             " style=", " src=", " href=\"h", " onload="}) {
    EXPECT_THAT(page, Not(HasSubstr(absent)));
  }
}

TEST(ReportHtml, FitsAPhoneAndTheDark) {
  const std::string page = html(testing::small_report());
  EXPECT_THAT(page, HasSubstr("<meta name=\"viewport\" content=\"width=device-width"));
  EXPECT_THAT(page, HasSubstr("@media (prefers-color-scheme: dark)"));
}

TEST(ReportHtml, ShowsSoManyFindingsAndTellsOfTheRest) {
  Report report = testing::small_report();
  report.bundles[0].findings.assign(2003, testing::invalid_value());
  const std::string page = html(report);
  EXPECT_THAT(page, HasSubstr("<h2>2003 fail</h2>"));
  EXPECT_THAT(page,
              HasSubstr("<strong>3 more found no room here; the JSON report has all of them."));
}

}  // namespace
}  // namespace mig::report
