#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "mig/report/report.hpp"
#include "report_fixture.hpp"

namespace mig::report {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kSarifHead = R"~({
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "mig-validate",
          "semanticVersion": "0.1.0",
          "rules": [
            {
              "id": "declaration-invalid-value",
              "name": "DeclarationInvalidValue",
              "shortDescription": {
                "text": "A field has a value that is not allowed."
              },
              "fullDescription": {
                "text": "A field has a value that is not allowed. The gates judge by it."
              },
              "help": {
                "text": "The gates judge by it.\n\nFix: Use one of the allowed values.\n\nIt cannot be approved.",
                "markdown": "# declaration-invalid-value\n\nThe gates judge by it.\n\n**Fix:** Use one of the allowed values.\n\nIt cannot be approved."
              },
              "defaultConfiguration": {
                "level": "error"
              },
              "properties": {
                "tags": [
                  "security",
                  "database-migration",
                  "declaration"
                ],
                "precision": "very-high",
                "problem.severity": "error",
                "security-severity": "8.0"
              }
            },
)~";

constexpr std::string_view kSarifTail = R"~(      "automationDetails": {
        "id": "mig-validate/"
      },
      "columnKind": "unicodeCodePoints",
      "originalUriBaseIds": {
        "%SRCROOT%": {
          "description": {
            "text": "The root of the repository."
          }
        }
      },
      "invocations": [
        {
          "executionSuccessful": true,
          "exitCode": 1,
          "exitCodeDescription": "at least one fail finding is open and must be fixed",
          "toolExecutionNotifications": []
        }
      ],
      "properties": {
        "now": "2026-02-28T00:00:00Z",
        "policy": {
          "source": "built-in defaults",
          "digest": "sha256:00"
        },
        "strict": false,
        "checked": [
          "migrations/postgis/PG-1: mig-validate: 9 documents, 48 rules"
        ],
        "skipped": [
          "migrations/postgis/PG-1: parity: no registry"
        ],
        "truncated": false,
        "results_total": 3,
        "results_written": 3
      },
      "results": [
        {
          "ruleId": "declaration-invalid-value",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "\"type\" is \"postgress\"; allowed are \"postgis\", \"search\"\n\nFix: write \"type: postgis\""
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "migrations/postgis/PG-1/migration.yml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 3,
                  "startColumn": 7,
                  "endLine": 3,
                  "endColumn": 16
                }
              }
            }
          ],
          "relatedLocations": [
            {
              "id": 1,
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "migrations/registry/index.yml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 12,
                  "startColumn": 5,
                  "endLine": 12,
                  "endColumn": 12
                }
              },
              "message": {
                "text": "registered here"
              }
            }
          ],
          "partialFingerprints": {
            "primaryLocationLineHash": "9bc357271840e436:1",
            "migFinding/v1": "0123456789abcdef0123456789abcdef"
          },
          "suppressions": [],
          "properties": {
            "status": "open",
            "object": "table public.parcels"
          }
        },
        {
          "ruleId": "declaration-owner-missing",
          "ruleIndex": 1,
          "level": "warning",
          "message": {
            "text": "no team owns this migration"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "migrations/postgis/PG-1/migration.yml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 1,
                  "startColumn": 1,
                  "endLine": 1,
                  "endColumn": 1
                }
              }
            }
          ],
          "partialFingerprints": {
            "migFinding/v1": "ffffffffffffffffffffffffffffffff"
          },
          "suppressions": [],
          "properties": {
            "status": "open"
          }
        },
        {
          "ruleId": "declaration-owner-missing",
          "ruleIndex": 1,
          "level": "warning",
          "message": {
            "text": "no deputy owns this migration"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "migrations/postgis/PG-1/migration.yml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 1,
                  "startColumn": 1,
                  "endLine": 1,
                  "endColumn": 1
                }
              }
            }
          ],
          "partialFingerprints": {
            "migFinding/v1": "ffffffffffffffffffffffffffffffff"
          },
          "suppressions": [
            {
              "kind": "external",
              "status": "accepted",
              "justification": "approved by data-governance (DG-17)"
            }
          ],
          "properties": {
            "status": "approved"
          }
        }
      ]
    }
  ]
}
)~";

