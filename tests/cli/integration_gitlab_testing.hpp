#pragma once

#include <string>
#include <utility>
#include <vector>

#include "integration_files_testing.hpp"
#include "integration_testing.hpp"

namespace mig::test {

inline const std::string kGitLabTemplate = "ci/gitlab/templates/mig-gate/template.yml";

/// The two documents of the template: what it asks for, and the jobs.
inline std::pair<std::string, std::string> gitlab_documents() {
  const auto text = source_text(kGitLabTemplate);
  const auto border = text.find("\n---\n");
  return {text.substr(0, border + 1), text.substr(border + 5)};
}

inline const std::string kVerdictJob = "$[[ inputs.job-name ]]";
inline const std::string kPartJob = kVerdictJob + "-part";

/// What every job of it runs.
inline const document::LocatedValue& gitlab_run(const document::LocatedValue& jobs) {
  return below(jobs, {".$[[ inputs.job-name ]]-run"});
}

class GitLab : public Integration {
 protected:
  GitLab() : jobs_(as_yaml(gitlab_documents().second)) {}

  /// The job with the defaults of the template, apart from the inputs that are given.
  ProcessResult run(const Variables& inputs, const std::vector<std::string>& shell = {"sh", "-e"},
                    const std::string& job = kVerdictJob) const {
    Variables variables{{"CI_PROJECT_DIR", git_.path()},
                        {"CI_COMMIT_SHA", git_.id_of("HEAD")},
                        {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", ""},
                        {"TMPDIR", kept("temporary")},
                        {"PATH", path_with_tools()},
                        {"MIG_TOOL", "mig-gate"},
                        {"MIG_PATHS", "migrations"},
                        {"MIG_BASE", "auto"},
                        {"MIG_MERGE_BASE", "true"},
                        {"MIG_STRICT", "false"},
                        {"MIG_ARGUMENTS", "--now\n" + kNow},
                        {"MIG_SHARDS", "1"},
                        {"MIG_WORKING_DIRECTORY", "."},
                        {"MIG_ARCHIVE", ""},
                        {"MIG_CHECKSUM", ""},
                        {"MIG_VERSION", ""}};
    for (const auto& [name, value] : inputs) variables[name] = value;
    std::filesystem::remove_all(git_.file("mig-gate-reports"));
    auto command = shell;
    command.insert(command.end(), {"-c", script_of(job)});
    auto result = run_process(command, {git_.path(), "", as_environment(variables)});
    EXPECT_TRUE(std::filesystem::is_empty(kept("temporary"))) << "something was left behind";
    return result;
  }
  void ends(const ProcessResult& result, int exit_code) const {
    EXPECT_EQ(result.exit_code, exit_code) << all_of(result);
  }
  static std::string all_of(const ProcessResult& result) {
    return result.standard_output + result.standard_error;
  }
  std::string report(const std::string& name) const {
    return git_.read("mig-gate-reports/" + name);
  }

  /// A runner puts the lines of both parts of a job together, and runs them in one shell.
  std::string script_of(const std::string& job) const {
    std::string script;
    for (const auto* lines :
         {&below(jobs_, {job, "before_script"}), &below(gitlab_run(jobs_), {"script"})})
      for (const auto& line : *lines->array()) script += string_of(line) + "\n";
    return script;
  }

  const document::LocatedValue jobs_;
};

}  // namespace mig::test
