#include "mig/app/tool_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <vector>

#include "mig/app/doctor/doctor_command.hpp"
#include "mig/app/evidence/run_evidence.hpp"
#include "mig/app/shard/merge_command.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

// One line per command of mig-gate; each lives in a folder of its own.
constexpr std::array kGateCommands{
    Command{"doctor", "tell what a run would find here, and what would stop it; judges nothing",
            declare_doctor},
    Command{"merge", "put the parts of a run (--shard) together; gives the verdict", declare_merge},
};

}  // namespace

const CommandTable* commands_of_tool(std::string_view tool) {
  static const CommandTable gate{"mig-gate", "what surrounds a run of every gate", kGateCommands};
  static const CommandTable evidence = evidence_table();
  for (const auto* table : {&gate, &evidence}) {
    if (tool == table->tool) return table;
  }
  return nullptr;
}

bool is_command(std::string_view tool, std::string_view first_argument) {
  const auto* table = commands_of_tool(tool);
  if (table == nullptr) return false;
  return std::any_of(table->commands.begin(), table->commands.end(),
                     [&](const Command& command) { return first_argument == command.name; });
}

std::string nearest_command(std::string_view tool, const std::string& word) {
  const auto* table = commands_of_tool(tool);
  std::error_code ignored;
  if (table == nullptr || word.find('/') != word.npos ||
      std::filesystem::exists(std::filesystem::symlink_status(word, ignored))) {
    return {};
  }
  std::vector<std::string> names;
  for (const auto& command : table->commands) names.emplace_back(command.name);
  return pattern::nearest_name(word, names).value_or("");
}

std::string commands_help(std::string_view tool) {
  const auto* table = commands_of_tool(tool);
  if (table == nullptr || table->commands.empty()) return {};
  std::string text = fmt::format("Commands ({} COMMAND --help):\n", tool);
  for (const auto& command : table->commands) {
    text += fmt::format("  {:<8}{}\n", command.name, command.question);
  }
  text += fmt::format("A folder that is called like a command is judged as ./{}.\n",
                      table->commands.front().name);
  return text;
}

}  // namespace mig::app
