#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "mig/report/report.hpp"
#include "report_fixture.hpp"

namespace mig::report {
namespace {

using nlohmann::json;

constexpr std::string_view kCodequality = R"~([
  {
    "description": "cannot read the file: input/output error (fix: check the disk)",
    "check_name": "no_verdict",
    "fingerprint": "no_verdict migrations/postgis/PG-1/forward.sql",
    "severity": "blocker",
    "location": {
      "path": "migrations/postgis/PG-1/forward.sql",
      "lines": {
        "begin": 4
      }
    }
  },
  {
    "description": "\"type\" is \"postgress\"; allowed are \"postgis\", \"search\" (fix: write \"type: postgis\")",
    "check_name": "declaration-invalid-value",
    "fingerprint": "0123456789abcdef0123456789abcdef",
    "severity": "blocker",
    "location": {
      "path": "migrations/postgis/PG-1/migration.yml",
      "lines": {
        "begin": 3
      }
    }
  },
  {
    "description": "no team owns this migration",
    "check_name": "declaration-owner-missing",
    "fingerprint": "ffffffffffffffffffffffffffffffff",
    "severity": "major",
    "location": {
      "path": "migrations/postgis/PG-1/migration.yml",
      "lines": {
        "begin": 1
      }
    }
  },
  {
    "description": "no team owns this migration",
    "check_name": "declaration-owner-missing",
    "fingerprint": "ffffffffffffffffffffffffffffffff-2",
    "severity": "info",
    "location": {
      "path": "migrations/postgis/PG-1/migration.yml",
      "lines": {
        "begin": 1
      }
    }
  }
]
)~";

std::string codequality(const Report& report) {
  return render(report, Format::gitlab_codequality);
}

TEST(ReportGitlabCodequality, Golden) {
  EXPECT_EQ(codequality(testing::full_report()), kCodequality);
}

TEST(ReportGitlabCodequality, APassIsAnEmptyList) {
  Report report = testing::small_report();
  report.bundles[0].findings = {testing::approved_owner()};
  report.exit_code = 0;
  EXPECT_EQ(codequality(report), "[]\n");
}

TEST(ReportGitlabCodequality, NothingButAPassLooksClean) {
  json entries = json::parse(codequality(testing::refused_report()));
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0]["check_name"], "verdict");
  EXPECT_EQ(entries[0]["severity"], "blocker");
  Report report = testing::broken_report();
  report.errors[0].location.reset();
  entries = json::parse(codequality(report));
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0]["location"]["path"], ".");
}

TEST(ReportGitlabCodequality, FingerprintsAreTheirOwn) {
  Report report = testing::small_report();
  report.bundles[0].findings.assign(3, testing::invalid_value());
  report.bundles[0].findings.push_back(testing::invalid_value());
  report.bundles[0].findings.back().fingerprint += "-2";
  std::set<std::string> fingerprints;
  for (const json& entry : json::parse(codequality(report))) {
    fingerprints.insert(entry["fingerprint"]);
  }
  EXPECT_EQ(fingerprints.size(), 4U);
}

}  // namespace
}  // namespace mig::report
