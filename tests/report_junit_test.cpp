#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/report/escape.hpp"
#include "mig/report/machine.hpp"
#include "mig/report/report.hpp"
#include "report_fixture.hpp"

namespace mig::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kJunit = R"~(<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="mig-validate" package="mig-validate" id="0" timestamp="2026-02-28T00:00:00" hostname="localhost" tests="1" failures="0" errors="1" skipped="0" time="0">
    <properties/>
    <testcase name="no_verdict migrations/postgis/PG-1/forward.sql:4:1" classname="mig-validate" time="0">
      <error message="cannot read the file: input/output error" type="no_verdict">cannot read the file: input/output error
fix: check the disk</error>
    </testcase>
    <system-out>notice: 1 of 3 bundles changed
policy: built-in defaults (sha256:00)
trust: .mig/trust.yml (sha256:11)
base: main (0123456789ab)
verdict: fail (exit 1): 1 fail, 1 review, 1 info, 1 approved, 1 error
</system-out>
    <system-err/>
  </testsuite>
  <testsuite name="migrations/postgis/PG-1" package="mig-validate" id="1" timestamp="2026-02-28T00:00:00" hostname="localhost" tests="4" failures="2" errors="0" skipped="1" time="0">
    <properties/>
    <testcase name="declaration-owner-missing migrations/postgis/PG-1/migration.yml" classname="migrations/postgis/PG-1" time="0">
      <skipped message="approved: approved by data-governance (DG-17)"/>
    </testcase>
    <testcase name="declaration-owner-missing migrations/postgis/PG-1/migration.yml-2" classname="migrations/postgis/PG-1" time="0">
      <failure message="no team owns this migration" type="review">review[declaration-owner-missing] migrations/postgis/PG-1/migration.yml
no team owns this migration
explain: mig-validate --explain declaration-owner-missing</failure>
    </testcase>
    <testcase name="declaration-owner-missing migrations/postgis/PG-1/migration.yml-3" classname="migrations/postgis/PG-1" time="0"/>
    <testcase name="declaration-invalid-value migrations/postgis/PG-1/migration.yml:3:7" classname="migrations/postgis/PG-1" time="0">
      <failure message="&quot;type&quot; is &quot;postgress&quot;; allowed are &quot;postgis&quot;, &quot;search&quot;" type="fail">fail[declaration-invalid-value] migrations/postgis/PG-1/migration.yml:3:7
&quot;type&quot; is &quot;postgress&quot;; allowed are &quot;postgis&quot;, &quot;search&quot;
object: table public.parcels
see migrations/registry/index.yml:12:5: registered here
fix: write &quot;type: postgis&quot;
explain: mig-validate --explain declaration-invalid-value</failure>
    </testcase>
    <system-out>info[declaration-owner-missing] migrations/postgis/PG-1/migration.yml: no team owns this migration
checked: mig-validate: 9 documents, 48 rules
skipped: parity: no registry
</system-out>
    <system-err/>
  </testsuite>
</testsuites>
)~";

std::string junit(const Report& report) {
  return render(report, Format::junit);
}

TEST(ReportJunit, Golden) {
  EXPECT_EQ(junit(testing::full_report()), kJunit);
}

TEST(ReportJunit, BundlesWithoutFailuresPass) {
  Report report = testing::small_report();
  report.bundles[0].findings = {testing::approved_owner()};
  report.exit_code = 0;
  const std::string page = junit(report);
  EXPECT_THAT(page, HasSubstr("<testcase name=\"no finding fails\" "
                              "classname=\"migrations/postgis/PG-1\" time=\"0\"/>"));
  EXPECT_THAT(page, HasSubstr("tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"1\""));
  EXPECT_THAT(page, Not(HasSubstr("<failure")));
  EXPECT_THAT(page, Not(HasSubstr("<error")));
}

TEST(ReportJunit, NothingButAPassLooksClean) {
  EXPECT_THAT(junit(testing::refused_report()),
              HasSubstr("<error message=\"verdict: fail (exit 1)"));
  Report report = testing::broken_report();
  report.errors.clear();
  EXPECT_THAT(junit(report), HasSubstr("<error message=\"verdict: no verdict (exit 3)"));
}

TEST(ReportJunit, NamesOfCasesAreTheirOwn) {
  Report report = testing::small_report();
  report.bundles[0].findings.assign(3, testing::invalid_value());
  const std::string page = junit(report);
  EXPECT_THAT(page, HasSubstr("migration.yml:3:7\" classname"));
  EXPECT_THAT(page, HasSubstr("migration.yml:3:7-2\" classname"));
  EXPECT_THAT(page, HasSubstr("migration.yml:3:7-3\" classname"));
}

TEST(ReportJunit, CharactersThatXmlForbidsAreShown) {
  Report report = testing::small_report();
  report.bundles[0].findings[0].message = std::string("a\0\x1b\ufffe]]>", 9);
  EXPECT_THAT(junit(report), HasSubstr("message=\"a\\u{0}\\u{1b}\\u{fffe}]]&gt;\""));
}

TEST(ReportJunit, SuitesHaveANameWhateverTheirPath) {
  Report report = testing::small_report();
  report.bundles[0].path = "   ";
  EXPECT_THAT(junit(report), HasSubstr("<testsuite name=\"./   \""));
  report.bundles[0].path.clear();
  EXPECT_THAT(junit(report), HasSubstr("<testsuite name=\".\""));
}

TEST(ReportJunit, TimesAreInUtcWithoutAZone) {
  EXPECT_EQ(utc_time("2026-03-01T01:30:00+02:00"), "2026-02-28T23:30:00");
  EXPECT_EQ(utc_time("2026-03-01T01:30:00.5Z"), "2026-03-01T01:30:00");
  EXPECT_EQ(utc_time("yesterday"), "1970-01-01T00:00:00");
}

}  // namespace
}  // namespace mig::report
