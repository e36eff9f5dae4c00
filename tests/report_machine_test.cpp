#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "mig/report/report.hpp"
#include "report_fixture.hpp"

namespace mig::report {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kJson = R"~({
  "schema_version": "report.v1",
  "tool": "mig-validate",
  "version": "0.1.0",
  "now": "2026-02-28T00:00:00Z",
  "base": null,
  "policy": {
    "source": "built-in defaults",
    "digest": "sha256:00"
  },
  "trust": null,
  "strict": false,
  "exit_code": 1,
  "bundles": [
    {
      "path": "migrations/postgis/PG-1",
      "id": "PG-1",
      "phase": "planned",
      "findings": [
        {
          "rule": "declaration-owner-missing",
          "severity": "review",
          "status": "approved",
          "message": "no deputy owns this migration",
          "location": {
            "path": "migrations/postgis/PG-1/migration.yml"
          },
          "related": [],
          "remedy": "",
          "fingerprint": "ffffffffffffffffffffffffffffffff",
          "resolution": "approved by data-governance (DG-17)"
        },
        {
          "rule": "declaration-owner-missing",
          "severity": "review",
          "status": "open",
          "message": "no team owns this migration",
          "location": {
            "path": "migrations/postgis/PG-1/migration.yml"
          },
          "related": [],
          "remedy": "",
          "fingerprint": "ffffffffffffffffffffffffffffffff"
        },
        {
          "rule": "declaration-invalid-value",
          "severity": "fail",
          "status": "open",
          "message": "\"type\" is \"postgress\"; allowed are \"postgis\", \"search\"",
          "object": "table public.parcels",
          "location": {
            "path": "migrations/postgis/PG-1/migration.yml",
            "line": 3,
            "column": 7,
            "end_line": 3,
            "end_column": 16
          },
          "related": [
            {
              "location": {
                "path": "migrations/registry/index.yml",
                "line": 12,
                "column": 5,
                "end_line": 12,
                "end_column": 12
              },
              "message": "registered here"
            }
          ],
          "remedy": "write \"type: postgis\"",
          "fingerprint": "0123456789abcdef0123456789abcdef"
        }
      ],
      "checked": [
        "mig-validate: 9 documents, 48 rules"
      ],
      "skipped": [
        {
          "what": "parity",
          "reason": "no registry"
        }
      ]
    }
  ],
  "notices": [],
  "errors": []
}
)~";

constexpr std::string_view kGithub =
    R"~(::error file=migrations/postgis/PG-1/migration.yml,line=3,endLine=3,col=7,endColumn=16,title=declaration-invalid-value::"type" is "postgress"; allowed are "postgis", "search"%0Afix: write "type: postgis"
::warning file=migrations/postgis/PG-1/migration.yml,title=declaration-owner-missing::no team owns this migration
::notice title=mig-validate::verdict: fail (exit 1): 1 fail, 1 review, 0 info, 1 approved
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

TEST(ReportJson, Golden) {
  EXPECT_EQ(render(testing::small_report(), Format::json), kJson);
}

/// The parts of draft-07 that the report's schema relies on for its shape.
void expect_fits(const json& value, json schema, const json& root, const std::string& where) {
  if (schema.contains("$ref")) {
    schema = root.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
  }
  EXPECT_TRUE(schema.contains("description") || where.empty()) << where;
  if (schema.contains("enum")) {
    EXPECT_THAT(schema["enum"], ::testing::Contains(value)) << where;
  }
  if (value.is_object()) {
    EXPECT_EQ(schema.at("additionalProperties"), false) << where;
    for (const auto& key : schema.at("required")) EXPECT_TRUE(value.contains(key)) << where << key;
    for (const auto& [key, member] : value.items()) {
      ASSERT_TRUE(schema["properties"].contains(key)) << where << "/" << key;
      EXPECT_TRUE(schema["properties"][key].contains("description")) << where << "/" << key;
      expect_fits(member, schema["properties"][key], root, where + "/" + key);
    }
  }
  if (value.is_array()) {
    for (const json& item : value) expect_fits(item, schema.at("items"), root, where + "/*");
  }
}

TEST(ReportJson, EveryKeyIsInTheSchema) {
  std::ifstream file(MIG_SOURCE_DIR "/schemas/report.v1.schema.json");
  const json schema = json::parse(file);
  Report report = testing::small_report();
  report.base = "main";
  report.trust = {".mig/trust.yml", "sha256:00"};
  report.notices = {"a notice"};
  report.errors = testing::broken_report().errors;
  expect_fits(json::parse(render(report, Format::json)), schema, schema, "");
  expect_fits(json::parse(render(testing::broken_report(), Format::json)), schema, schema, "");
}

TEST(ReportJson, ErrorsKeepKindPlaceAndRemedy) {
  const json error = json::parse(render(testing::broken_report(), Format::json))["errors"][0];
  EXPECT_EQ(error["kind"], "no_verdict");
  EXPECT_EQ(error["location"]["line"], 4);
  EXPECT_EQ(error["remedy"], "check the disk");
}

TEST(ReportMachine, RootOfTheCheckoutIsNotTold) {
  for (const Format format : {Format::json, Format::sarif, Format::github}) {
    EXPECT_THAT(render(testing::small_report(), format),
                ::testing::Not(HasSubstr("/srv/checkout")));
  }
}

TEST(ReportGithub, Golden) {
  EXPECT_EQ(render(testing::small_report(), Format::github), kGithub);
}

TEST(ReportGithub, EscapesValuesAndProperties) {
  Report report = testing::small_report();
  Finding& finding = report.bundles[0].findings[0];
  finding.location.path = "a,b:c%.yml";
  finding.message = "100%\r\nsure: a, b";
  EXPECT_THAT(render(report, Format::github),
              StartsWith("::error file=a%2Cb%3Ac%25.yml,line=3,endLine=3,col=7,endColumn=16,title="
                         "declaration-invalid-value::100%25\\u{d}%0Asure: a, b%0Afix: write"));
}

TEST(ReportGithub, NoColumnsOverSeveralLines) {
  Report report = testing::small_report();
  report.bundles[0].findings[0].location.region = Region{{3, 7}, {5, 2}};
  EXPECT_THAT(render(report, Format::github),
              StartsWith("::error file=migrations/postgis/PG-1/migration.yml,line=3,endLine=5,"
                         "title=declaration-invalid-value::"));
}

TEST(ReportGithub, ErrorsComeFirstAndNeedNoPlace) {
  Report report = testing::small_report();
  report.errors = {{ErrorKind::configuration, "bad policy", {}, {}}};
  EXPECT_THAT(render(report, Format::github),
              StartsWith("::error title=configuration::bad policy\n::error file="));
}

TEST(ReportGithub, TellsHowManyAnnotationsGitHubHides) {
  Report report = testing::small_report();
  auto& findings = report.bundles[0].findings;
  Finding info = testing::owner_missing();
  info.severity = Severity::info;
  findings.insert(findings.begin(), 3, info);
  report.notices = {"no registry"};
  EXPECT_THAT(render(report, Format::github), ::testing::Not(HasSubstr("GitHub shows")));
  findings.insert(findings.begin(), 11, testing::invalid_value());
  const std::string out = render(report, Format::github);
  const std::size_t hint = out.find(
      "::notice title=mig-validate::GitHub shows 10 annotations of a kind per step; this step has "
      "12 errors, 1 warnings and 6 notices, all of them in its log\n");
  ASSERT_NE(hint, std::string::npos);
  EXPECT_LT(hint, out.find("::notice file="));
  EXPECT_GT(hint, out.find("::warning file="));
}

}  // namespace
}  // namespace mig::report
