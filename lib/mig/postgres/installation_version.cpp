#include "mig/postgres/installation_version.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <string_view>

#include "mig/io/descriptor.hpp"

namespace mig::postgres {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{5};
constexpr std::size_t kMaxAnswer = 4096;

/// The first line that it prints; no more than an answer has, for no longer than it may.
std::string answer_of(int pipe, Clock::time_point until) {
  std::string answer;
  std::array<char, 512> piece{};
  while (answer.size() < kMaxAnswer && answer.find('\n') == answer.npos) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd waited{pipe, POLLIN, 0};
    if (left <= 0 || ::poll(&waited, 1, static_cast<int>(left)) == 0) break;
    const auto got = ::read(pipe, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    answer.append(piece.data(), static_cast<std::size_t>(got));
  }
  return answer;
}

/// "15.8" of "postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)"; empty where it is told
/// otherwise.
std::string version_in(std::string_view answer) {
  constexpr std::string_view kMark = "(PostgreSQL) ";
  const auto mark = answer.find(kMark);
  if (mark == answer.npos) return {};
  answer.remove_prefix(mark + kMark.size());
  return std::string(answer.substr(0, answer.find_first_not_of("0123456789.abcdelrtv")));
}

pid_t started(const std::string& program, int output) {
  posix_spawn_file_actions_t actions;
  if (::posix_spawn_file_actions_init(&actions) != 0) return -1;
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string name = program;
  std::string question = "--version";
  const std::array<char*, 3> arguments{name.data(), question.data(), nullptr};
  const std::array<char*, 1> environment{nullptr};
  pid_t child = -1;
  const int error = ::posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(),
                                  environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? child : -1;
}

}  // namespace

Result<std::string> installation_version(const std::string& folder) {
  const std::string program = folder + "/postgres";
  const auto silent = [&program] {
    return failure(ErrorKind::no_verdict, fmt::format("{} does not tell its version", program), {},
                   "install PostgreSQL again");
  };
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return silent();
  const io::Descriptor reading(ends[0]);
  io::Descriptor writing(ends[1]);
  const pid_t child = started(program, writing.number());
  writing = io::Descriptor();
  if (child < 0) return silent();
  const auto version = version_in(answer_of(reading.number(), Clock::now() + kPatience));
  // It has said what it had to say, or never will.
  ::kill(child, SIGKILL);
  while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
  if (version.empty()) return silent();
  return version;
}

}  // namespace mig::postgres
