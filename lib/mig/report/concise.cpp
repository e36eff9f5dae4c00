#include <fmt/format.h>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

/// A problem matcher wants line and column on every line, and a path that is there: one that a CI
/// system would take for a command is led in by its folder, and not broken.
std::string matched_place(const Location& location) {
  std::string place = place_of(location);
  if (without_commands(place) != without_commands_within(place)) place.insert(0, "./");
  return location.region ? place : place + ":1:1";
}

std::string finding_line(const Finding& finding, const Palette& palette) {
  const bool open = finding.status == Status::open;
  const Style style = open ? Palette::style_of(finding.severity) : Style::dim;
  const std::string_view kind =
      open ? mig::name_of(finding.severity) : mig::name_of(finding.status);
  const std::string label = fmt::format("{}[{}]", kind, one_line(finding.rule));
  std::string line = fmt::format("{}: {} {}", matched_place(finding.location),
                                 palette.paint(style, label), one_line(finding.message));
  // No fix is told here, and without this the approval would seem to have gone unseen.
  if (open && !finding.resolution.empty())
    line += fmt::format(" ({})", one_line(finding.resolution));
  return line + "\n";
}

std::string error_line(const Report& report, const Error& error, const Palette& palette) {
  const std::string place = error.location ? matched_place(*error.location) : one_line(report.tool);
  const std::string label = fmt::format("error[{}]", name_of(error.kind));
  std::string line =
      fmt::format("{}: {} {}", place, palette.paint(Style::fail, label), one_line(error.message));
  if (!error.remedy.empty()) line += fmt::format(" (fix: {})", one_line(error.remedy));
  return line + "\n";
}

}  // namespace

std::string render_concise(const Report& report, const Palette& palette) {
  std::string out;
  for (const BundleReport& bundle : report.bundles) {
    for (const Finding* finding : ordered_findings(bundle)) out += finding_line(*finding, palette);
  }
  for (const Error& error : report.errors) out += error_line(report, error, palette);
  return out + closing_lines(report, palette);
}

}  // namespace mig::report
