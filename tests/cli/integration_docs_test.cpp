// What docs/ci.md shows is what the integrations take and do.
#include <algorithm>

#include "integration_files_testing.hpp"
#include "integration_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string page() {
  return source_text("docs/ci.md");
}

/// The first block of a language behind a heading.
std::string block(const std::string& heading, const std::string& fence) {
  const auto text = page();
  const auto section = text.find("\n" + heading + "\n");
  EXPECT_NE(section, std::string::npos) << heading;
  const auto begin = text.find("```" + fence + "\n", section) + fence.size() + 4;
  return text.substr(begin, text.find("```", begin) - begin);
}

TEST(CiPage, NamesEveryInputAndOutput) {
  const auto action_text = source_text("ci/github/action.yml");
  const auto action = as_yaml(action_text);
  const auto text = page();
  const auto named = groups_of(text, "`([a-z-]+)`");
  for (const std::string section : {"inputs", "outputs"}) {
    for (const auto& name : keys_of(below(action, {section})))
      EXPECT_EQ(named.count(name), 1U) << name;
  }
  const auto component = source_text("ci/gitlab/templates/mig-gate/template.yml");
  const auto spec_text = component.substr(0, component.find("\n---\n") + 1);
  for (const auto& name : keys_of(below(as_yaml(spec_text), {"spec", "inputs"})))
    EXPECT_THAT(text, HasSubstr(name));
}

TEST(CiPage, DefaultsAreThoseOfTheAction) {
  const auto action_text = source_text("ci/github/action.yml");
  const auto action = as_yaml(action_text);
  for (const auto& input : *below(action, {"inputs"}).object()) {
    const auto value = string_of(below(input.value, {"default"}));
    if (value.empty() || input.key == "working-directory") continue;
    EXPECT_THAT(page(), HasSubstr("| `" + input.key + "` | `" + value + "` |"));
  }
}

TEST(CiPage, OneLinersAreYaml) {
  const auto github = block("## GitHub", "yaml");
  const auto workflow = as_yaml(github);
  EXPECT_THAT(
      string_of(below(below(workflow, {"jobs", "gate", "steps"}).array()->back(), {"uses"})),
      HasSubstr("/ci/github@"));
  const auto gitlab = block("## GitLab", "yaml");
  const auto included = as_yaml(gitlab);
  const auto& component = below(included, {"include"}).array()->front();
  EXPECT_THAT(string_of(below(component, {"component"})), HasSubstr("/mig-gate@"));
  const auto hooks = block("## pre-commit", "yaml");
  const auto config = as_yaml(hooks);
  const auto manifest = groups_of(source_text(".pre-commit-hooks.yaml"), "- id: ([a-z-]+)");
  for (const auto& hook : *below(below(config, {"repos"}).array()->front(), {"hooks"}).array())
    EXPECT_EQ(manifest.count(string_of(below(hook, {"id"}))), 1U);
}

// A runner holds no program: a job that uses one names the image that does.
TEST(CiPage, EveryJobOfGitHubHasItsImage) {
  std::size_t jobs_seen = 0;
  for (const std::string file :
       {"docs/ci.md", "docs/history.md", "docs/shards.md", "docs/howto/adopt.md",
        "docs/tutorial.md", "ci/github/example-workflow.yml"}) {
    const auto text = source_text(file);
    for (std::size_t at = 0; (at = text.find("    runs-on: ", at)) != std::string::npos;) {
      const auto begin = at;
      at = std::min(text.find("    runs-on: ", at + 1), text.find("```", at));
      const auto job = text.substr(begin, at - begin);
      if (job.find(" mig-gate ") == std::string::npos &&
          job.find("ci/github@") == std::string::npos)
        continue;
      ++jobs_seen;
      EXPECT_THAT(job, HasSubstr("\n    container: ${{ vars.MIG_IMAGE }}")) << file;
    }
  }
  EXPECT_EQ(jobs_seen, 7U);
}

/// The hook that the page shows for git alone, with the moment of the fixtures.
class PlainHook : public Integration {
 protected:
  PlainHook() {
    auto script = block("## pre-commit", "sh");
    EXPECT_THAT(script, HasSubstr("mig-gate -0"));
    script.replace(script.find("mig-gate -0"), 8, "mig-gate --now " + kNow);
    git_.write(".git/hooks/pre-commit", script);
    fs::permissions(git_.file(".git/hooks/pre-commit"), fs::perms::owner_all);
  }
  ProcessResult commit() const {
    return run_process({"git", "-c", "user.name=Ada", "-c", "user.email=ada@example.invalid",
                        "commit", "--allow-empty", "-m", "work"},
                       {git_.path(), "", as_environment({{"PATH", path_with_tools()}})});
  }
};

TEST_F(PlainHook, StopsWhatDoesNotPassAndNothingElse) {
  EXPECT_EQ(commit().exit_code, 0) << "nothing is staged";
  git_.write("README.md", "text\n");
  git_.git({"add", "README.md"});
  EXPECT_EQ(commit().exit_code, 0);
  ask_for_review();
  git_.git({"add", "."});
  EXPECT_EQ(commit().exit_code, 0) << "a review is for the merge to wait for";
  git_.git({"rm", "-q", kDraftBundle + "/rollback.sql"});
  EXPECT_EQ(commit().exit_code, 1);
  git_.git({"reset", "-q", "--hard"});
  git_.write("x.sql", "ALTER ROLE app PASSWORD 'Vq82mzTkLw41';\n");
  git_.git({"add", "x.sql"});
  git_.write("x.sql", "SELECT 1;\n");
  EXPECT_EQ(commit().exit_code, 1);
}

}  // namespace
}  // namespace mig::test
