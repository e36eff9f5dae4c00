#pragma once

#include "mig/report/report.hpp"

namespace mig::report::testing {

inline constexpr rules::RuleInfo kInvalidValue{"declaration-invalid-value",
                                               Severity::fail,
                                               "A field has a value that is not allowed.",
                                               "The gates judge by it.",
                                               "Use one of the allowed values.",
                                               {},
                                               false};
inline constexpr rules::RuleInfo kOwnerMissing{"declaration-owner-missing",
                                               Severity::review,
                                               "No team owns the migration.",
                                               "Somebody must answer.",
                                               "Name a team.",
                                               {},
                                               true};

inline Location at(std::string path, std::uint32_t line, std::uint32_t column, std::uint32_t end) {
  return {std::move(path), Region{{line, column}, {line, end}}};
}

inline Finding invalid_value() {
  Finding finding;
  finding.rule = "declaration-invalid-value";
  finding.message = R"("type" is "postgress"; allowed are "postgis", "search")";
  finding.object = "table public.parcels";
  finding.location = at("migrations/postgis/PG-1/migration.yml", 3, 7, 16);
  finding.excerpt = Excerpt{3, "type: postgress"};
  finding.related = {{at("migrations/registry/index.yml", 12, 5, 12), "registered here",
                      Excerpt{12, "    postgis: 1"}}};
  finding.remedy = "write \"type: postgis\"";
  finding.fingerprint = "0123456789abcdef0123456789abcdef";
  finding.line_hash = "9bc357271840e436:1";
  return finding;
}

inline Finding owner_missing() {
  Finding finding;
  finding.rule = "declaration-owner-missing";
  finding.severity = Severity::review;
  finding.message = "no team owns this migration";
  finding.location = {"migrations/postgis/PG-1/migration.yml", std::nullopt};
  finding.fingerprint = "ffffffffffffffffffffffffffffffff";
  return finding;
}

inline Finding approved_owner() {
  Finding finding = owner_missing();
  finding.status = Status::approved;
  finding.message = "no deputy owns this migration";
  finding.resolution = "approved by data-governance (DG-17)";
  return finding;
}

/// One bundle with a fail, a review and an approved finding.
inline Report small_report() {
  Report report;
  report.tool = "mig-validate";
  report.version = "0.1.0";
  report.now = "2026-02-28T00:00:00Z";
  report.root = "/srv/checkout";
  report.policy = {"built-in defaults", "sha256:00"};
  report.rules = {&kInvalidValue, &kOwnerMissing};
  report.bundles = {{"migrations/postgis/PG-1",
                     "PG-1",
                     "planned",
                     {invalid_value(), owner_missing(), approved_owner()},
                     {"mig-validate: 9 documents, 48 rules"},
                     {{"parity", "no registry"}}}};
  report.exit_code = 1;
  return report;
}

/// A file that could not be read.
inline Report broken_report() {
  Report report = small_report();
  report.bundles.clear();
  report.errors = {{ErrorKind::no_verdict, "cannot read the file: input/output error",
                    at("migrations/postgis/PG-1/forward.sql", 4, 1, 1), "check the disk"}};
  report.exit_code = 3;
  return report;
}

/// With an error, a notice and a finding that fails nothing.
inline Report full_report() {
  Report report = small_report();
  report.base = "main (0123456789ab)";
  report.trust = {".mig/trust.yml", "sha256:11"};
  report.errors = broken_report().errors;
  report.notices = {"1 of 3 bundles changed"};
  Finding info = owner_missing();
  info.severity = Severity::info;
  report.bundles[0].findings.push_back(info);
  return report;
}

/// A run whose exit code comes from no finding and no error.
inline Report refused_report() {
  Report report = small_report();
  report.bundles[0].findings.clear();
  report.exit_code = 1;
  return report;
}

}  // namespace mig::report::testing
