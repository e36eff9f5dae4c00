#include "mig/app/runner/run_runner.hpp"

#include <array>
#include <string>

#include "mig/app/runner/capture_command.hpp"
#include "mig/app/runner/plan_command.hpp"
#include "mig/app/runner/rehearse_command.hpp"

namespace mig::app {
namespace {

// One line per command; each lives in a file of its own beside this one.
constexpr std::array kCommands{
    Command{"capture", "write down what a database holds, as a baseline", declare_capture},
    Command{"rehearse",
            "run a bundle forward, back and forward again on a PostgreSQL without real data",
            declare_rehearse},
    Command{"plan", "write what the scripts of a bundle will do, without a server", declare_plan},
};

/// What could not be parsed is quoted, and may be a connection string with its password.
std::string without_connection_strings(const std::string& text) {
  for (const auto* mark : {"://", "password"}) {
    if (text.find(mark) != std::string::npos)
      return "the command line holds a connection string; nothing of it is shown\n"
             "  = fix: put it into a variable and name that: --dsn-env MIG_DSN\n";
  }
  return text;
}

}  // namespace

CommandTable runner_table() {
  return {"mig-run", "captures baselines, plans and rehearses migrations", kCommands,
          without_connection_strings};
}

int run_runner(int argc, char** argv) {
  return run_commands(runner_table(), argc, argv);
}

}  // namespace mig::app
