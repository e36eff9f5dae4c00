#include "mig/app/manual/program.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

#include "mig/app/gates.hpp"
#include "mig/app/options.hpp"
#include "mig/app/refusal.hpp"
#include "mig/app/tool_commands.hpp"
#include "mig/report/report.hpp"

namespace mig::app {
namespace {

// Where the last word of a flag's name is not what its value is.
constexpr std::array<std::pair<std::string_view, std::string_view>, 21> kValues{
    {{"approval", "FILE"},    {"base", "REVISION"},   {"baseline", "FILE"},
     {"explain", "RULE"},     {"files-from", "FILE"}, {"forward", "SCRIPT"},
     {"init", "FOLDER"},      {"key", "FILE"},        {"key-env", "VARIABLE"},
     {"dsn-env", "VARIABLE"}, {"now", "TIME"},        {"out", "FILE"},
     {"policy", "FILE"},      {"previous", "FILE"},   {"rollback", "SCRIPT"},
     {"root", "FOLDER"},      {"seed", "SCRIPT"},     {"store", "FOLDER"},
     {"trust", "FILE"},       {"valid-from", "TIME"}, {"valid-until", "TIME"}}};

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string value_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  if (type.starts_with("INT") || type.starts_with("UINT")) return "N";
  const std::string name = option.get_lnames().empty() ? "value" : option.get_lnames().front();
  const auto known = std::find_if(kValues.begin(), kValues.end(),
                                  [&name](const auto& entry) { return entry.first == name; });
  if (known != kValues.end()) return std::string(known->second);
  if (name == "output") {
    if (!choices_in(type).empty()) return "FORMAT";
    return option.get_description().starts_with("FORMAT") ? "FORMAT[=PATH]" : "FILE";
  }
  return upper(name.substr(name.rfind('-') + 1));
}

bool takes_formats(const Word& word) {
  return word.value == "FORMAT[=PATH]";
}

Word word_of(const CLI::Option& option) {
  Word word;
  word.help = option.get_description();
  word.is_required = option.get_required();
  word.is_repeatable = option.get_items_expected_max() > 1 ||
                       option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  if (option.get_positional()) {
    word.value = upper(option.get_name(true));
    return word;
  }
  for (const auto& name : option.get_snames()) word.names.push_back("-" + name);
  for (const auto& name : option.get_lnames()) word.names.push_back("--" + name);
  if (option.get_items_expected_max() == 0) return word;
  word.value = value_of(option);
  word.choices = takes_formats(word) ? report::format_names() : choices_in(option.get_type_name());
  // A part is no report, and only some help names it.
  if (takes_formats(word) && word.help.ends_with(", shard")) {
    word.choices.emplace_back("shard");
  }
  return word;
}

}  // namespace

CommandForm form_of(const CLI::App& app, const std::string& command) {
  CommandForm form;
  form.command = command;
  form.question = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    auto word = word_of(*option);
    (word.names.empty() ? form.arguments : form.flags).push_back(std::move(word));
  }
  return form;
}

std::vector<CommandForm> commands_of(const CLI::App& app) {
  std::vector<CommandForm> forms;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    forms.push_back(form_of(*sub, sub->get_name()));
  }
  return forms;
}

Program gate_program(const std::string& name) {
  Program program;
  program.name = name;
  const Tool* tool = find_tool(name);
  if (tool == nullptr) return program;
  program.question = std::string(tool->question);
  show_command_line(*tool,
                    [&program](const CLI::App& app) { program.forms.push_back(form_of(app, "")); });
  const CommandTable* commands = commands_of_tool(name);
  if (commands == nullptr) return program;
  show_commands(*commands, [&program](const CLI::App& app) {
    for (auto& form : commands_of(app)) program.forms.push_back(std::move(form));
  });
  return program;
}

}  // namespace mig::app
