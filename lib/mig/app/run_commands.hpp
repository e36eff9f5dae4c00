#pragma once

#include <functional>
#include <span>
#include <string>

#include "mig/app/command.hpp"

namespace mig::app {

/// A program that is a table of commands, or that part of one.
struct CommandTable {
  const char* tool;
  const char* description;
  std::span<const Command> commands;
  /// What is shown of a refused command line, which quotes it; null: all of it.
  std::string (*shown)(const std::string& refusal) = nullptr;
};

/// Parses a command line and runs the command that it names, to the exit code. Never throws.
int run_commands(const CommandTable& table, int argc, char** argv);

/// Lets `look` see what parses such a command line. Nothing is parsed or run.
void show_commands(const CommandTable& table, const std::function<void(const CLI::App&)>& look);

}  // namespace mig::app
