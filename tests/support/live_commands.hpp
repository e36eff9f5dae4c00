#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mig::test {

/// What a CI system or terminal takes for a command of its own in what a program prints.
struct CommandSyntax {
  std::string_view name;   ///< "GitHub Actions"
  std::string_view alive;  ///< an example that it obeys
  std::string_view dead;   ///< one that looks like it, and that it does not obey
  bool (*is_alive_in)(std::string_view line);  ///< a line as it cuts them, LF not included
};

const std::vector<CommandSyntax>& command_syntaxes();

/// "GitHub Actions: ::error::x" for every line that is obeyed; in what --output github writes the
/// annotations that it is there for are none.
std::vector<std::string> live_commands_in(std::string_view output, bool is_github = false);

}  // namespace mig::test
