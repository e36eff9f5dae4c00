#include "mig/app/refusal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "mig/bundle/redaction.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

std::string without_dashes(std::string_view flag) {
  flag = flag.substr(0, flag.find('='));
  return std::string(flag.substr(std::min(flag.find_first_not_of('-'), flag.size())));
}

std::string nearest_flag(const CLI::App& app, std::string_view given) {
  std::vector<std::string> known;
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) known.push_back(name);
  }
  const auto nearest = pattern::nearest_name(without_dashes(given), known);
  return nearest ? fmt::format("did you mean --{}?", *nearest) : std::string();
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(sub->get_name());
  }
  return names;
}

/// The first word that nothing takes; of a command that is none it is the command.
std::optional<std::string> unexpected_word(const CLI::App& app) {
  const auto words = app.remaining(true);
  if (words.empty()) return std::nullopt;
  return words.front();
}

Refusal unexpected(const CLI::App& app, const std::string& word) {
  if (word.starts_with('-') && word != "-") {
    return {fmt::format("unknown flag {}", word.substr(0, word.find('='))),
            nearest_flag(app, word)};
  }
  return {fmt::format("{} is one argument too many", word), ""};
}

Refusal missing(const CLI::App& app, const std::string& what) {
  if (const auto names = command_names(app); !names.empty()) {
    const auto word = unexpected_word(app);
    if (!word)
      return {"no command was given", fmt::format("name one of: {}", fmt::join(names, ", "))};
    if (word->starts_with('-')) return unexpected(app, *word);
    return {fmt::format("there is no command {}", *word), meant(*word, names)};
  }
  const auto name = what.substr(0, what.find(" is required"));
  return {what, name.starts_with('-') ? fmt::format("write {} VALUE", name)
                                      : fmt::format("name the {}", name)};
}

/// "--phase: plannd not in {planned,executed}" and "--threads: Value 0 not in range 1 to 256"; the
/// first word is the name of an option.
Refusal wrong_value(const std::string& what) {
  constexpr std::string_view kOneOf = " not in {";
  constexpr std::string_view kWithin = " not in range ";
  const auto colon = what.find(": ");
  const auto list = what.rfind(kOneOf);
  const auto range = what.rfind(kWithin);
  if (colon == std::string::npos) return {what, ""};
  const auto option = what.substr(0, colon);
  if (list != std::string::npos && list > colon) {
    const auto value = what.substr(colon + 2, list - colon - 2);
    return {fmt::format("{} cannot be {}", option, value.empty() ? "empty" : value),
            meant(value, choices_in(std::string_view(what).substr(list)))};
  }
  if (range == std::string::npos || range < colon) return {what, ""};
  constexpr std::string_view kValue = "Value ";
  auto value = what.substr(colon + 2, range - colon - 2);
  if (value.starts_with(kValue)) value.erase(0, kValue.size());
  return {fmt::format("{} cannot be {}", option, value.empty() ? "empty" : value),
          fmt::format("write a number from {}", what.substr(range + kWithin.size()))};
}

/// "Could not convert: --strict = maybe".
Refusal wrong_form(const CLI::App& app, const std::string& what) {
  constexpr std::string_view kBegin = "Could not convert: ";
  const auto equals = what.find(" = ");
  if (!what.starts_with(kBegin) || equals == std::string::npos) return {what, ""};
  const auto name = what.substr(kBegin.size(), equals - kBegin.size());
  const auto value = what.substr(equals + 3);
  const auto* option = app.get_option_no_throw(name);
  if (option != nullptr && option->get_items_expected_max() == 0) {
    return {fmt::format("{} is a flag and takes no value, not {}", name, value),
            fmt::format("write {} alone, or leave it out", name)};
  }
  return {fmt::format("{} cannot be {}", name, value), "write a number"};
}

Refusal no_value_of(std::string_view option) {
  return {fmt::format("{} was given no value", option), fmt::format("write {} VALUE", option)};
}

/// "--policy: 1 required TEXT missing" and "--phase: At Most 1 required but received 2".
Refusal wrong_count(const std::string& what) {
  const auto colon = what.find(": ");
  if (colon != std::string::npos && what.find("At Most 1 required", colon) == colon + 2) {
    const auto option = what.substr(0, colon);
    return {fmt::format("{} was given more than once", option), fmt::format("keep one {}", option)};
  }
  if (colon == std::string::npos || !what.ends_with(" missing")) return {what, ""};
  const auto option = what.substr(0, colon);
  return no_value_of(option);
}

Refusal in_words(const CLI::App& app, const CLI::ParseError& problem) {
  const std::string what = problem.what();
  if (dynamic_cast<const CLI::RequiredError*>(&problem) != nullptr) return missing(app, what);
  if (dynamic_cast<const CLI::ValidationError*>(&problem) != nullptr) return wrong_value(what);
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&problem) != nullptr) return wrong_count(what);
  if (dynamic_cast<const CLI::ConversionError*>(&problem) != nullptr) return wrong_form(app, what);
  if (dynamic_cast<const CLI::ExtrasError*>(&problem) != nullptr) {
    if (const auto word = unexpected_word(app)) return unexpected(app, *word);
  }
  return {what, ""};
}

}  // namespace

std::string meant(std::string_view given, const std::vector<std::string>& names) {
  if (const auto nearest = pattern::nearest_name(given, names)) {
    return fmt::format("did you mean {}?", *nearest);
  }
  return fmt::format("write one of: {}", fmt::join(names, ", "));
}

std::vector<std::string> choices_in(std::string_view text) {
  std::vector<std::string> choices;
  const auto open = text.find('{');
  const auto close = text.rfind('}');
  if (open == text.npos || close == text.npos || close < open) return choices;
  text = text.substr(open + 1, close - open - 1);
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    choices.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return choices;
}

std::optional<Refusal> value_left_out(const CLI::App& app, int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--") return std::nullopt;
    if (!word.starts_with("--") || word.find('=') != word.size() - 1) continue;
    const auto name = word.substr(0, word.size() - 1);
    const auto* option = app.get_option_no_throw(name);
    if (option != nullptr && option->get_items_expected_min() > 0) return no_value_of(name);
  }
  return std::nullopt;
}

const CLI::App& parsed_part(const CLI::App& app) {
  const auto parsed = app.get_subcommands();
  return parsed.empty() ? app : *parsed.front();
}

Refusal refusal_of(const CLI::App& app, const CLI::ParseError& problem) {
  auto refusal = in_words(app, problem);
  bundle::Redactor redactor;
  redactor.add_text("command-line.txt", refusal.message);
  redactor.clean(refusal.message);
  return refusal;
}

std::string refusal_text(std::string_view program, const Refusal& refusal) {
  std::string text = fmt::format("{}: {}\n", program, refusal.message);
  if (refusal.remedy.empty()) return text + fmt::format("  = fix: see {} --help\n", program);
  return text + fmt::format("  = fix: {}\n  = see: {} --help\n", refusal.remedy, program);
}

}  // namespace mig::app
