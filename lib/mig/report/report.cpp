#include "mig/report/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"

namespace mig::report {
namespace {

/// A name as `--output` takes it, and who writes the format.
struct Row {
  std::string_view name;
  Format format;
  std::string (*render)(const Report&, const Palette&);
};

constexpr std::array kFormats{
    Row{"text", Format::text,
        [](const Report& report, const Palette& palette) {
          return without_commands(render_text(report, palette));
        }},
    Row{"concise", Format::concise,
        [](const Report& report, const Palette& palette) {
          return without_commands(render_concise(report, palette));
        }},
    Row{"json", Format::json,
        [](const Report& report, const Palette&) {
          return without_commands_in_json(render_json(report));
        }},
    Row{"sarif", Format::sarif,
        [](const Report& report, const Palette&) {
          return without_commands_in_json(render_sarif(report));
        }},
    Row{"github", Format::github,
        [](const Report& report, const Palette&) { return render_github(report); }},
    Row{"markdown", Format::markdown,
        [](const Report& report, const Palette&) {
          return without_commands(render_markdown(report));
        }},
    Row{"markdown-comment", Format::markdown_comment,
        [](const Report& report, const Palette&) {
          return without_commands(render_markdown_comment(report));
        }},
    Row{"junit", Format::junit,
        [](const Report& report, const Palette&) {
          return without_commands(render_junit(report));
        }},
    Row{"gitlab-codequality", Format::gitlab_codequality,
        [](const Report& report, const Palette&) {
          return without_commands_in_json(render_gitlab_codequality(report));
        }},
    Row{"gitlab-secrets", Format::gitlab_secrets,
        [](const Report& report, const Palette&) {
          return without_commands_in_json(render_gitlab_secrets(report));
        }},
    Row{"html", Format::html,
        [](const Report& report, const Palette&) { return without_commands(render_html(report)); }},
};

}  // namespace

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Row& row : kFormats) names.emplace_back(row.name);
  return names;
}

Result<Format> format_named(std::string_view name) {
  for (const Row& row : kFormats) {
    if (row.name == name) return row.format;
  }
  return failure(ErrorKind::usage, fmt::format("unknown output format \"{}\"", clipped(name, 100)),
                 std::nullopt, fmt::format("use one of: {}", fmt::join(format_names(), ", ")));
}

std::string render(const Report& report, Format format, const RenderOptions& options) {
  const Palette palette(options.color);
  for (const Row& row : kFormats) {
    if (row.format == format) return row.render(report, palette);
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
