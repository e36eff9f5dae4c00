#include "mig/app/runner/plan_command.hpp"

#include <fmt/format.h>

#include <memory>

#include "mig/app/console.hpp"
#include "mig/app/runner/subject.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/report/plan_file.hpp"
#include "mig/rules/plan/expected.hpp"

namespace mig::app {
namespace {

struct PlanOptions {
  SubjectOptions subject;
  std::string output;
};

Result<void> write_plan(const RunnerSubject& subject, const std::string& output,
                        const std::string& bytes) {
  if (output == "-") return print(bytes);
  if (!output.empty()) return io::write_file_atomically(output, bytes);
  const auto* there = subject.facts.entry(bundle::kPlanFile);
  if (there != nullptr && there->kind != io::EntryKind::regular) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("{} is no regular file", subject.facts.path_of(bundle::kPlanFile)));
  }
  return io::write_file_atomically(subject.file(bundle::kPlanFile), bytes);
}

std::string told(const contract::PlanError& error) {
  if (error.script.empty()) return fmt::format("{}: {}", error.object, error.message);
  return fmt::format("{}:{}: {}: {}", error.script, error.line, error.object, error.message);
}

Result<int> plan(const PlanOptions& options) {
  auto subject = load_subject(options.subject);
  if (!subject) return tl::unexpected(subject.error());
  const auto plan = rules::expected_plan((*subject)->facts, (*subject)->change);
  if (auto written = write_plan(**subject, options.output, report::plan_json(plan)); !written) {
    return tl::unexpected(written.error());
  }
  const auto& totals = plan.totals.value;
  complain(fmt::format("{}: {} statements, {} effects, {} that cannot be seen, {} errors\n",
                       plan.migration_id.value, totals.statements, totals.effects, totals.opaque,
                       totals.errors));
  if (totals.errors == 0 && (*subject)->change.faults.empty()) return 0;
  const auto redactor = (*subject)->redactor();
  for (const auto& error : plan.errors) {
    complain(fmt::format("  {}\n", redactor.cleaned(told(error.value))));
  }
  if (!(*subject)->change.faults.empty()) {
    auto fault = (*subject)->change.faults.front();
    redactor.clean(fault);
    return tl::unexpected(std::move(fault));
  }
  return totals.errors == 0 ? 0 : 1;
}

}  // namespace

Action declare_plan(CLI::App& app) {
  auto options = std::make_shared<PlanOptions>();
  declare_subject(app, options->subject);
  app.add_option("-o,--output", options->output,
                 "file to write, - for standard output (default: plan.json of the bundle)");
  return [options] { return plan(*options); };
}

}  // namespace mig::app
