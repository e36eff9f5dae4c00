#include <fmt/format.h>

#include <algorithm>

#include "mig/pattern/pattern.hpp"
#include "mig/report/bundle_verdict.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/html_parts.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

/// Of one page; a browser has to stay quick. Bundles that find no room are counted.
constexpr std::size_t kMaxEvidence = 8 * 1024 * 1024;
/// As many are shown unfolded.
constexpr std::size_t kMaxOpen = 3;

std::string code(std::string_view text) {
  if (text.empty()) return {};
  return fmt::format("<code>{}</code>", markup_text(text));
}

std::string digest(std::string_view text) {
  if (text.empty()) return {};
  return fmt::format("<code class=\"digest\">{}</code>", markup_text(text));
}

std::string paragraph(std::string_view markup) {
  return fmt::format("<p>{}</p>\n", markup);
}

std::string part(std::string_view title, const std::string& content) {
  return fmt::format("<h3>{}</h3>\n{}", title, content);
}

/// Dangers stand out by frame, weight and words; colour is only added.
std::string note_shown(std::string_view note) {
  constexpr std::string_view kBetween = "; ";
  std::string out;
  while (!note.empty()) {
    const auto word = note.substr(0, note.find(kBetween));
    if (std::find(kDangers.begin(), kDangers.end(), word) == kDangers.end()) break;
    out += fmt::format("<strong class=\"badge\">{}</strong> ", word);
    note.remove_prefix(std::min(note.size(), word.size() + kBetween.size()));
  }
  return out + markup_text(note);
}

std::string changes_table(const EvidenceChanges& changes, std::string_view of) {
  HtmlTable table({"change", of, "remark"});
  for (const auto& row : changes.rows) {
    table.add({markup_text(row.change), code(row.what), note_shown(row.note)});
  }
  return table.take(changes.left_out);
}

std::string files_table(const EvidenceFiles& files, std::string_view of) {
  HtmlTable table({of, "digest in the receipt", "the file here"});
  for (const auto& row : files.rows) {
    table.add({code(row.path), digest(row.digest), markup_text(row.standing)});
  }
  return table.take(files.left_out);
}

std::string values_of(const std::vector<EvidenceValue>& values) {
  HtmlValues list;
  for (const auto& value : values) list.add(markup_text(value.title), markup_text(value.text));
  return list.take();
}

std::string reasons_part(const Report& report, const BundleReport& bundle) {
  const BundleVerdict verdict = verdict_of_bundle(report, bundle);
  std::string out = fmt::format("<ul class=\"reasons\">\n");
  for (const auto& reason : verdict.reasons) {
    out += fmt::format("<li>{}{}</li>\n", markup_text(reason.words),
                       reason.quote.empty() ? "" : ": " + message_markup(reason.quote));
  }
  return part(verdict.question, out + "</ul>\n");
}

std::string files_changed(const Report& report, const Evidence& evidence) {
  if (!evidence.has_base) {
    return paragraph(
        "No base revision was given (<code>--base</code>), so that this is the whole bundle.");
  }
  const std::string base = code(report.base);
  std::string out;
  if (evidence.is_new) {
    out = paragraph(fmt::format("The bundle is new since {}.", base));
  } else if (evidence.files.rows.empty()) {
    return paragraph(fmt::format("No file of the bundle changed since {}.", base));
  } else {
    out = paragraph(fmt::format("Files that changed since {}:", base));
  }
  return out + changes_table(evidence.files, "file");
}

std::string script_shown(const EvidenceScript& script) {
  std::string out =
      fmt::format("<h4>{} {}</h4>\n", markup_text(script.direction), code(script.path));
  if (!script.was_read) {
    return out + paragraph("What it does was not looked at by this run.");
  }
  if (script.effects.rows.empty()) {
    return out + paragraph(fmt::format("{}, and none changes anything.",
                                       counted(script.statements, "statement")));
  }
  return out + paragraph(counted(script.statements, "statement")) +
         changes_table(script.effects, "object");
}

std::string what_changed(const Report& report, const Evidence& evidence) {
  std::string out = files_changed(report, evidence);
  if (evidence.was_simulated) {
    const bool is_empty = evidence.delta.rows.empty();
    out += "<h4>the database, by all forward scripts</h4>\n";
    out += is_empty ? paragraph("Nothing that the scripts show changes its objects.")
                    : changes_table(evidence.delta, "object");
  }
  for (const auto& script : evidence.scripts) out += script_shown(script);
  if (evidence.scripts_left_out > 0) {
    out += paragraph(fmt::format("and {} more scripts", evidence.scripts_left_out));
  }
  out += html_folded("what was declared", values_of(evidence.declared), true);
  return part("What changed", out);
}

/// "2026-03-05" of a time; nothing of what is none.
std::string_view day_of(std::string_view time) {
  const auto day = time.substr(0, std::string_view("2026-03-05").size());
  return pattern::parse_date(day) ? day : std::string_view();
}

std::string_view fact_of(const EvidenceRun& run, std::string_view title) {
  for (const auto& fact : run.facts) {
    if (fact.title == title) return fact.text;
  }
  return {};
}

/// "prod, 2026-03-05, pass"; of a run of which none of it is known what it is called.
std::string heading_of(const EvidenceRun& run) {
  const auto operation = fact_of(run, "operation");
  std::string heading;
  for (const auto word :
       {fact_of(run, "environment"), day_of(fact_of(run, "time")),
        operation == "forward" ? std::string_view() : operation, fact_of(run, "outcome")}) {
    if (!word.empty()) heading += (heading.empty() ? "" : ", ") + markup_text(word);
  }
  return heading.empty() ? fmt::format("run {}", code(run.title)) : heading;
}

