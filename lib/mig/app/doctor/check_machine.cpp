#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "mig/app/ci_system.hpp"
#include "mig/app/color_choice.hpp"
#include "mig/app/doctor/doctor_checks.hpp"
#include "mig/io/beneath.hpp"
#include "mig/postgres/installation.hpp"
#include "mig/postgres/installation_version.hpp"

namespace mig::app {
namespace {

using report::Check;
using report::Standing;

Check check_postgresql() {
  const auto folder = postgres::find_installation();
  if (!folder) {
    return {"postgresql", Standing::note,
            folder.error().message + "; only mig-run rehearse needs one", folder.error().remedy};
  }
  const auto version = postgres::installation_version(*folder);
  if (!version) {
    return {"postgresql", Standing::note, version.error().message, version.error().remedy};
  }
  return {"postgresql",
          Standing::ok,
          fmt::format("{} in {}", *version, *folder),
          "",
          {{"version", *version}, {"folder", *folder}}};
}

Check check_kernel() {
  if (io::has_openat2()) {
    return {"kernel",
            Standing::ok,
            "has openat2: a path is followed in one step",
            "",
            {{"openat2", "yes"}}};
  }
  return {"kernel",
          Standing::note,
          "without openat2: paths are followed folder by folder, as safely and slower",
          "a kernel from 5.6 on; a container runtime may filter the call",
          {{"openat2", "no"}}};
}

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

Check check_terminal() {
  const bool is_out = ::isatty(STDOUT_FILENO) == 1;
  const bool is_err = ::isatty(STDERR_FILENO) == 1;
  const bool has_color = wants_color(ColorChoice::automatic);
  const char* why = is_set("NO_COLOR")         ? "NO_COLOR is set"
                    : is_set("CLICOLOR_FORCE") ? "CLICOLOR_FORCE is set"
                    : is_out                   ? "standard output is a terminal"
                                               : "standard output is no terminal";
  return {"terminal",
          Standing::ok,
          fmt::format("{} ({}); {}", has_color ? "colours" : "no colours", why,
                      is_err && ci_system().empty() ? "progress of long runs is shown"
                                                    : "no progress is shown"),
          "",
          {{"colors", has_color ? "yes" : "no"}}};
}

Check check_ci() {
  const auto system = ci_system();
  if (system.empty()) return {"ci", Standing::ok, "none is seen", "", {{"system", ""}}};
  return {"ci", Standing::ok, std::string(system), "", {{"system", std::string(system)}}};
}

}  // namespace

std::vector<Check> check_machine() {
  return {check_postgresql(), check_kernel(), check_terminal(), check_ci()};
}

}  // namespace mig::app
