#include "mig/report/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"

namespace mig::report {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 5> kFormats{{
    {"text", Format::text},
    {"concise", Format::concise},
    {"json", Format::json},
    {"sarif", Format::sarif},
    {"github", Format::github},
}};

}  // namespace

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& [name, format] : kFormats) names.emplace_back(name);
  return names;
}

Result<Format> format_named(std::string_view name) {
  for (const auto& [known, format] : kFormats) {
    if (known == name) return format;
  }
  return failure(ErrorKind::usage, fmt::format("unknown output format \"{}\"", clipped(name, 100)),
                 std::nullopt, fmt::format("use one of: {}", fmt::join(format_names(), ", ")));
}

std::string render(const Report& report, Format format, const RenderOptions& options) {
  const Palette palette(options.color);
  switch (format) {
    case Format::text:
      return without_commands(render_text(report, palette));
    case Format::concise:
      return without_commands(render_concise(report, palette));
    case Format::json:
      return without_commands_in_json(render_json(report));
    case Format::sarif:
      return without_commands_in_json(render_sarif(report));
    case Format::github:
      return render_github(report);
  }
  return {};
}

Totals totals_of(const Report& report) {
  Totals totals;
  for (const BundleReport& bundle : report.bundles) {
    for (const Finding& finding : bundle.findings) {
      if (finding.status != Status::open) {
        ++totals.resolved;
        continue;
      }
      switch (finding.severity) {
        case Severity::info:
          ++totals.info;
          break;
        case Severity::review:
          ++totals.review;
          break;
        case Severity::fail:
          ++totals.fail;
          break;
      }
    }
  }
  return totals;
}

int exit_code_of(const Report& report) {
  if (!report.errors.empty()) {
    const bool unjudged =
        std::any_of(report.errors.begin(), report.errors.end(),
                    [](const Error& error) { return error.kind == ErrorKind::no_verdict; });
    return unjudged ? 3 : 2;
  }
  // Nobody said why there is nothing to judge: that is no pass.
  if (report.bundles.empty() && report.notices.empty()) return 3;
  const Totals totals = totals_of(report);
  if (totals.fail > 0) return 1;
  if (totals.review > 0) return report.strict ? 1 : 4;
  return 0;
}

}  // namespace mig::report
