#pragma once

#include <filesystem>
#include <sstream>
#include <string>

#include "integration_testing.hpp"

namespace mig::test {

/// ci/github/run.sh as a runner of GitHub runs it.
class GitHub : public Integration {
 protected:
  /// The step with the defaults of action.yml, apart from the inputs that are given.
  ProcessResult step(const Variables& inputs) const {
    Variables variables{{"GITHUB_OUTPUT", kept("output")},
                        {"GITHUB_STEP_SUMMARY", kept("summary")},
                        {"GITHUB_WORKSPACE", git_.path()},
                        {"RUNNER_TEMP", kept("temporary")},
                        {"PATH", path_with_tools()},
                        {"GITHUB_BASE_REF", ""},
                        {"MIG_PATHS", "migrations"},
                        {"MIG_BASE", "auto"},
                        {"MIG_SARIF", "true"},
                        {"MIG_ARGUMENTS", "--now\n" + kNow}};
    for (const auto& [name, value] : inputs) variables[name] = value;
    std::filesystem::remove(kept("output"));
    std::filesystem::remove(kept("summary"));
    return run_process({"bash", source("ci/github/run.sh")},
                       {runner_.path(), "", as_environment(variables)});
  }

  /// Reads the outputs as the runner does; a text that is no output is a failure.
  Variables outputs() const {
    Variables read;
    std::istringstream lines(read_file(kept("output")));
    for (std::string line; std::getline(lines, line);) {
      const auto mark = line.find("<<");
      EXPECT_NE(mark, std::string::npos) << line;
      if (mark == std::string::npos) break;
      std::string value;
      for (std::string more; std::getline(lines, more) && more != line.substr(mark + 2);) {
        value += (value.empty() ? "" : "\n") + more;
      }
      EXPECT_TRUE(read.emplace(line.substr(0, mark), value).second) << line;
    }
    return read;
  }
  std::string output(const std::string& name) const { return outputs()[name]; }
  std::string summary() const { return read_file(kept("summary")); }

  void ends(const ProcessResult& result, int exit_code, const std::string& verdict) const {
    EXPECT_EQ(result.exit_code, exit_code) << result.standard_output << result.standard_error;
    EXPECT_EQ(output("verdict"), verdict);
    EXPECT_EQ(output("exit-code"), std::to_string(exit_code));
  }
};

}  // namespace mig::test
