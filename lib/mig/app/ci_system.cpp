#include "mig/app/ci_system.hpp"

#include <array>
#include <cstdlib>
#include <utility>

namespace mig::app {
namespace {

using Sign = std::pair<const char*, std::string_view>;

// Most of them set CI as well, which tells least and so stands last.
constexpr std::array kSigns{Sign{"GITHUB_ACTIONS", "GitHub Actions"},
                            Sign{"GITLAB_CI", "GitLab CI"},
                            Sign{"FORGEJO_ACTIONS", "Forgejo"},
                            Sign{"GITEA_ACTIONS", "Gitea"},
                            Sign{"JENKINS_URL", "Jenkins"},
                            Sign{"TF_BUILD", "Azure Pipelines"},
                            Sign{"BUILDKITE", "Buildkite"},
                            Sign{"CIRCLECI", "CircleCI"},
                            Sign{"BITBUCKET_BUILD_NUMBER", "Bitbucket Pipelines"},
                            Sign{"TEAMCITY_VERSION", "TeamCity"},
                            Sign{"TRAVIS", "Travis CI"},
                            Sign{"WOODPECKER", "Woodpecker"},
                            Sign{"CI", "a CI system"}};

}  // namespace

std::string_view ci_system() {
  for (const auto& [variable, name] : kSigns) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0' && std::string_view(value) != "false") return name;
  }
  return {};
}

}  // namespace mig::app
