#include "mig/app/manual/completion.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mig::app {
namespace {

// Bash cuts words at "=" as well, which therefore stands between a flag and its value.
constexpr const char* kBegin =
    R"(# bash completion for {name}; written by the program's tables, see CONTRIBUTING.md
{function}() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
  [ "$current" = = ] && current=
  [ "$previous" = = ] && previous=${{COMP_WORDS[COMP_CWORD - 2]}}
  COMPREPLY=()
)";

std::string joined_names(const std::vector<Word>& flags) {
  std::vector<std::string> names;
  for (const auto& flag : flags) names.insert(names.end(), flag.names.begin(), flag.names.end());
  return fmt::format("{}", fmt::join(names, " "));
}

std::string reply(std::string_view words) {
  return fmt::format("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$current\")", words);
}

/// What follows a flag that takes a value. Without a reply of ours bash completes names of files.
std::string value_cases(const CommandForm& form, std::string_view indent) {
  std::string cases;
  std::vector<std::string> others;
  for (const auto& flag : form.flags) {
    if (flag.value.empty()) continue;
    const auto pattern = fmt::format("{}", fmt::join(flag.names, " | "));
    if (!flag.choices.empty()) {
      cases += fmt::format("{}  {}) {}; return ;;\n", indent, pattern,
                           reply(fmt::format("{}", fmt::join(flag.choices, " "))));
    } else if (flag.value == "RULE") {
      cases += fmt::format(
          "{}  {}) mapfile -t COMPREPLY < <(compgen -W "
          "\"$(\"${{COMP_WORDS[0]}}\" --list-rules 2>/dev/null | cut -d ' ' -f 1)\" -- "
          "\"$current\"); return ;;\n",
          indent, pattern);
    } else {
      others.push_back(pattern);
    }
  }
  if (!others.empty())
    cases += fmt::format("{}  {}) return ;;\n", indent, fmt::join(others, " | "));
  if (cases.empty()) return {};
  return fmt::format("{0}case $previous in\n{1}{0}esac\n", indent, cases);
}

std::string flags_reply(const CommandForm& form, std::string_view indent) {
  return fmt::format("{}case $current in -*) {} ;; esac\n", indent,
                     reply(joined_names(form.flags)));
}

std::string command_cases(const Program& program) {
  std::string text;
  for (const auto& form : program.forms) {
    if (form.command.empty()) continue;
    text += fmt::format("    {})\n", form.command) + value_cases(form, "      ") +
            flags_reply(form, "      ") + "      return\n      ;;\n";
  }
  return text.empty() ? text : "  case ${COMP_WORDS[1]} in\n" + text + "  esac\n";
}

std::string commands_reply(const Program& program) {
  std::vector<std::string> names;
  for (const auto& form : program.forms) {
    if (!form.command.empty()) names.push_back(form.command);
  }
  if (names.empty()) return {};
  return fmt::format("  [ \"$COMP_CWORD\" -eq 1 ] && [[ $current != -* ]] &&\n    {}\n",
                     reply(fmt::format("{}", fmt::join(names, " "))));
}

}  // namespace

std::string bash_completion(const Program& program) {
  std::string function = "_" + program.name;
  std::replace(function.begin(), function.end(), '-', '_');
  std::string text = fmt::format(fmt::runtime(kBegin), fmt::arg("name", program.name),
                                 fmt::arg("function", function));
  // The word of a command that is still being written is no command yet.
  const auto commands = command_cases(program);
  if (!commands.empty()) text += "  if [ \"$COMP_CWORD\" -gt 1 ]; then\n" + commands + "  fi\n";
  for (const auto& form : program.forms) {
    if (form.command.empty()) text += value_cases(form, "  ") + flags_reply(form, "  ");
  }
  text += commands_reply(program);
  return text + fmt::format("}}\ncomplete -o default -F {} {}\n", function, program.name);
}

}  // namespace mig::app
