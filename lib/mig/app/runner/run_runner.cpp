#include "mig/app/runner/run_runner.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <sstream>
#include <utility>
#include <vector>

#include "mig/app/command.hpp"
#include "mig/app/console.hpp"
#include "mig/app/runner/capture_command.hpp"
#include "mig/app/runner/plan_command.hpp"
#include "mig/app/runner/rehearse_command.hpp"

namespace mig::app {
namespace {

// One line per command; each lives in a file of its own beside this one.
const std::vector<Command>& commands() {
  static const std::vector<Command> table{
      {"capture", "write down what a database holds, as a baseline", declare_capture},
      {"rehearse", "run a bundle forward, back and forward again on a PostgreSQL without real data",
       declare_rehearse},
      {"plan", "write what the scripts of a bundle will do, without a server", declare_plan},
  };
  return table;
}

/// What could not be parsed is quoted, and may be a connection string with its password.
std::string without_connection_strings(const std::string& text) {
  for (const auto* mark : {"://", "password"}) {
    if (text.find(mark) != std::string::npos)
      return "the command line holds a connection string; nothing of it is shown\n"
             "  = fix: put it into a variable and name that: --dsn-env MIG_DSN\n";
  }
  return text;
}

int parse_and_run(int argc, char** argv) {
  CLI::App app{"mig-run: captures baselines, plans and rehearses migrations", "mig-run"};
  app.set_version_flag("--version", std::string("mig-run ") + MIG_VERSION);
  app.require_subcommand(1);
  std::vector<std::pair<CLI::App*, Action>> declared;
  for (const auto& command : commands()) {
    auto* sub = app.add_subcommand(command.name, command.question);
    declared.emplace_back(sub, command.declare(*sub));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    std::ostringstream out;
    std::ostringstream err;
    const bool is_help = app.exit(problem, out, err) == 0;
    complain(without_connection_strings(err.str()));
    if (auto printed = print(out.str()); !printed) return kExitNoVerdict;
    return is_help ? 0 : kExitUsage;
  }
  for (const auto& [sub, action] : declared) {
    if (!sub->parsed()) continue;
    auto code = action();
    return code ? *code : fail_with("mig-run " + sub->get_name(), code.error());
  }
  return kExitUsage;
}

}  // namespace

int run_runner(int argc, char** argv) {
  // A reader that went away must be an error of ours, not a signal that hides the verdict.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return parse_and_run(argc, argv);
  } catch (const std::exception& problem) {
    complain(fmt::format("mig-run: no verdict: {}\n", problem.what()));
    return kExitNoVerdict;
  }
}

}  // namespace mig::app
