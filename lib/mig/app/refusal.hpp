#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace mig::app {

/// Why a command line was not understood: one line what, one line what to do.
struct Refusal {
  std::string message;
  std::string remedy;
};

/// In words of ours, with the name that was probably meant. `app` is what parsed the line: a
/// program or one of its commands. Values that look like secrets are left out.
Refusal refusal_of(const CLI::App& app, const CLI::ParseError& problem);

/// A flag that ends in "=" where a value belongs: what follows it would be taken for the value.
std::optional<Refusal> value_left_out(const CLI::App& app, int argc, const char* const* argv);

/// The command of `app`, or the program itself, that was being parsed.
const CLI::App& parsed_part(const CLI::App& app);

/// "did you mean planned?", or else every name that there is.
std::string meant(std::string_view given, const std::vector<std::string>& names);

/// What is printed of it: the fix, and where more is told.
std::string refusal_text(std::string_view program, const Refusal& refusal);

/// The values that an option takes, where they are few: those of "TEXT:{one,two}".
std::vector<std::string> choices_in(std::string_view text);

}  // namespace mig::app