std::string run_shown(const EvidenceRun& run) {
  std::string out = fmt::format("<h4>{}</h4>\n", heading_of(run));
  HtmlValues values;
  values.add("run", code(run.title));
  for (const auto& fact : run.facts) values.add(markup_text(fact.title), markup_text(fact.text));
  out += values.take() + files_table(run.inputs, "input") + files_table(run.outputs, "output");
  if (run.facts.empty())
    out += paragraph("What it left was not looked at by this run of the gate.");
  if (!run.was_observed) return out;
  if (run.observed.rows.empty()) {
    return out + paragraph("Its two baselines show the same objects: it changed none.");
  }
  return out + paragraph("What it changed, as its two baselines show:") +
         changes_table(run.observed, "object");
}

/// What a run would start from, where there was none yet.
std::string before_any_run(const Evidence& evidence) {
  HtmlTable table({"script", "digest"});
  for (const auto& script : evidence.scripts) table.add({code(script.path), digest(script.digest)});
  return paragraph("There is no run yet, and so no output. It would run:") + table.take();
}

std::string inputs_and_outputs(const Evidence& evidence) {
  HtmlValues values;
  values.add("bundle digest", digest(evidence.digest));
  std::string out = values.take();
  if (evidence.runs.empty()) out += before_any_run(evidence);
  for (const auto& run : evidence.runs) out += run_shown(run);
  if (evidence.runs_left_out > 0) {
    out += paragraph(fmt::format("and {} more runs", evidence.runs_left_out));
  }
  return part("Inputs and outputs", out);
}

std::string rollback_part(const Evidence& evidence) {
  std::string out = values_of(evidence.rollback) +
                    files_table(evidence.rehearsal_inputs, "input of the rehearsal") +
                    files_table(evidence.rehearsal_outputs, "output of the rehearsal");
  return out.empty() ? out : part("The way back", out);
}

std::string approval_shown(const EvidenceApproval& approval) {
  HtmlValues values;
  values.add("reason", markup_text(approval.reason));
  values.add("given by", markup_text(approval.given_by));
  values.add("for", code(approval.object));
  values.add("reference", markup_text(approval.reference));
  values.add("expires", markup_text(approval.expires));
  values.add("signed", markup_text(approval.signature));
  values.add("file", code(approval.path));
  return fmt::format("<h4>approval of {}</h4>\n", code(approval.rule)) + values.take();
}

std::string permissions_part(const Evidence& evidence) {
  std::string out;
  for (const auto& approval : evidence.approvals) out += approval_shown(approval);
  if (evidence.approvals_left_out > 0) {
    out += paragraph(fmt::format("and {} more approvals", evidence.approvals_left_out));
  }
  HtmlTable table({"justification of", "reason"});
  for (const auto& one : evidence.justifications) {
    table.add({code(one.rule), markup_text(one.reason)});
  }
  out += table.take(evidence.justifications_left_out);
  if (out.empty()) out = paragraph("None, neither approvals nor justifications.");
  return part("Approvals and justifications", out);
}

std::size_t number_of(const Report& report, const BundleReport& bundle) {
  return static_cast<std::size_t>(&bundle - report.bundles.data()) + 1;
}

std::string bundle_shown(const Report& report, const BundleReport& bundle, bool is_open) {
  const Evidence& evidence = *bundle.evidence;
  const BundleVerdict verdict = verdict_of_bundle(report, bundle);
  std::string out = fmt::format("<p class=\"place\"><code>{}</code>, {}</p>\n",
                                whole_markup(one_line(bundle.path, kMaxPathLength)), bundle.phase);
  out += reasons_part(report, bundle) + what_changed(report, evidence) +
         inputs_and_outputs(evidence) + rollback_part(evidence) + permissions_part(evidence);
  const std::string title =
      fmt::format("{}: <strong>{}</strong>",
                  markup_text(bundle.id.empty() ? bundle.path : bundle.id), verdict.name);
  return fmt::format("<div class=\"bundle {}\" id=\"bundle-{}\">\n{}</div>\n", verdict.style,
                     number_of(report, bundle), html_folded(title, out, is_open));
}

}  // namespace

std::string html_evidence(const Report& report) {
  const auto has_evidence = [](const BundleReport& bundle) { return bundle.evidence.has_value(); };
  const auto all = static_cast<std::size_t>(
      std::count_if(report.bundles.begin(), report.bundles.end(), has_evidence));
  std::string out;
  std::string anchors;  // of those left out: the contents lead to them
  std::size_t left_out = 0;
  for (const BundleReport& bundle : report.bundles) {
    if (!has_evidence(bundle)) continue;
    const std::string shown = left_out > 0 ? "" : bundle_shown(report, bundle, all <= kMaxOpen);
    if (left_out > 0 || out.size() + shown.size() > kMaxEvidence) {
      ++left_out;
      anchors += fmt::format("<span id=\"bundle-{}\"></span>", number_of(report, bundle));
    } else {
      out += shown;
    }
  }
  if (left_out > 0)
    out += paragraph(
        fmt::format("{}<strong>{} more bundles found no room here; name them to see them.</strong>",
                    anchors, left_out));
  return html_section(all == 1 ? "The bundle" : fmt::format("{} bundles", all), out);
}

}  // namespace mig::report
