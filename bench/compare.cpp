// compare [--rounds N] [--items N] -- LABEL: COMMAND... [-- LABEL: COMMAND...]...
// Runs the commands one after the other, N rounds (5), and prints wall time, processor time and the
// largest memory of each. Taking turns lets a busy machine slow all of them alike. An argument
// @FILE stands for the lines of FILE. What the commands print is discarded. With --items the best
// processor time for one item is printed as well. Fails when a command ends in anything but 0.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <vector>

#include "folder_writer.hpp"

namespace {

struct Run {
  double wall_ms = 0;
  double cpu_ms = 0;
  long peak_kib = 0;
  int exit_code = 0;
};

struct Command {
  std::string label;
  std::vector<std::string> words;
  std::vector<Run> runs;
};

double milliseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

/// Standard output and error of the command go nowhere, so that no terminal is part of the time.
class SilentOutput {
 public:
  SilentOutput() {
    posix_spawn_file_actions_init(&actions_);
    for (const int stream : {1, 2}) {
      posix_spawn_file_actions_addopen(&actions_, stream, "/dev/null", O_WRONLY, 0);
    }
  }
  SilentOutput(const SilentOutput&) = delete;
  SilentOutput& operator=(const SilentOutput&) = delete;
  ~SilentOutput() { posix_spawn_file_actions_destroy(&actions_); }

  const posix_spawn_file_actions_t* actions() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

Run run(const Command& command) {
  std::vector<char*> words;
  for (const auto& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const SilentOutput silent;
  pid_t child = 0;
  const auto start = std::chrono::steady_clock::now();
  const int failed =
      ::posix_spawnp(&child, words.front(), silent.actions(), nullptr, words.data(), environ);
  if (failed != 0) bench::stop(fmt::format("{}: {}", words.front(), std::strerror(failed)));
  int status = 0;
  rusage usage{};
  if (::wait4(child, &status, 0, &usage) != child) bench::stop(std::strerror(errno));
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
          usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

void add_word(Command& command, std::string_view word) {
  if (command.label.empty() && word.ends_with(':')) {
    command.label = word.substr(0, word.size() - 1);
  } else if (word.starts_with('@')) {
    std::istringstream lines(bench::read_file(std::string(word.substr(1))));
    for (std::string line; std::getline(lines, line);) command.words.push_back(line);
  } else {
    command.words.emplace_back(word);
  }
}

std::vector<double> sorted(const std::vector<Run>& runs, double Run::*value) {
  std::vector<double> values;
  for (const auto& one : runs) values.push_back(one.*value);
  std::sort(values.begin(), values.end());
  return values;
}

/// The worst that a command ended in: a run that failed was not the work that was to be measured.
int exit_code_of(const Command& command) {
  int worst = 0;
  for (const auto& one : command.runs) worst = std::max(worst, one.exit_code);
  return worst;
}

void print(const std::vector<Command>& commands, int items) {
  fmt::print("{:<24} {:>9} {:>9} {:>9} {:>9} {:>12} {:>9} {:>6} {:>5}\n", "command", "best ms",
             "median ms", "best cpu", "med. cpu", "cpu/item us", "peak MiB", "times", "exit");
  const double first = sorted(commands.front().runs, &Run::wall_ms).front();
  for (const auto& command : commands) {
    const auto wall = sorted(command.runs, &Run::wall_ms);
    const auto cpu = sorted(command.runs, &Run::cpu_ms);
    const auto largest = std::max_element(
        command.runs.begin(), command.runs.end(),
        [](const Run& left, const Run& right) { return left.peak_kib < right.peak_kib; });
    fmt::print("{:<24} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>12.1f} {:>9.1f} {:>6.2f} {:>5}\n",
               command.label, wall.front(), wall[wall.size() / 2], cpu.front(), cpu[cpu.size() / 2],
               cpu.front() * 1e3 / items, static_cast<double>(largest->peak_kib) / 1024,
               wall.front() / first, exit_code_of(command));
  }
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 5;
  int items = 1;
  std::vector<Command> commands;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") {
      commands.emplace_back();
    } else if (!commands.empty()) {
      add_word(commands.back(), word);
    } else if (word == "--rounds" && i + 1 < argc) {
      rounds = bench::count_of(argv[++i]);
    } else if (word == "--items" && i + 1 < argc) {
      items = bench::count_of(argv[++i]);
    } else {
      bench::stop("usage: compare [--rounds N] [--items N] -- LABEL: COMMAND... [-- ...]");
    }
  }
  for (const auto& command : commands) {
    if (command.label.empty() || command.words.empty()) bench::stop("a command needs a label");
  }
  if (commands.empty()) bench::stop("no command was given");
  for (int round = 0; round < rounds; ++round) {
    for (auto& command : commands) command.runs.push_back(run(command));
  }
  print(commands, items);
  const bool all_passed = std::all_of(commands.begin(), commands.end(), [](const Command& command) {
    return exit_code_of(command) == 0;
  });
  return all_passed ? 0 : 1;
}
