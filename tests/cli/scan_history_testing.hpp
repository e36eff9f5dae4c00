#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/git_repository.hpp"
#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {

inline const std::string kSecret = "Vq82mzTkLw41";
inline const std::string kRole = "ALTER ROLE app PASSWORD '" + kSecret + "';\n";
inline const std::string kOtherSecret = "Zr19kkWpQe77";
inline const std::string kOtherRole = "ALTER ROLE web PASSWORD '" + kOtherSecret + "';\n";
inline const std::string kRoleRule = "secret-sql-role-password";
inline const std::string kMail = "anna.lindqvist@fernmail.net";
inline const std::string kInsert = "INSERT INTO users (id, email) VALUES (1, '" + kMail + "');\n";
inline const std::string kAllowMail =
    "-- mig:allow pii-email until=2026-05-01 reason=\"made up\"\n";
inline const std::string kSalt = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

/// mig-scan-secrets over a git repository.
class ScanHistory : public testing::Test {
 protected:
  ProcessResult run(const std::string& tool, std::vector<std::string> arguments,
                    const std::string& input = "") const {
    auto result = run_tool(tool, arguments, {git_.path(), input, {}});
    EXPECT_THAT(result.standard_output, testing::Not(testing::HasSubstr(kSecret)));
    EXPECT_THAT(result.standard_output, testing::Not(testing::HasSubstr(kOtherSecret)));
    EXPECT_THAT(result.standard_error, testing::Not(testing::HasSubstr(kSecret)));
    return result;
  }
  ProcessResult scan(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.insert(arguments.begin(), {"--root", "."});
    return run("mig-scan-secrets", std::move(arguments), input);
  }
  /// "rule path:line" of every finding that is open, in the order of the report.
  std::vector<std::string> open(std::vector<std::string> arguments,
                                const std::string& tool = "mig-scan-secrets") const {
    arguments.insert(arguments.begin(), {"--root", ".", "--output", "json"});
    const auto result = run(tool, std::move(arguments));
    const auto report = nlohmann::json::parse(result.standard_output, nullptr, false);
    std::vector<std::string> told;
    if (report.is_discarded()) {
      ADD_FAILURE() << result.standard_output << result.standard_error;
      return told;
    }
    for (const auto& bundle : report.at("bundles")) {
      for (const auto& finding : bundle.at("findings")) {
        if (finding.at("status") != "open") continue;
        const auto& place = finding.at("location");
        told.push_back(finding.at("rule").get<std::string>() + " " +
                       place.at("path").get<std::string>() + ":" +
                       (place.contains("line") ? place.at("line").dump() : "0"));
      }
    }
    return told;
  }
  void write(const std::string& path, const std::string& bytes) const { git_.write(path, bytes); }
  void stage(const std::string& path, const std::string& bytes) const {
    write(path, bytes);
    git_.git({"add", "-f", path});
  }
  /// A commit of one file.
  std::string commit(const std::string& path, const std::string& bytes) {
    write(path, bytes);
    return git_.commit("write " + path);
  }

  GitRepository git_;
};

}  // namespace mig::test
