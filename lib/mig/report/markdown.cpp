#include <fmt/format.h>

#include <algorithm>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

// GitHub takes 1 MiB for a step summary.
constexpr std::size_t kMaxBytes = 900 * 1024;
/// What each part beside the findings may take of that; there are eight of them at most.
constexpr std::size_t kMaxPart = 48 * 1024;
constexpr std::size_t kMaxRelated = 5;

/// Whole entries, as many as there is room for; then none, so that the first ones are the kept
/// ones.
class Entries {
 public:
  explicit Entries(std::size_t room) : room_(room) {}

  bool add(std::string_view entry) {
    if (left_out_ > 0 || text_.size() + entry.size() > room_) {
      ++left_out_;
      return false;
    }
    text_ += entry;
    return true;
  }

  /// With a sentence about what found no room.
  std::string take() {
    if (left_out_ > 0)
      text_ += fmt::format("\nand {} more, which found no room here.\n", left_out_);
    return std::move(text_);
  }

 private:
  std::size_t room_;
  std::size_t left_out_ = 0;
  std::string text_;
};

std::string path_code(const Location& location) {
  return markdown_code(place_of(location), 2 * kMaxPathLength);
}

std::string folded(std::string_view title, std::string_view content) {
  return fmt::format("<details><summary>{}</summary>\n\n{}\n</details>\n\n", title, content);
}

void add_detail(std::string& out, std::string_view title, std::string_view text) {
  if (!text.empty()) out += fmt::format("  - {}: {}\n", title, markdown_code(text));
}

std::string finding_entry(const Finding& finding) {
  std::string out = fmt::format("- **{}** {}: {}\n", markdown_code(finding.rule),
                                path_code(finding.location), markdown_code(finding.message));
  add_detail(out, "object", finding.object);
  add_detail(out, "confidence", finding.confidence);
  add_detail(out, "value fingerprint", finding.value_fingerprint);
  const std::size_t count = std::min(finding.related.size(), kMaxRelated);
  for (std::size_t i = 0; i < count; ++i) {
    const RelatedLocation& related = finding.related[i];
    out += fmt::format("  - see {}: {}\n", path_code(related.location),
                       markdown_code(related.message));
  }
  if (count < finding.related.size()) {
    out += fmt::format("  - and {} more places\n", finding.related.size() - count);
  }
  add_detail(out, "fix", finding.remedy);
  if (finding.status == Status::open) return out;
  add_detail(out, mig::name_of(finding.status), finding.resolution);
  return out;
}

/// The open findings that nobody may overlook: fails, then reviews. Knows how many found no room.
struct FirstFindings {
  std::string text;
  std::size_t fails_left_out = 0;
  std::size_t reviews_left_out = 0;

  void add(const Report& report, Severity severity, std::size_t room, std::size_t& left_out) {
    const auto findings = open_findings(report, severity);
    if (findings.empty()) return;
    Entries entries(text.size() < room ? room - text.size() : 0);
    entries.add(fmt::format("### {} {}\n\n", findings.size(), mig::name_of(severity)));
    for (const Finding* finding : findings) {
      if (!entries.add(finding_entry(*finding))) ++left_out;
    }
    if (left_out == findings.size()) return;
    text += left_out > 0 ? entries.take() : entries.take() + "\n";
  }
};

FirstFindings first_findings(const Report& report, std::size_t room) {
  FirstFindings first;
  first.add(report, Severity::fail, room, first.fails_left_out);
  first.add(report, Severity::review, first.fails_left_out > 0 ? 0 : room, first.reviews_left_out);
  return first;
}

std::string left_out_line(const FirstFindings& first) {
  const std::size_t total = first.fails_left_out + first.reviews_left_out;
  if (total == 0) return {};
  return fmt::format(
      "**{} findings found no room here ({} fail, {} review); the JSON report has all of them.**"
      "\n\n",
      total, first.fails_left_out, first.reviews_left_out);
}

std::string errors_part(const Report& report) {
  if (report.errors.empty()) return {};
  Entries entries(kMaxPart);
  for (const Error& error : report.errors) {
    std::string entry = fmt::format("- **{}**", name_of(error.kind));
    if (error.location) entry += " " + path_code(*error.location);
    entry += fmt::format(": {}\n", markdown_code(error.message));
    add_detail(entry, "fix", error.remedy);
    entries.add(entry);
  }
  return fmt::format("### {} error{}\n\n{}\n", report.errors.size(),
                     report.errors.size() == 1 ? "" : "s", entries.take());
}

