#include <fmt/format.h>

#include <algorithm>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

constexpr std::size_t kShownPerKind = 10;

/// A foreign text for a command: hostile characters shown, commands within it broken.
std::string harmless(std::string_view text) {
  return without_commands(many_lines(text));
}

/// A foreign value within a command. It begins no line, and a path that was changed leads nowhere.
std::string property(std::string_view text, std::size_t limit = kMaxTextLength) {
  return workflow_property(without_commands_within(one_line(text, limit)));
}

/// GitHub takes columns only for a region on one line.
std::string place_properties(const Location& location) {
  std::string out = fmt::format("file={},", property(location.path, kMaxPathLength));
  if (!location.region) return out;
  const auto& [begin, end] = *location.region;
  out += fmt::format("line={},endLine={},", begin.line, end.line);
  if (begin.line == end.line) out += fmt::format("col={},endColumn={},", begin.column, end.column);
  return out;
}

/// Writes commands and counts them by kind.
class CommandWriter {
 public:
  void error(const Error& error) {
    const std::string place = error.location ? place_properties(*error.location) : "";
    command("error", place, name_of(error.kind), with_fix(error.message, error.remedy), errors_);
  }

  void findings(const Report& report, Severity severity) {
    for (const Finding* finding : open_findings(report, severity)) add(*finding);
  }

  void note(std::string_view title, std::string_view text) {
    command("notice", {}, title, harmless(text), notices_);
  }

  std::size_t errors() const { return errors_; }
  std::size_t warnings() const { return warnings_; }
  std::string take() { return std::move(out_); }

 private:
  static std::string with_fix(std::string_view message, std::string_view remedy) {
    std::string text = harmless(message);
    if (!remedy.empty()) text += "\nfix: " + harmless(remedy);
    return text;
  }

  void add(const Finding& finding) {
    const std::string place = place_properties(finding.location);
    const std::string text = with_fix(finding.message, finding.remedy);
    switch (finding.severity) {
      case Severity::fail:
        return command("error", place, finding.rule, text, errors_);
      case Severity::review:
        return command("warning", place, finding.rule, text, warnings_);
      case Severity::info:
        return command("notice", place, finding.rule, text, notices_);
    }
  }

  void command(std::string_view kind, std::string_view place, std::string_view title,
               std::string_view text, std::size_t& count) {
    ++count;
    out_ += fmt::format("::{} {}title={}::{}\n", kind, place, property(title), workflow_data(text));
  }

  std::string out_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::size_t notices_ = 0;
};

}  // namespace

// GitHub keeps the first ten commands of a kind. The verdict is a notice, so it goes before the
// findings that are notices too.
std::string render_github(const Report& report) {
  CommandWriter writer;
  for (const Error& error : report.errors) writer.error(error);
  writer.findings(report, Severity::fail);
  writer.findings(report, Severity::review);
  writer.note(report.tool, fmt::format("verdict: {}", verdict_of(report)));
  const std::size_t notices = 1 + report.notices.size() + totals_of(report).info;
  if (std::max({writer.errors(), writer.warnings(), notices}) > kShownPerKind) {
    writer.note(report.tool,
                fmt::format("GitHub shows {} annotations of a kind per step; this step has {} "
                            "errors, {} warnings and {} notices, all of them in its log",
                            kShownPerKind, writer.errors(), writer.warnings(), notices + 1));
  }
  for (const std::string& notice : report.notices) writer.note(report.tool, notice);
  writer.findings(report, Severity::info);
  return writer.take() + without_commands(closing_lines(report, Palette(false)));
}

}  // namespace mig::report
