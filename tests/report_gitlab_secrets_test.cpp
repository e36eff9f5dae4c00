#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "mig/report/report.hpp"
#include "report_fixture.hpp"

namespace mig::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using nlohmann::json;

constexpr std::string_view kSecrets = R"~({
  "version": "15.2.4",
  "scan": {
    "type": "secret_detection",
    "status": "failure",
    "start_time": "2026-02-28T00:00:00",
    "end_time": "2026-02-28T00:00:00",
    "analyzer": {
      "id": "mig-validate",
      "name": "mig-validate",
      "version": "0.1.0",
      "vendor": {
        "name": "mig-gates"
      }
    },
    "scanner": {
      "id": "mig-validate",
      "name": "mig-validate",
      "version": "0.1.0",
      "vendor": {
        "name": "mig-gates"
      }
    },
    "messages": [
      {
        "level": "fatal",
        "value": "cannot read the file: input/output error"
      },
      {
        "level": "info",
        "value": "verdict: fail (exit 1): 1 fail, 1 review, 0 info, 1 approved, 1 error"
      },
      {
        "level": "info",
        "value": "1 of 3 bundles changed"
      }
    ]
  },
  "vulnerabilities": [
    {
      "id": "01234567-89ab-cdef-0123-456789abcdef",
      "name": "secret-assignment",
      "description": "`credential in clear text: db_password`",
      "severity": "Critical",
      "solution": "`write \"type: postgis\"`",
      "identifiers": [
        {
          "type": "mig_gates_rule",
          "name": "secret-assignment",
          "value": "secret-assignment"
        }
      ],
      "location": {
        "file": "migrations/postgis/PG-1/migration.yml",
        "start_line": 3,
        "end_line": 3,
        "commit": {
          "sha": "0123456789abcdef0123456789abcdef01234567"
        }
      }
    }
  ]
}
)~";

constexpr const char* kCommit = "0123456789abcdef0123456789abcdef01234567";

/// What was found in a file, beside findings of other gates.
Report searched_report() {
  Report report = testing::small_report();
  report.base = "main (0123456789ab)";
  report.errors = testing::broken_report().errors;
  report.notices = {"1 of 3 bundles changed"};
  report.commit = kCommit;
  Finding& finding = report.bundles[0].findings[0];
  finding.rule = "secret-assignment";
  finding.message = "credential in clear text: db_password";
  return report;
}

json secrets(const Report& report) {
  return json::parse(render(report, Format::gitlab_secrets));
}

TEST(ReportGitlabSecrets, Golden) {
  EXPECT_EQ(render(searched_report(), Format::gitlab_secrets), kSecrets);
}

TEST(ReportGitlabSecrets, OnlyWhatWasFoundInFilesAndIsOpen) {
  for (const char* rule : {"secret-x", "dsn-x", "pii-x", "location-x", "payload-x"}) {
    Report report = searched_report();
    for (Finding& finding : report.bundles[0].findings) finding.rule = rule;
    EXPECT_EQ(secrets(report)["vulnerabilities"].size(), 2U) << rule;
  }
  for (const char* rule : {"suppression-x", "declaration-x", "secretary"}) {
    Report report = searched_report();
    for (Finding& finding : report.bundles[0].findings) finding.rule = rule;
    EXPECT_EQ(secrets(report)["vulnerabilities"].size(), 0U) << rule;
  }
}

TEST(ReportGitlabSecrets, NeverTheValue) {
  Report report = searched_report();
  report.bundles[0].findings[0].excerpt = Excerpt{3, "password: hunter2"};
  report.bundles[0].findings[0].value_fingerprint = "salted";
  const std::string page = render(report, Format::gitlab_secrets);
  EXPECT_THAT(page, Not(HasSubstr("hunter2")));
  EXPECT_THAT(page, Not(HasSubstr("salted")));
}

TEST(ReportGitlabSecrets, AScanThatDidNotFinishIsAFailure) {
  Report report = searched_report();
  EXPECT_EQ(secrets(report)["scan"]["status"], "failure");
  report.errors.clear();
  EXPECT_EQ(secrets(report)["scan"]["status"], "success");
  report.exit_code = 3;
  EXPECT_EQ(secrets(report)["scan"]["status"], "failure");
}

TEST(ReportGitlabSecrets, IdentifiersAreTheirOwn) {
  Report report = searched_report();
  auto& findings = report.bundles[0].findings;
  findings.assign(2, findings[0]);
  const json found = secrets(report)["vulnerabilities"];
  EXPECT_EQ(found[0]["id"], "01234567-89ab-cdef-0123-456789abcdef");
  EXPECT_EQ(found[1]["id"], "01234567-89ab-cdef-0123-456789abcdef-2");
}

}  // namespace
}  // namespace mig::report
