// The hooks that run in a container, under pre-commit itself. No engine runs here: a stand-in keeps
// what it was asked, and starts the entry in place, with the variables that a container would have.
#include <unistd.h>

#include <sstream>

#include "integration_files_testing.hpp"
#include "integration_precommit_real_testing.hpp"

namespace mig::test {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;

const std::string kEngine = R"sh(
printf '%s\n' "$*" >>'LOG'
case $1 in
  build) [ -f Dockerfile ] && [ "${*: -1}" = . ]; exit ;;
  run) shift ;;
  *) exit 125 ;;
esac
variables=()
entry=
while :; do
  case $1 in
    --rm | --tty | --pull=never) shift; continue ;;
    -u) ;;
    -v) [ "$2" = "$PWD:/src:rw,Z" ] || exit 125 ;;
    --workdir) [ "$2" = /src ] || exit 125 ;;
    --entrypoint) entry=$2 ;;
    -e) if [ -n "${!2+x}" ]; then variables+=("$2=${!2}"); fi ;;
    *) break ;;
  esac
  shift 2
done
[ "$entry" = /usr/local/lib/mig-gates/run.sh ] || exit 127
shift
exec env -i HOME=/ PATH="$PATH" "${variables[@]}" 'SCRIPT' "$@"
)sh";

class InContainer : public RealPreCommit {
 protected:
  InContainer() {
    auto engine = "#!/bin/bash\n" + kEngine;
    engine.replace(engine.find("LOG"), 3, kept("log"));
    engine.replace(engine.find("SCRIPT"), 6, source("ci/pre-commit/run.sh"));
    runner_.write("engine/docker", engine);
    std::filesystem::permissions(kept("engine/docker"), std::filesystem::perms::owner_all);
  }
  std::string path() const override { return kept("engine") + ":" + path_with_tools(); }
  std::string hook_of(const std::string& tool) const override {
    return "      - id: " + tool + "-docker\n        args: [--now, '" + kNow + "']\n";
  }

  /// What the engine was asked that begins so.
  std::vector<std::string> asked(const std::string& begin) const {
    std::vector<std::string> found;
    std::istringstream lines(read_file(kept("log")));
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with(begin)) found.push_back(line);
    }
    return found;
  }
};

TEST_F(InContainer, TheImageIsBuiltAndRunOverTheRepository) {
  stage("README.md", "text\n");
  accepted();
  ASSERT_FALSE(asked("build").empty());
  EXPECT_THAT(asked("build --tag pre-commit-").front(), HasSubstr(" --pull .")) << "fresh bases";
  const auto runs = asked("run");
  EXPECT_EQ(runs.size(), 6U);
  const std::string user = std::to_string(::getuid()) + ":" + std::to_string(::getgid());
  EXPECT_THAT(runs, Each(AllOf(HasSubstr(" -u " + user + " "),
                               HasSubstr(" --entrypoint /usr/local/lib/mig-gates/run.sh "
                                         "pre-commit-"),
                               HasSubstr(" mig-"), HasSubstr(" --now "))));
}

TEST_F(InContainer, RefusesWhatDoesNotPass) {
  what_does_not_pass_is_refused();
}

TEST_F(InContainer, ByHandAllFilesAreJudged) {
  EXPECT_EQ(run({"pre-commit", "run", "--all-files"}).exit_code, 0);
  break_draft();
  git_.git({"commit", "-q", "-a", "--no-verify", "-m", "past the hooks"});
  EXPECT_EQ(run({"pre-commit", "run", "--all-files"}).exit_code, 1);
  EXPECT_EQ(run({"pre-commit", "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD"}).exit_code, 1);
}

TEST_F(InContainer, AnEngineThatFailsLetsNothingPass) {
  runner_.write("engine/docker", "#!/bin/sh\n[ \"$1\" = build ] && exit 0\nexit 125\n");
  stage("README.md", "text\n");
  refused("exit code: 125");
}

/// An image that was made before, as the page about CI shows it.
class InImage : public InContainer {
 protected:
  std::string hook_of(const std::string& tool) const override {
    const auto page = source_text("docs/ci.md");
    const auto at = page.find("entry: --pull=never");
    if (at == std::string::npos) return "the page shows no entry\n";
    auto entry = page.substr(at, page.find('\n', at) - at);
    entry.replace(entry.rfind("mig-gate"), 8, tool);
    return "      - id: " + tool + "-docker\n        language: docker_image\n        " + entry +
           "\n        args: [--now, '" + kNow + "']\n";
  }
};

TEST_F(InImage, PushesAreJudgedByTheirCommits) {
  const auto before = git_.id_of("HEAD");
  stage("x.sql", kPassword);
  git_.git({"commit", "-q", "--no-verify", "-m", "secret"});
  git_.git({"rm", "-q", "x.sql"});
  git_.git({"commit", "-q", "--no-verify", "-m", "gone"});
  const auto pushed = run({"pre-commit", "run", "--from-ref", before, "--to-ref", "HEAD"});
  EXPECT_EQ(pushed.exit_code, 1);
  EXPECT_THAT(all_of(pushed), HasSubstr("fail[secret-sql-role-password]"));
  EXPECT_TRUE(asked("build").empty());
  EXPECT_THAT(asked("run"), Each(HasSubstr(" --pull=never ")));
  break_draft();
  refused("fail[bundle-missing-artifact]", {"-a"});
}

}  // namespace
}  // namespace mig::test
