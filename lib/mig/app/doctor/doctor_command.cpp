#include "mig/app/doctor/doctor_command.hpp"

#include <CLI/CLI.hpp>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "mig/app/console.hpp"
#include "mig/app/doctor/doctor_checks.hpp"
#include "mig/bundle/redaction.hpp"

namespace mig::app {
namespace {

using report::Check;
using report::DoctorReport;

struct DoctorOptions {
  Options surroundings;
  std::string root;
  std::string format = "text";
};

void add(DoctorReport& report, std::vector<Check> checks) {
  std::move(checks.begin(), checks.end(), std::back_inserter(report.checks));
}

// Names of branches, folders and variables may be anything, a connection string included.
void hide_secrets(DoctorReport& report) {
  bundle::Redactor redactor;
  const auto each_text = [&report](const auto& visit) {
    for (auto& check : report.checks) {
      visit(check.text);
      visit(check.fix);
      for (auto& [name, value] : check.facts) visit(value);
    }
  };
  each_text([&redactor](std::string& text) { redactor.add_text("doctor.txt", text); });
  each_text([&redactor](std::string& text) { redactor.clean(text); });
}

DoctorReport examine(const Options& options) {
  DoctorReport report{"mig-gate", MIG_VERSION, check_versions()};
  std::optional<io::Root> root;
  report.checks.push_back(check_root(options, root));
  if (root) {
    add(report, check_documents(options, *root));
    add(report, check_git(*root));
  }
  add(report, check_machine());
  hide_secrets(report);
  return report;
}

Result<int> doctor(DoctorOptions& options) {
  if (!options.root.empty()) options.surroundings.root = options.root;
  const auto report = examine(options.surroundings);
  const auto text = options.format == "json"
                        ? report::doctor_json(report)
                        : report::doctor_text(report, wants_color(ColorChoice::automatic));
  if (auto printed = print(text); !printed) return tl::unexpected(printed.error());
  return report.exit_code();
}

}  // namespace

Check stopped_by(std::string topic, const Error& error) {
  std::string text = error.message;
  if (error.location) {
    const auto& [path, region] = *error.location;
    text =
        region ? path + ":" + std::to_string(region->begin.line) + ": " + text : path + ": " + text;
  }
  return {std::move(topic),   report::Standing::problem, std::move(text), error.remedy, {},
          exit_code_of(error)};
}

Action declare_doctor(CLI::App& app) {
  auto options = std::make_shared<DoctorOptions>();
  app.add_option("--root", options->root, "repository root (default: the git top level)");
  app.add_option("--output", options->format, "text or json (doctor.v1)")
      ->check(CLI::IsMember({"text", "json"}));
  app.footer(
      "Exit codes: 0 nothing here would stop a gate, 2 the policy or the trust policy is invalid, "
      "3 something could not be read.\nNo migration is judged.");
  return [options] { return doctor(*options); };
}

}  // namespace mig::app
