#include "mig/report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "mig/report/escape.hpp"
#include "mig/report/gate_changes.hpp"

namespace mig::report {
namespace {

Style style_of_exit(int exit_code) {
  if (exit_code == 0) return Style::pass;
  return exit_code == 4 ? Style::review : Style::fail;
}

std::string_view verdict_name(int exit_code) {
  switch (exit_code) {
    case 0:
      return "pass";
    case 1:
      return "fail";
    case 2:
      return "usage or configuration error";
    case 4:
      return "review";
    default:
      return "no verdict";
  }
}

std::size_t count_status(const Report& report, Status status) {
  std::size_t count = 0;
  for (const BundleReport& bundle : report.bundles) {
    count += static_cast<std::size_t>(
        std::count_if(bundle.findings.begin(), bundle.findings.end(),
                      [&](const Finding& finding) { return finding.status == status; }));
  }
  return count;
}

std::string shown_path(std::string_view path) {
  return path.empty() ? "." : one_line(path, kMaxPathLength);
}

void add_block(std::string& out, std::string_view title, const std::vector<std::string>& lines,
               const Palette& palette) {
  out += palette.paint(Style::bold, fmt::format("{}:", title));
  out += lines.empty() ? " nothing\n" : "\n";
  for (const std::string& line : lines) out += fmt::format("  {}\n", line);
}

/// "path: text" for each bundle. A text that more than `kMaxSameLines` bundles share stands once,
/// for all of them: nobody reads it ten thousand times.
class BundleLines {
 public:
  void add(const BundleReport& bundle, std::string text) {
    auto& group = groups_[text];
    ++group.size;
    group.last_path = shown_path(bundle.path);
    lines_.push_back({group.last_path, std::move(text)});
  }

  std::vector<std::string> take() {
    std::vector<std::string> taken;
    for (const auto& [path, text] : lines_) {
      auto& group = groups_.at(text);
      if (group.size <= kMaxSameLines) {
        taken.push_back(fmt::format("{}: {}", path, text));
      } else if (!std::exchange(group.is_told, true)) {
        taken.push_back(
            fmt::format("{} to {} ({} of them): {}", path, group.last_path, group.size, text));
      }
    }
    return taken;
  }

 private:
  static constexpr std::size_t kMaxSameLines = 20;
  struct Group {
    std::size_t size = 0;
    std::string last_path;
    bool is_told = false;
  };
  struct Line {
    std::string path;
    std::string text;
  };

