#include <fmt/format.h>

#include <algorithm>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/markdown_parts.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

/// GitHub takes 1 MiB for a step summary.
constexpr MarkdownLimits kSummary{900 * 1024,         48 * 1024,      kMaxTextLength,
                                  2 * kMaxPathLength, kMaxPathLength, 16 * 1024};
/// And 65,536 characters for a comment, to which a pipeline may add words of its own.
constexpr MarkdownLimits kComment{60'000, 4 * 1024, 300, 300, 150, 2 * 1024};
constexpr std::size_t kMaxRelated = 5;

std::string path_code(const Location& location, const MarkdownLimits& limits) {
  return markdown_code(place_of(location), limits.path);
}

/// One entry of a list with lines below it.
class Entry {
 public:
  explicit Entry(const MarkdownLimits& limits) : limits_(limits) {}

  std::string code(std::string_view text) const { return markdown_code(text, limits_.text); }
  std::string path(const Location& location) const { return path_code(location, limits_); }
  void add(std::string_view text) { out_ += text; }
  void detail(std::string_view title, std::string_view text) {
    if (!text.empty()) out_ += fmt::format("  - {}: {}\n", title, code(text));
  }
  std::string take() { return std::move(out_); }

 private:
  const MarkdownLimits& limits_;
  std::string out_;
};

std::string finding_entry(const Finding& finding, const MarkdownLimits& limits) {
  Entry out(limits);
  out.add(fmt::format("- **{}** {}: {}\n", out.code(finding.rule), out.path(finding.location),
                      out.code(finding.message)));
  out.detail("object", finding.object);
  out.detail("confidence", finding.confidence);
  out.detail("value fingerprint", finding.value_fingerprint);
  const std::size_t count = std::min(finding.related.size(), kMaxRelated);
  for (std::size_t i = 0; i < count; ++i) {
    const RelatedLocation& related = finding.related[i];
    out.add(fmt::format("  - see {}: {}\n", out.path(related.location), out.code(related.message)));
  }
  if (count < finding.related.size()) {
    out.add(fmt::format("  - and {} more places\n", finding.related.size() - count));
  }
  out.detail("fix", finding.remedy);
  if (finding.status != Status::open) {
    out.detail(mig::name_of(finding.status), finding.resolution);
  }
  return out.take();
}

/// The open findings that nobody may overlook: fails, then reviews. Knows how many found no room.
struct FirstFindings {
  std::string text;
  std::size_t fails_left_out = 0;
  std::size_t reviews_left_out = 0;

  void add(const Report& report, Severity severity, const MarkdownLimits& limits, std::size_t room,
           std::size_t& left_out) {
    const auto findings = open_findings(report, severity);
    if (findings.empty()) return;
    MarkdownEntries entries(text.size() < room ? room - text.size() : 0);
    entries.add(fmt::format("### {} {}\n\n", findings.size(), mig::name_of(severity)));
    for (const Finding* finding : findings) {
      if (!entries.add(finding_entry(*finding, limits))) ++left_out;
    }
    if (left_out == findings.size()) return;
    text += left_out > 0 ? entries.take() : entries.take() + "\n";
  }
};

FirstFindings first_findings(const Report& report, const MarkdownLimits& limits, std::size_t room) {
  FirstFindings first;
  first.add(report, Severity::fail, limits, room, first.fails_left_out);
  first.add(report, Severity::review, limits, first.fails_left_out > 0 ? 0 : room,
            first.reviews_left_out);
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

std::string errors_part(const Report& report, const MarkdownLimits& limits) {
  if (report.errors.empty()) return {};
  MarkdownEntries entries(limits.part);
  for (const Error& error : report.errors) {
    Entry entry(limits);
    entry.add(fmt::format("- **{}**", name_of(error.kind)));
    if (error.location) entry.add(" " + entry.path(*error.location));
    entry.add(fmt::format(": {}\n", entry.code(error.message)));
    entry.detail("fix", error.remedy);
    entries.add(entry.take());
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
std::string gate_changes_part(const Report& report, const MarkdownLimits& limits) {
  if (report.gate_changes.empty()) return {};
  constexpr std::string_view kHead =
      "| effect | of | what | before | after | approval |\n|---|---|---|---|---|---|\n";
  MarkdownEntries open(limits.part);
  MarkdownEntries approved(limits.part);
  std::size_t approved_count = 0;
  for (const GateChange& change : report.gate_changes) {
    const bool is_settled = !change.standing.empty() && change.standing != "open";
    if (is_settled) ++approved_count;
    (is_settled ? approved : open).add(gate_change_row(change));
  }
  std::string out = "### What the change does to what it is judged by\n\n";
  if (approved_count < report.gate_changes.size()) out += fmt::format("{}{}\n", kHead, open.take());
  if (approved_count == 0) return out;
  return out + markdown_folded(fmt::format("{} approved", approved_count),
                               fmt::format("{}{}", kHead, approved.take()));
}

std::string folded_findings(const std::vector<const Finding*>& findings, std::string_view title,
                            const MarkdownLimits& limits) {
  if (findings.empty()) return {};
  MarkdownEntries entries(limits.part);
  for (const Finding* finding : findings) entries.add(finding_entry(*finding, limits));
  return markdown_folded(fmt::format("{} {}", findings.size(), title), entries.take());
}

std::string list_of(const std::vector<std::string>& lines, const MarkdownLimits& limits) {
  // Longer than any line is: what it holds was cut to size before.
  constexpr std::size_t kWhole = 100'000;
  MarkdownEntries entries(limits.part);
  for (const std::string& line : lines)
    entries.add(fmt::format("- {}\n", markdown_code(line, kWhole)));
  return entries.take();
}

std::string folded_lines(const std::vector<std::string>& lines, std::string_view title,
                         const MarkdownLimits& limits) {
  if (lines.empty()) return markdown_folded(fmt::format("{}: nothing", title), "");
  return markdown_folded(title, list_of(lines, limits));
}

std::string command_part(const Report& report, const MarkdownLimits& limits) {
  if (report.command.empty()) return {};
  const std::string line = command_line(report);
  if (line.size() > limits.command) {
    return fmt::format("The command that repeats this run has {} words, too many to show.\n",
                       report.command.size());
  }
  std::string when;
  if (!report.base.empty()) {
    when = fmt::format(", as long as the base is {}", markdown_code(report.base, limits.value));
  }
  return fmt::format("The same run again, from the root of the repository{}:\n\n{}", when,
                     markdown_block(line));
}

std::string closing_part(const Report& report, const MarkdownLimits& limits) {
  std::string out;
  if (!report.notices.empty())
    out += fmt::format("### Notices\n\n{}\n", list_of(report.notices, limits));
  out += folded_lines(checked_lines(report), "checked", limits);
  out += folded_lines(skipped_lines(report), "skipped", limits);
  const auto add_value = [&](std::string_view title, const std::string& value) {
    if (!value.empty()) out += fmt::format("- {}: {}\n", title, markdown_code(value, limits.value));
  };
  add_value("policy", policy_line(report.policy));
  if (!report.trust.source.empty()) add_value("trust", policy_line(report.trust));
  add_value("base", report.base);
  add_value("commit", report.commit);
  add_value("judged at", report.now);
  add_value("version", report.version);
  return out + fmt::format("- strict: {}\n\n", report.strict ? "yes" : "no") +
         command_part(report, limits);
}

std::string page_of(const Report& report, const MarkdownLimits& limits) {
  std::string out = fmt::format("## {}: {}\n\n", report.tool, verdict_of(report));
  std::string rest = errors_part(report, limits) + gate_changes_part(report, limits) +
                     markdown_evidence(report, limits);
  rest += folded_findings(open_findings(report, Severity::info), "info", limits);
  rest += folded_findings(resolved_findings(report), "approved or justified", limits);
  rest += closing_part(report, limits);
  // Room for what is not yet known: the meaning, the sentence about what is left out.
  constexpr std::size_t kReserve = 1024;
  const std::size_t used = kReserve + rest.size();
  const FirstFindings first =
      first_findings(report, limits, used < limits.bytes ? limits.bytes - used : 0);
  out += fmt::format("Meaning: {}.\n\n", meaning_of_exit(report));
  return out + left_out_line(first) + first.text + rest;
}

}  // namespace

bool MarkdownEntries::add(std::string_view entry) {
  if (left_out_ > 0 || text_.size() + entry.size() > room_) {
    ++left_out_;
    return false;
  }
  text_ += entry;
  return true;
}

std::string MarkdownEntries::take() {
  if (left_out_ > 0) text_ += fmt::format("\nand {} more, which found no room here.\n", left_out_);
  return std::move(text_);
}

std::string markdown_folded(std::string_view title, std::string_view content) {
  return fmt::format("<details><summary>{}</summary>\n\n{}\n</details>\n\n", title, content);
}

std::string render_markdown(const Report& report) {
  return page_of(report, kSummary);
}

std::string render_markdown_comment(const Report& report) {
  return page_of(report, kComment);
}

}  // namespace mig::report
