#include "mig/app/color_choice.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace mig::app {

bool wants_color(ColorChoice choice) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  const auto value_of = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string_view(value == nullptr ? "" : value);
  };
  if (!value_of("NO_COLOR").empty()) return false;
  const auto forced = value_of("CLICOLOR_FORCE");
  if (!forced.empty() && forced != "0") return true;
  return ::isatty(STDOUT_FILENO) == 1;
}

}  // namespace mig::app