std::string gate_change_row(const GateChange& change) {
  constexpr std::size_t kMaxCell = 200;
  const auto cell = [](std::string_view text) { return markdown_code(text, kMaxCell); };
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", change.effect, cell(change.subject),
                     cell(change.key), cell(change.before), cell(change.after), change.standing);
}

/// Those that need no one's eye any more are folded.
std::string gate_changes_part(const Report& report) {
  if (report.gate_changes.empty()) return {};
  constexpr std::string_view kHead =
      "| effect | of | what | before | after | approval |\n|---|---|---|---|---|---|\n";
  Entries open(kMaxPart);
  Entries approved(kMaxPart);
  std::size_t approved_count = 0;
  for (const GateChange& change : report.gate_changes) {
    const bool is_settled = !change.standing.empty() && change.standing != "open";
    if (is_settled) ++approved_count;
    (is_settled ? approved : open).add(gate_change_row(change));
  }
  std::string out = "### What the change does to what it is judged by\n\n";
  if (approved_count < report.gate_changes.size()) out += fmt::format("{}{}\n", kHead, open.take());
  if (approved_count == 0) return out;
  return out + folded(fmt::format("{} approved", approved_count),
                      fmt::format("{}{}", kHead, approved.take()));
}

std::string folded_findings(const std::vector<const Finding*>& findings, std::string_view title) {
  if (findings.empty()) return {};
  Entries entries(kMaxPart);
  for (const Finding* finding : findings) entries.add(finding_entry(*finding));
  return folded(fmt::format("{} {}", findings.size(), title), entries.take());
}

std::string list_of(const std::vector<std::string>& lines) {
  // Longer than any line is: what it holds was cut to size before.
  constexpr std::size_t kWhole = 100'000;
  Entries entries(kMaxPart);
  for (const std::string& line : lines)
    entries.add(fmt::format("- {}\n", markdown_code(line, kWhole)));
  return entries.take();
}

std::string folded_lines(const std::vector<std::string>& lines, std::string_view title) {
  if (lines.empty()) return folded(fmt::format("{}: nothing", title), "");
  return folded(title, list_of(lines));
}

std::string command_part(const Report& report) {
  if (report.command.empty()) return {};
  constexpr std::size_t kMaxCommand = 16 * 1024;
  const std::string line = command_line(report);
  if (line.size() > kMaxCommand) {
    return fmt::format("The command that repeats this run has {} words, too many to show.\n",
                       report.command.size());
  }
  return "The same run again, from the root of the repository:\n\n" + markdown_block(line);
}

std::string closing_part(const Report& report) {
  std::string out;
  if (!report.notices.empty()) out += fmt::format("### Notices\n\n{}\n", list_of(report.notices));
  out += folded_lines(checked_lines(report), "checked");
  out += folded_lines(skipped_lines(report), "skipped");
  const auto add_value = [&out](std::string_view title, const std::string& value) {
    if (!value.empty())
      out += fmt::format("- {}: {}\n", title, markdown_code(value, kMaxPathLength));
  };
  add_value("policy", policy_line(report.policy));
  if (!report.trust.source.empty()) add_value("trust", policy_line(report.trust));
  add_value("base", report.base);
  add_value("commit", report.commit);
  add_value("judged at", report.now);
  add_value("version", report.version);
  return out + fmt::format("- strict: {}\n\n", report.strict ? "yes" : "no") + command_part(report);
}

}  // namespace

std::string render_markdown(const Report& report) {
  std::string out = fmt::format("## {}: {}\n\n", report.tool, verdict_of(report));
  std::string rest = errors_part(report) + gate_changes_part(report);
  rest += folded_findings(open_findings(report, Severity::info), "info");
  rest += folded_findings(resolved_findings(report), "approved or justified");
  rest += closing_part(report);
  // Room for what is not yet known: the meaning, the sentence about what is left out.
  constexpr std::size_t kReserve = 1024;
  const FirstFindings first = first_findings(report, kMaxBytes - kReserve - rest.size());
  out += fmt::format("Meaning: {}.\n\n", meaning_of_exit(report));
  return out + left_out_line(first) + first.text + rest;
}

}  // namespace mig::report
