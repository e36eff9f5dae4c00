#include "mig/report/doctor_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/report/color.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/json_text.hpp"

namespace mig::report {
namespace {

Style style_of(Standing standing) {
  constexpr std::array kStyles{Style::pass, Style::review, Style::fail};
  return kStyles.at(static_cast<std::size_t>(standing));
}

std::size_t count(const DoctorReport& report, Standing standing) {
  return static_cast<std::size_t>(
      std::count_if(report.checks.begin(), report.checks.end(),
                    [standing](const Check& check) { return check.standing == standing; }));
}

std::string conclusion(const DoctorReport& report) {
  const auto problems = count(report, Standing::problem);
  const auto notes = count(report, Standing::note);
  const auto noted = fmt::format("{} note{}", notes, notes == 1 ? "" : "s");
  if (problems == 0) {
    return fmt::format("nothing here would stop a gate (exit 0); {}", noted);
  }
  return fmt::format("{} problem{} would stop a gate (exit {}); {}", problems,
                     problems == 1 ? "" : "s", report.exit_code(), noted);
}

}  // namespace

int DoctorReport::exit_code() const {
  int code = 0;
  for (const auto& check : checks) code = std::max(code, check.exit_code);
  return code;
}

std::string_view name_of(Standing standing) {
  constexpr std::array<std::string_view, 3> kNames{"ok", "note", "problem"};
  return kNames.at(static_cast<std::size_t>(standing));
}

std::string doctor_text(const DoctorReport& report, bool color) {
  const Palette palette(color);
  std::string text =
      fmt::format("{} {}, doctor: what a run finds here. No migration was judged.\n\n",
                  one_line(report.tool), one_line(report.version));
  for (const auto& check : report.checks) {
    // Padded before it is painted: escapes have a length and no width.
    const auto standing = fmt::format("{:<7}", name_of(check.standing));
    text += fmt::format("{}  {:<11} {}\n", palette.paint(style_of(check.standing), standing),
                        one_line(check.topic), one_line(check.text));
    if (!check.fix.empty()) text += fmt::format("{:21}= fix: {}\n", "", one_line(check.fix));
  }
  const auto worst = report.exit_code() == 0 ? Style::pass : Style::fail;
  text += "\n" + palette.paint(worst, conclusion(report)) + "\n";
  return without_commands(text);
}

std::string doctor_json(const DoctorReport& report) {
  Json out;
  out["schema_version"] = "doctor.v1";
  out["tool"] = report.tool;
  out["version"] = report.version;
  out["exit_code"] = report.exit_code();
  out["checks"] = Json::array();
  for (const auto& check : report.checks) {
    Json row{{"topic", check.topic},         {"standing", name_of(check.standing)},
             {"text", check.text},           {"fix", check.fix},
             {"exit_code", check.exit_code}, {"facts", Json::object()}};
    for (const auto& [name, value] : check.facts) row["facts"][name] = value;
    out["checks"].push_back(std::move(row));
  }
  return without_commands_in_json(json_text(out)) + "\n";
}

}  // namespace mig::report
