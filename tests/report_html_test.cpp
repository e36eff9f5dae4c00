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
  EXPECT_EQ(between(page, "<body>\n", "<main>"),
            "<header class=\"fail\">\n<h1>mig-validate: <strong>fail (exit 1): 1 fail, 1 review, 0 "
            "info, 1 approved</strong></h1>\n<p>at least one fail finding is open and must be "
            "fixed</p>\n</header>\n");
  EXPECT_LT(page.find("<h2>1 fail</h2>"), page.find("<h2>1 review</h2>"));
}

TEST(ReportHtml, ShowsAFindingWithItsLines) {
  EXPECT_EQ(between(html(testing::small_report()), "<h2>1 fail</h2>\n", "</section>"),
            R"~(<article class="fail">
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
  for (const char* absent : {"<script", "<img", "<link", "<iframe", "<form", "<a ", "url(",
                             "@import", " style=", " src=", " href=", " onload="}) {
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