  std::unordered_map<std::string, Group> groups_;  ///< by text
  std::vector<Line> lines_;
};

std::vector<std::string> resolved_lines(const Report& report) {
  std::vector<std::string> lines;
  for (const Finding* finding : resolved_findings(report)) {
    lines.push_back(fmt::format("{}: {}[{}] {}: {}", name_of(finding->status),
                                name_of(finding->severity), one_line(finding->rule),
                                place_of(finding->location), one_line(finding->resolution)));
  }
  return lines;
}

}  // namespace

std::vector<const Finding*> ordered_findings(const BundleReport& bundle) {
  std::vector<const Finding*> ordered;
  ordered.reserve(bundle.findings.size());
  for (const Finding& finding : bundle.findings) ordered.push_back(&finding);
  std::stable_sort(ordered.begin(), ordered.end(), [](const Finding* left, const Finding* right) {
    return report_order(*left, *right);
  });
  return ordered;
}

namespace {

template <class Fits>
std::vector<const Finding*> findings_that(const Report& report, const Fits& fits) {
  std::vector<const Finding*> chosen;
  for (const BundleReport& bundle : report.bundles) {
    for (const Finding* finding : ordered_findings(bundle)) {
      if (fits(*finding)) chosen.push_back(finding);
    }
  }
  return chosen;
}

}  // namespace

std::vector<const Finding*> open_findings(const Report& report, Severity severity) {
  return findings_that(report, [severity](const Finding& finding) {
    return finding.status == Status::open && finding.severity == severity;
  });
}

std::vector<const Finding*> resolved_findings(const Report& report) {
  return findings_that(report,
                       [](const Finding& finding) { return finding.status != Status::open; });
}

std::string place_of(const Location& location) {
  const std::string path = shown_path(location.path);
  if (!location.region) return path;
  const Position& begin = location.region->begin;
  return fmt::format("{}:{}:{}", path, begin.line, begin.column);
}

std::string verdict_of(const Report& report) {
  const Totals totals = totals_of(report);
  std::string line =
      fmt::format("{} (exit {}): {} fail, {} review, {} info, {} approved",
                  verdict_name(report.exit_code), report.exit_code, totals.fail, totals.review,
                  totals.info, count_status(report, Status::approved));
  for (const Status status : {Status::justified, Status::baselined}) {
    const std::size_t count = count_status(report, status);
    if (count != 0) line += fmt::format(", {} {}", count, mig::name_of(status));
  }
  if (!report.errors.empty()) {
    line += fmt::format(", {} error{}", report.errors.size(), report.errors.size() == 1 ? "" : "s");
  }
  return line;
}

std::string_view meaning_of_exit(const Report& report) {
  switch (report.exit_code) {
    case 0:
      return "everything that had to be checked was checked; nothing above info is open";
    case 1:
      if (totals_of(report).fail > 0) return "at least one fail finding is open and must be fixed";
      return report.strict ? "strict mode: a review finding is open"
                           : "the list of known values would have to grow";
    case 2:
      return "the command line, the policy or the trust file is wrong; nothing was judged";
    case 4:
      return "a person must approve at least one open review finding";
    default:
      return report.errors.empty() ? "nothing was given to check"
                                   : "something could not be read, understood or finished; nothing "
                                     "may proceed on this";
  }
}

std::vector<std::string> checked_lines(const Report& report) {
  BundleLines lines;
  for (const BundleReport& bundle : report.bundles) {
    for (const std::string& what : bundle.checked) lines.add(bundle, one_line(what));
  }
  return lines.take();
}

std::vector<std::string> skipped_lines(const Report& report) {
  BundleLines lines;
  for (const BundleReport& bundle : report.bundles) {
    for (const Skipped& skipped : bundle.skipped) {
      lines.add(bundle, fmt::format("{}: {}", one_line(skipped.what), one_line(skipped.reason)));
    }
  }
  return lines.take();
}

std::string policy_line(const PolicySource& policy) {
  std::string line = one_line(policy.source);
  if (!policy.digest.empty()) line += fmt::format(" ({})", one_line(policy.digest));
  return line;
}

std::string command_line(const Report& report) {
  std::string line;
  for (const std::string& word : report.command) {
    line += fmt::format("{}{}", line.empty() ? "" : " ", shell_word(word));
  }
  return line;
}

std::string closing_lines(const Report& report, const Palette& palette) {
  std::string out;
  add_block(out, "checked", checked_lines(report), palette);
  add_block(out, "skipped", skipped_lines(report), palette);
  const std::vector<std::string> resolved = resolved_lines(report);
  if (!resolved.empty()) add_block(out, "approved or justified", resolved, palette);
  const auto gate_changes = gate_change_lines(report);
  if (!gate_changes.empty()) {
    add_block(out, "what the change does to what it is judged by", gate_changes, palette);
  }
  std::vector<std::string> notices;
  for (const std::string& notice : report.notices) notices.push_back(one_line(notice));
  if (!notices.empty()) add_block(out, "notices", notices, palette);
  const auto add_value = [&](std::string_view title, std::string_view value) {
    out += fmt::format("{} {}\n", palette.paint(Style::bold, fmt::format("{}:", title)), value);
  };
  add_value("policy", policy_line(report.policy));
  if (!report.trust.source.empty()) add_value("trust", policy_line(report.trust));
  if (!report.base.empty()) add_value("base", one_line(report.base));
  add_value("strict", report.strict ? "yes" : "no");
  const bool is_part = !report.part.empty();
  add_value("meaning",
            is_part ? "this is a part, and no verdict about the whole" : meaning_of_exit(report));
  const std::string verdict =
      fmt::format("{}: {}", is_part ? report.part : "verdict", verdict_of(report));
  return out + palette.paint(style_of_exit(report.exit_code), verdict) + "\n";
}

}  // namespace mig::report