TEST(ReportSarif, Golden) {
  const std::string sarif = render(testing::small_report(), Format::sarif);
  EXPECT_THAT(sarif, StartsWith(std::string(kSarifHead)));
  EXPECT_THAT(sarif, ::testing::EndsWith(std::string(kSarifTail)));
  const json rules = json::parse(sarif)["runs"][0]["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[1]["properties"]["security-severity"], "5.0");
  EXPECT_EQ(rules[1]["defaultConfiguration"]["level"], "warning");
}

TEST(ReportSarif, ErrorsMakeTheExecutionUnsuccessful) {
  const json run = json::parse(render(testing::broken_report(), Format::sarif))["runs"][0];
  const json& invocation = run["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(invocation["exitCode"], 3);
  const json& notification = invocation["toolExecutionNotifications"][0];
  EXPECT_EQ(notification["level"], "error");
  EXPECT_EQ(notification["message"]["text"],
            "cannot read the file: input/output error\n\nFix: check the disk");
  EXPECT_EQ(notification["locations"][0]["physicalLocation"]["region"]["startLine"], 4);
  EXPECT_EQ(run["results"], json::array());
}

TEST(ReportSarif, WithoutResolvedFindingsThereAreNoSuppressions) {
  Report report = testing::small_report();
  report.bundles[0].findings.pop_back();
  EXPECT_THAT(render(report, Format::sarif), ::testing::Not(HasSubstr("suppressions")));
}

TEST(ReportSarif, PathsBecomeUris) {
  Report report = testing::small_report();
  auto& findings = report.bundles[0].findings;
  findings[0].location.path = "a b/\u00e4#%:\xff.sql";
  findings[1].location.path = "";
  findings[2].location.path = "/etc/mig policy.yml";
  const json results = json::parse(render(report, Format::sarif))["runs"][0]["results"];
  std::map<std::string, bool> uris;
  for (const json& result : results) {
    const json& artifact = result["locations"][0]["physicalLocation"]["artifactLocation"];
    uris[artifact["uri"]] = artifact.contains("uriBaseId");
  }
  const std::map<std::string, bool> expected{
      {"a%20b/%C3%A4%23%25%3A%FF.sql", true}, {".", true}, {"file:///etc/mig%20policy.yml", false}};
  EXPECT_EQ(uris, expected);
}

TEST(ReportSarif, RuleThatNobodyDescribedStillHasADescriptor) {
  Report report = testing::small_report();
  report.rules.clear();
  const json run = json::parse(render(report, Format::sarif))["runs"][0];
  for (const json& result : run["results"]) {
    const json& rule = run["tool"]["driver"]["rules"].at(result["ruleIndex"].get<std::size_t>());
    EXPECT_EQ(rule["id"], result["ruleId"]);
  }
}

TEST(ReportSarif, MessagesCannotHoldLinks) {
  Report report = testing::small_report();
  report.bundles[0].findings[0].message = "[click](https://example.org)";
  EXPECT_THAT(render(report, Format::sarif), HasSubstr("[click] (https://example.org)"));
}

TEST(ReportSarif, MostSevereFiveThousandResultsAreKept) {
  Report report = testing::small_report();
  auto& findings = report.bundles[0].findings;
  Finding info = testing::owner_missing();
  info.severity = Severity::info;
  findings.insert(findings.begin(), 6000, info);
  const json run = json::parse(render(report, Format::sarif))["runs"][0];
  EXPECT_EQ(run["results"].size(), 5000U);
  EXPECT_EQ(run["results"][0]["level"], "error");
  EXPECT_EQ(run["results"][1]["level"], "warning");
  EXPECT_EQ(run["results"][2]["level"], "note");
  EXPECT_EQ(run["properties"]["truncated"], true);
  EXPECT_EQ(run["properties"]["results_total"], 6003);
  const json& notices = run["invocations"][0]["toolExecutionNotifications"];
  EXPECT_THAT(notices.back()["message"]["text"].get<std::string>(),
              StartsWith("5000 of 6003 results are in this file"));
}

TEST(ReportSarif, StaysBelowTenMegabytes) {
  Report report = testing::small_report();
  auto& findings = report.bundles[0].findings;
  Finding loud = testing::invalid_value();
  loud.message = std::string(3000, '\x01');
  findings.insert(findings.end(), 4000, loud);
  report.errors.assign(1000, {ErrorKind::no_verdict, std::string(3000, '\x01'), {}, {}});
  report.notices.assign(1000, std::string(3000, '\x01'));
  report.bundles[0].checked.assign(1000, std::string(3000, '\x01'));
  report.bundles[0].skipped.assign(1000, {std::string(3000, '\x01'), "x"});
  const std::string sarif = render(report, Format::sarif);
  EXPECT_LT(sarif.size(), 10'000'000U);
  const json run = json::parse(sarif)["runs"][0];
  EXPECT_GT(run["results"].size(), 100U);
  EXPECT_EQ(run["properties"]["truncated"], true);
  EXPECT_THAT(run["invocations"][0]["toolExecutionNotifications"][200]["message"]["text"],
              "and 800 more errors");
}

TEST(ReportSarif, RelatedLocationsAreBounded) {
  Report report = testing::small_report();
  auto& related = report.bundles[0].findings[0].related;
  related.assign(300, related[0]);
  const json run = json::parse(render(report, Format::sarif))["runs"][0];
  EXPECT_EQ(run["results"][0]["relatedLocations"].size(), 100U);
  EXPECT_EQ(run["results"][0]["relatedLocations"][99]["id"], 100);
}

}  // namespace
}  // namespace mig::report
