#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "integration_testing.hpp"

namespace mig::test {

/// What git sets for the hooks of a commit.
inline const std::string kIndex = ".git/index";

/// ci/pre-commit/run.sh over a repository, called as pre-commit calls it.
class PreCommit : public Integration {
 protected:
  ProcessResult hook(const std::string& tool, Variables variables,
                     std::vector<std::string> options = {"--now", kNow}) const {
    variables.emplace("PATH", path_with_tools());
    std::vector<std::string> command{source("ci/pre-commit/run.sh"), tool};
    command.insert(command.end(), options.begin(), options.end());
    return run_process(command, {git_.path(), "", as_environment(variables)});
  }
  /// In a commit of what is staged.
  ProcessResult committing(const std::string& tool = "mig-gate") const {
    return hook(tool, {{"GIT_INDEX_FILE", kIndex}});
  }
  ProcessResult pushing(const std::string& tool, const std::string& from,
                        const std::string& to) const {
    return hook(tool, {{"PRE_COMMIT_FROM_REF", from}, {"PRE_COMMIT_TO_REF", to}});
  }
  void stage(const std::string& path, const std::string& bytes) const {
    git_.write(path, bytes);
    git_.git({"add", "--", path});
  }
  static std::string all_of(const ProcessResult& result) {
    return result.standard_output + result.standard_error;
  }

  static inline const std::string kPassword = "ALTER ROLE app PASSWORD 'Vq82mzTkLw41';\n";
};

}  // namespace mig::test
