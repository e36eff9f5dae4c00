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
struct FirstFindings : MarkdownPart {
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
    is_whole = is_whole && left_out == 0;
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

MarkdownPart errors_part(const Report& report, const MarkdownLimits& limits) {
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
  const bool is_whole = entries.is_whole();
  return {fmt::format("### {} error{}\n\n{}\n", report.errors.size(),
                      report.errors.size() == 1 ? "" : "s", entries.take()),
          is_whole};
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

MarkdownPart folded_findings(const std::vector<const Finding*>& findings, std::string_view title,
                             const MarkdownLimits& limits) {
  if (findings.empty()) return {};
  MarkdownEntries entries(limits.part);
  for (const Finding* finding : findings) entries.add(finding_entry(*finding, limits));
  const bool is_whole = entries.is_whole();
  return {markdown_folded(fmt::format("{} {}", findings.size(), title), entries.take()), is_whole};
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

/// Puts longer texts in place of short ones while the page has room to spare: a fix is of no use
/// without the command at its end. Nothing is left out for it.
class TextsWidened {
 public:
  TextsWidened(const MarkdownLimits& limits, std::size_t spare) : limits_(limits), spare_(spare) {}

  /// `write` gives the part under other limits.
  template <class Write>
  void widen(MarkdownPart& part, const Write& write) {
    // As long as any format shows them, or longer than a fix of ours with its command is.
    for (const std::size_t text : {kMaxTextLength, kMaxTextLength / 2}) {
      if (!part.is_whole || text <= limits_.text) return;
      MarkdownLimits wider = limits_;
      wider.text = text;
      MarkdownPart longer = write(wider);
      const std::size_t room = part.text.size() + spare_;
      if (!longer.is_whole || longer.text.size() > room) continue;
      spare_ = room - longer.text.size();
      part = std::move(longer);
      return;
    }
  }

 private:
  const MarkdownLimits& limits_;
  std::size_t spare_;
};

std::string page_of(const Report& report, const MarkdownLimits& limits) {
  const auto errors_under = [&](const MarkdownLimits& some) { return errors_part(report, some); };
  const auto evidence_under = [&](const MarkdownLimits& some) {
    return markdown_evidence(report, some);
  };
  const auto infos_under = [&](const MarkdownLimits& some) {
    return folded_findings(open_findings(report, Severity::info), "info", some);
  };
  const auto resolved_under = [&](const MarkdownLimits& some) {
    return folded_findings(resolved_findings(report), "approved or justified", some);
  };
  MarkdownPart errors = errors_under(limits);
  MarkdownPart evidence = evidence_under(limits);
  MarkdownPart infos = infos_under(limits);
  MarkdownPart resolved = resolved_under(limits);
  const std::string changes = gate_changes_part(report, limits);
  const std::string closing = closing_part(report, limits);
  // Room for what is not yet known: the meaning, the sentence about what is left out.
  constexpr std::size_t kReserve = 1024;
  const std::size_t used = kReserve + errors.text.size() + changes.size() + evidence.text.size() +
                           infos.text.size() + resolved.text.size() + closing.size();
  const std::size_t room = used < limits.bytes ? limits.bytes - used : 0;
  FirstFindings first = first_findings(report, limits, room);
  TextsWidened texts(limits, room - std::min(room, first.text.size()));
  texts.widen(first,
              [&](const MarkdownLimits& some) { return first_findings(report, some, room); });
  texts.widen(errors, errors_under);
  texts.widen(evidence, evidence_under);
  texts.widen(infos, infos_under);
  texts.widen(resolved, resolved_under);
  return fmt::format("## {}: {}\n\nMeaning: {}.\n\n{}{}{}{}{}{}{}{}", report.tool,
                     verdict_of(report), meaning_of_exit(report), left_out_line(first), first.text,
                     errors.text, changes, evidence.text, infos.text, resolved.text, closing);
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
