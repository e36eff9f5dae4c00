#include "mig/app/console.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <csignal>

#include "mig/io/root.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/mask_names.hpp"

namespace mig::app {
namespace {

std::string place_of(const Error& error) {
  if (!error.location) return {};
  const auto& [path, region] = *error.location;
  if (!region) return path + ": ";
  return fmt::format("{}:{}:{}: ", path, region->begin.line, region->begin.column);
}

}  // namespace

int exit_code_of(const Error& error) {
  return error.kind == ErrorKind::no_verdict ? kExitNoVerdict : kExitUsage;
}

void take_failed_writes_as_errors() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

Result<void> print(std::string_view text) {
  return io::write_all(STDOUT_FILENO, text);
}

void complain(std::string_view text) {
  // Errors repeat what was given on the command line, and names of files.
  const auto shown = report::without_secrets(text);
  const auto harmless = report::without_commands(report::many_lines(shown));
  static_cast<void>(io::write_all(STDERR_FILENO, harmless));
}

int fail_with(std::string_view tool, const Error& error) {
  auto text = fmt::format("{}: {}{}\n", tool, place_of(error), error.message);
  if (!error.remedy.empty()) text += fmt::format("  = fix: {}\n", error.remedy);
  complain(text);
  return exit_code_of(error);
}

}  // namespace mig::app
