#include "mig/app/end_of_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "mig/app/console.hpp"
#include "mig/app/judge_run.hpp"
#include "mig/io/root.hpp"
#include "mig/report/mask_names.hpp"

namespace mig::app {
namespace {

Result<void> write_reports(const report::Report& report, const Options& options) {
  auto outputs = options.outputs;
  bool has_stdout = false;
  for (const auto& output : outputs) has_stdout = has_stdout || output.path.empty();
  // Somebody reads the log even when the reports go to files.
  if (!has_stdout) outputs.push_back({report::Format::text, ""});
  for (const auto& output : outputs) {
    report::RenderOptions render;
    render.color = output.path.empty() && wants_color(options.color);
    const auto bytes = report::render(report, output.format, render);
    auto written =
        output.path.empty() ? print(bytes) : io::write_file_atomically(output.path, bytes);
    if (!written) return written;
  }
  return {};
}

/// Whether whoever sits at the terminal reads the error in the report already.
bool is_read_in_report(const Options& options) {
  if (::isatty(STDOUT_FILENO) != 1) return false;
  const auto& outputs = options.outputs;
  const auto shown = std::find_if(outputs.begin(), outputs.end(),
                                  [](const auto& output) { return output.path.empty(); });
  return shown == outputs.end() || shown->format == report::Format::text ||
         shown->format == report::Format::concise;
}

/// An error before anything could be judged still yields every report that was asked for.
report::Report report_of(const Tool& tool, const Options& options, const Error& error) {
  auto report = begin_report(tool, options);
  report.policy = {"not loaded", ""};
  report.errors.push_back(error);
  report.exit_code = exit_code_of(error);
  return report;
}

/// What the caller wrote that a report may repeat.
std::vector<std::string> words_of(const Options& options) {
  auto words = options.paths;
  for (const auto* given :
       {&options.root, &options.policy, &options.trust, &options.store, &options.previous,
        &options.base, &options.baseline, &options.write_baseline, &options.files_from}) {
    if (*given) words.push_back(**given);
  }
  for (const auto& output : options.outputs) words.push_back(output.path);
  words.push_back(options.shard_file);
  words.push_back(options.stdin_filename);
  return words;
}

}  // namespace

int end_run(const Tool& tool, const Options& options, Result<report::Report> judged) {
  // The reports may be what is wrong with it.
  if (!judged && judged.error().kind == ErrorKind::usage) {
    return fail_with(tool.name, judged.error());
  }
  auto report = judged ? std::move(*judged) : report_of(tool, options, judged.error());
  if (!judged && !is_read_in_report(options)) fail_with(tool.name, judged.error());
  report::mask_names(report, words_of(options));
  if (auto written = write_reports(report, options); !written) {
    fail_with(tool.name, written.error());
    return kExitNoVerdict;
  }
  return report.exit_code;
}

}  // namespace mig::app
