// How far long work is: seen on a terminal, and nowhere else. The terminals are pseudo terminals of
// the C library.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <stdexcept>
#include <thread>

#include "mig/app/counted_progress.hpp"
#include "support/process.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;

using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

/// What a process writes comes out as it is: a terminal adds no carriage returns.
termios plain_terminal() {
  termios settings{};
  ::cfmakeraw(&settings);
  return settings;
}

std::string read_to_the_end(int terminal) {
  std::string bytes;
  std::array<char, 4096> buffer{};
  for (ssize_t got = 0; (got = ::read(terminal, buffer.data(), buffer.size())) > 0;) {
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return bytes;
}

/// The variables that say where a program runs; an empty value is none.
struct Place {
  const char* terminal = "xterm";
  const char* ci = "";
};

void enter(const Place& place) {
  for (const char* name : {"GITHUB_ACTIONS", "GITLAB_CI", "FORGEJO_ACTIONS", "GITEA_ACTIONS",
                           "JENKINS_URL", "TF_BUILD", "BUILDKITE", "CIRCLECI",
                           "BITBUCKET_BUILD_NUMBER", "TEAMCITY_VERSION", "TRAVIS", "WOODPECKER"}) {
    ::unsetenv(name);
  }
  ::setenv("CI", place.ci, 1);
  ::setenv("TERM", place.terminal, 1);
}

/// Runs a program with standard output and standard error on one terminal, as a person does.
ProcessResult run_on_terminal(const std::vector<std::string>& command, const Place& place) {
  auto settings = plain_terminal();
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, &settings, nullptr);
  if (child < 0) throw std::runtime_error("no terminal");
  if (child == 0) {
    enter(place);
    std::vector<char*> arguments;
    for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  ProcessResult result;
  result.standard_output = read_to_the_end(terminal);
  ::close(terminal);
  int status = 0;
  ::waitpid(child, &status, 0);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

/// What is left on the screen once every line that is written over is gone.
std::string without_progress(const std::string& text) {
  static const std::regex line("\r\x1b\\[K(mig-[a-z-]+: [a-z]+ [0-9,]+ of [0-9,]+ [a-z]+)?");
  return std::regex_replace(text, line, "");
}

/// A folder of which the search takes seconds: many names of one file.
class ProgressTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    std::string text;
    for (int i = 0; text.size() < (1U << 20U); ++i) {
      text += "INSERT INTO parcels VALUES (" + std::to_string(i) + ", 'a', 'b', NULL);\n";
    }
    folder_->write("files/0.sql", text);
    std::size_t made = 1;
    for (std::size_t wanted = 64; wanted <= 16384; wanted *= 2) {
      for (; made < wanted; ++made) {
        fs::create_hard_link(folder_->path() + "/files/0.sql",
                             folder_->path() + "/files/" + std::to_string(made) + ".sql");
      }
      const auto began = std::chrono::steady_clock::now();
      expected_ = run_process(command()).standard_output;
      if (std::chrono::steady_clock::now() - began > std::chrono::milliseconds(2500)) return;
    }
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::vector<std::string> command() {
    return {tool_path("mig-scan-secrets"), "--threads", "1",     "--now",
            "2026-11-26T00:00:00Z",        "--color",   "never", folder_->path() + "/files"};
  }

  static inline TemporaryFolder* folder_ = nullptr;
  static inline std::string expected_;  ///< without a terminal
};

TEST_F(ProgressTest, IsShownAndWipedOnATerminal) {
  const auto result = run_on_terminal(command(), {});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.standard_output,
              ContainsRegex("\r\x1b\\[Kmig-scan-secrets: searched [0-9,]+ of [0-9,]+ files"));
  // The report is whole and comes after it.
  EXPECT_EQ(without_progress(result.standard_output), expected_);
  EXPECT_THAT(result.standard_output, EndsWith("\r\x1b[K" + expected_));
}

TEST_F(ProgressTest, IsNotShownElsewhere) {
  for (const Place& place : {Place{"xterm", "true"}, Place{"dumb", ""}, Place{"", ""}}) {
    const auto result = run_on_terminal(command(), place);
    EXPECT_EQ(result.standard_output, expected_) << place.terminal << place.ci;
  }
  const auto redirected = run_process(command(), {"", "", {"TERM=xterm", "CI="}});
  EXPECT_EQ(redirected.standard_output, expected_);
  EXPECT_EQ(redirected.standard_error, "");
}

TEST(Terminal, AnErrorIsToldOnce) {
  const TemporaryFolder root;
  root.write(".mig/policy.yml", "schema_version: policy.v9\n");
  const std::vector<std::string> command{
      tool_path("mig-gate"), "--root", root.path(), "--color", "never", root.path()};
  const auto times_told = [](const std::string& text) {
    std::size_t times = 0;
    for (auto at = text.find("policy.v9"); at != std::string::npos;
         at = text.find("policy.v9", at + 1)) {
      ++times;
    }
    return times;
  };
  const auto redirected = run_process(command);
  EXPECT_EQ(redirected.exit_code, 2);
  const auto shown = run_on_terminal(command, {});
  EXPECT_EQ(shown.exit_code, 2);
  EXPECT_EQ(times_told(shown.standard_output), times_told(redirected.standard_output));
  EXPECT_GT(times_told(redirected.standard_error), 0U) << "logs keep it whatever the report is";
}

/// What the object draws while `work` runs, with standard error on a terminal.
template <class Work>
std::string drawn_during(std::size_t total, const Work& work) {
  auto settings = plain_terminal();
  int terminal = -1;
  int side = -1;
  if (::openpty(&terminal, &side, nullptr, &settings, nullptr) != 0) return "no terminal";
  const int kept = ::dup(STDERR_FILENO);
  ::dup2(side, STDERR_FILENO);
  enter({});
  {
    app::CountedProgress progress("mig-gate", "judged", total, "bundles");
    work(progress);
  }
  ::dup2(kept, STDERR_FILENO);
  ::close(kept);
  ::close(side);
  auto drawn = read_to_the_end(terminal);
  ::close(terminal);
  return drawn;
}

TEST(CountedProgress, TellsHowMuchIsDone) {
  const auto drawn = drawn_during(5000, [](app::CountedProgress& progress) {
    for (int i = 0; i < 1234; ++i) progress.step();
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  });
  EXPECT_THAT(drawn, HasSubstr("\r\x1b[Kmig-gate: judged 1,234 of 5,000 bundles"));
  EXPECT_THAT(drawn, EndsWith("\r\x1b[K"));
  EXPECT_THAT(drawn, Not(HasSubstr("\n")));
}

TEST(CountedProgress, SaysNothingOfShortWork) {
  EXPECT_EQ(drawn_during(5000, [](app::CountedProgress& progress) { progress.step(); }), "");
  EXPECT_EQ(drawn_during(0, [](app::CountedProgress&) {}), "");
}

// One more done must cost nothing beside the judgement of a bundle.
TEST(CountedProgress, CostsNothing) {
  app::CountedProgress progress("mig-gate", "judged", 1, "bundles");
  const auto began = std::chrono::steady_clock::now();
  constexpr int kSteps = 1'000'000;
  for (int i = 0; i < kSteps; ++i) progress.step();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(500));
}

}  // namespace
}  // namespace mig::test
