#include "mig/app/run_commands.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <sstream>
#include <utility>
#include <vector>

#include "mig/app/console.hpp"
#include "mig/app/refusal.hpp"

namespace mig::app {
namespace {

int refuse(const CommandTable& table, const CLI::App* command, const Refusal& refusal) {
  const auto program = command == nullptr ? std::string(table.tool)
                                          : fmt::format("{} {}", table.tool, command->get_name());
  const auto text = refusal_text(program, refusal);
  complain(table.shown == nullptr ? text : table.shown(text));
  return kExitUsage;
}

int end_of_parsing(const CommandTable& table, const CLI::App& app, const CLI::ParseError& problem) {
  std::ostringstream out;
  std::ostringstream ignored;
  if (app.exit(problem, out, ignored) == 0) return print(out.str()) ? 0 : kExitNoVerdict;
  const auto& part = parsed_part(app);
  return refuse(table, &part == &app ? nullptr : &part, refusal_of(part, problem));
}

using Declared = std::vector<std::pair<CLI::App*, Action>>;

/// The actions own what the commands are read into.
Declared declare(const CommandTable& table, CLI::App& app) {
  app.name(table.tool);
  app.description(fmt::format("{}: {}", table.tool, table.description));
  app.set_version_flag("--version", fmt::format("{} {}", table.tool, MIG_VERSION));
  app.require_subcommand(1);
  Declared declared;
  for (const auto& command : table.commands) {
    auto* sub = app.add_subcommand(command.name, command.question);
    declared.emplace_back(sub, command.declare(*sub));
  }
  return declared;
}

int parse_and_run(const CommandTable& table, int argc, char** argv) {
  const std::string tool = table.tool;
  CLI::App app;
  const auto declared = declare(table, app);
  for (const auto& [sub, action] : declared) {
    if (argc < 2 || sub->get_name() != argv[1]) continue;
    if (const auto left_out = value_left_out(*sub, argc, argv)) {
      return refuse(table, sub, *left_out);
    }
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return end_of_parsing(table, app, problem);
  }
  for (const auto& [sub, action] : declared) {
    if (!sub->parsed()) continue;
    auto code = action();
    return code ? *code : fail_with(tool + " " + sub->get_name(), code.error());
  }
  return kExitUsage;
}

}  // namespace

int run_commands(const CommandTable& table, int argc, char** argv) {
  take_failed_writes_as_errors();
  try {
    return parse_and_run(table, argc, argv);
  } catch (const std::exception& problem) {
    complain(fmt::format("{}: no verdict: {}\n", table.tool, problem.what()));
    return kExitNoVerdict;
  }
}

void show_commands(const CommandTable& table, const std::function<void(const CLI::App&)>& look) {
  CLI::App app;
  const auto declared = declare(table, app);
  look(app);
}

}  // namespace mig::app
