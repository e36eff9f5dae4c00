#include <fmt/format.h>

#include <algorithm>

#include "mig/report/escape.hpp"
#include "mig/report/excerpt.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/html_parts.hpp"
#include "mig/report/html_style.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

constexpr std::size_t kMaxRelated = 10;
std::string_view class_of_exit(int exit_code) {
  if (exit_code == 0) return "pass";
  return exit_code == 4 ? "review" : "fail";
}

std::string excerpt_of(const Location& location, const std::optional<Excerpt>& excerpt, char mark) {
  if (!excerpt || !location.region) return {};
  const MarkedLine line = marked_line(*excerpt, *location.region, mark);
  const std::string number = fmt::format("{}", excerpt->line);
  std::string out = fmt::format("<pre>{} | {}", number, whole_markup(line.text));
  if (!line.underline.empty()) {
    out += fmt::format("\n{} | {}", std::string(number.size(), ' '), whole_markup(line.underline));
  }
  return out + "</pre>\n";
}

std::string related_of(const Finding& finding) {
  std::string out;
  const std::size_t count = std::min(finding.related.size(), kMaxRelated);
  for (std::size_t i = 0; i < count; ++i) {
    const RelatedLocation& related = finding.related[i];
    out += fmt::format("<p class=\"place\"><code>{}</code>: {}</p>\n",
                       whole_markup(place_of(related.location)), message_markup(related.message));
    out += excerpt_of(related.location, related.excerpt, '-');
  }
  if (count == finding.related.size()) return out;
  return out +
         fmt::format("<p class=\"soft\">and {} more places</p>\n", finding.related.size() - count);
}

std::string article_of(const Report& report, const Finding& finding, const std::string& anchor) {
  std::string out = fmt::format(
      "<article class=\"{}\"{}>\n<h3><strong>{}</strong> <code>{}</code></h3>\n"
      "<p class=\"place\"><code>{}</code></p>\n<p class=\"message\">{}</p>\n",
      finding.status == Status::open ? mig::name_of(finding.severity) : "soft",
      anchor.empty() ? "" : fmt::format(" id=\"{}\"", anchor), mig::name_of(finding.severity),
      markup_text(finding.rule), whole_markup(place_of(finding.location)),
      message_markup(finding.message));
  out += excerpt_of(finding.location, finding.excerpt, '^') + related_of(finding);
  HtmlValues values;
  values.add("object", markup_text(finding.object));
  values.add("confidence", markup_text(finding.confidence));
  values.add("value fingerprint", markup_text(finding.value_fingerprint));
  values.add("fix", message_markup(finding.remedy));
  if (finding.status != Status::open) {
    values.add(mig::name_of(finding.status), message_markup(finding.resolution));
  }
  values.add("explain", fmt::format("<code>{} --explain {}</code>", markup_text(report.tool),
                                    markup_text(finding.rule)));
  return out + values.take() + "</article>\n";
}

/// With anchors of that name and a number, unless it is empty.
std::string articles_of(const Report& report, const std::vector<const Finding*>& findings,
                        std::string_view anchor) {
  std::string out;
  const std::size_t count = std::min(findings.size(), kMaxHtmlFindings);
  for (std::size_t i = 0; i < count; ++i) {
    out +=
        article_of(report, *findings[i], anchor.empty() ? "" : fmt::format("{}-{}", anchor, i + 1));
  }
  if (count == findings.size()) return out;
  return out + fmt::format(
                   "<p><strong>{} more found no room here; the JSON report has all of "
                   "them.</strong></p>\n",
                   findings.size() - count);
}

std::string findings_section(const Report& report, Severity severity) {
  const auto findings = open_findings(report, severity);
  const std::string title = fmt::format("{} {}", findings.size(), mig::name_of(severity));
  const std::string content = articles_of(report, findings, mig::name_of(severity));
  return severity == Severity::info ? html_folded(title, content) : html_section(title, content);
}

std::string errors_section(const Report& report) {
  std::string out;
  for (const Error& error : report.errors) {
    out +=
        fmt::format("<article class=\"fail\">\n<h3><strong>error</strong> <code>{}</code></h3>\n",
                    name_of(error.kind));
    if (error.location) {
      out += fmt::format("<p class=\"place\"><code>{}</code></p>\n",
                         whole_markup(place_of(*error.location)));
    }
    out += fmt::format("<p class=\"message\">{}</p>\n", message_markup(error.message));
    HtmlValues values;
    values.add("fix", message_markup(error.remedy));
    out += values.take() + "</article>\n";
  }
  return html_section(
      fmt::format("{} error{}", report.errors.size(), report.errors.size() == 1 ? "" : "s"), out);
}

/// What the change does to what it is judged by; what else changed stands with the bundles.
std::string gate_changes_section(const Report& report) {
  constexpr std::string_view kTitle = "What the change does to what it is judged by";
  if (report.base.empty()) return {};
  if (report.gate_changes.empty()) {
    return html_section(kTitle, "<p>Nothing that this run looks at.</p>\n");
  }
  HtmlTable table({"effect", "of", "what", "before", "after", "approval"});
  for (const GateChange& change : report.gate_changes) {
    table.add({std::string(change.effect), markup_text(change.subject), markup_text(change.key),
               markup_text(change.before), markup_text(change.after),
               std::string(change.standing)});
  }
  return html_section(kTitle, table.take());
}

std::string notices_of(const Report& report) {
  std::vector<std::string> lines;
  for (const std::string& notice : report.notices) lines.push_back(one_line(notice));
  return html_section("Notices", html_list(lines));
}

std::string run_section(const Report& report) {
  HtmlValues values;
  values.add("policy", whole_markup(policy_line(report.policy)));
  if (!report.trust.source.empty()) values.add("trust", whole_markup(policy_line(report.trust)));
  values.add("base", markup_text(report.base));
  values.add("commit", markup_text(report.commit));
  values.add("judged at", markup_text(report.now));
  values.add("strict", report.strict ? "yes" : "no");
  values.add("version", markup_text(report.version));
  std::string out = values.take();
  out += html_folded("checked", html_list(checked_lines(report)));
  out += html_folded("skipped", html_list(skipped_lines(report)));
  if (report.command.empty()) return html_section("The run", out);
  std::string when;
  if (!report.base.empty()) {
    when = fmt::format(", as long as the base is <code>{}</code>", markup_text(report.base));
  }
  return html_section("The run", out + fmt::format("<p>The same run again, from the root of the "
                                                   "repository{}:</p>\n<pre>{}</pre>\n",
                                                   when, whole_markup(command_line(report))));
}

/// The one bundle that the report is about; null when there are more, or none.
const BundleReport* only_bundle(const Report& report) {
  const BundleReport* only = nullptr;
  for (const BundleReport& bundle : report.bundles) {
    if (bundle.phase.empty()) continue;
    if (only != nullptr) return nullptr;
    only = &bundle;
  }
  return only;
}

/// "PG-MIG-2026-03-01-01: " for a tab of the browser; nothing when the report is about more.
std::string subject_of(const Report& report) {
  const auto* only = only_bundle(report);
  return only == nullptr || only->id.empty() ? "" : markup_text(only->id) + ": ";
}

/// What the verdict is about and stands on, in a line; digests stand with the run.
std::string ground_of(const Report& report) {
  std::string out;
  const auto add = [&out](std::string_view title, const std::string& markup) {
    if (markup.empty()) return;
    out += fmt::format("<span class=\"fact\"><span class=\"soft\">{}</span> {}</span>\n", title,
                       markup);
  };
  if (const auto* only = only_bundle(report)) add("migration", markup_text(only->id));
  // Where nothing was judged, nothing is known of what was asked for.
  const bool was_judged = !report.policy.digest.empty();
  add("base", report.base.empty() && was_judged ? "none given" : markup_text(report.base));
  add("commit", markup_text(report.commit));
  add("judged at", markup_text(report.now));
  add("policy", markup_text(report.policy.source));
  return fmt::format("<p class=\"ground\">{}</p>\n", out);
}

}  // namespace

// Nothing is loaded and nothing runs: a browser is told to refuse all but the one style.
std::string render_html(const Report& report) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'sha256-{}'; base-uri 'none'; form-action 'none'\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
      "<title>{}: {}{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      kStyleHash, markup_text(report.tool), subject_of(report), verdict_of(report), kStyle);
  out += fmt::format(
      "<header class=\"{}\">\n<h1>{}: <strong>{}</strong></h1>\n<p>{}</p>\n{}</header>\n<main>\n",
      class_of_exit(report.exit_code), markup_text(report.tool), verdict_of(report),
      meaning_of_exit(report), ground_of(report));
  out += html_contents(report);
  out += findings_section(report, Severity::fail) + findings_section(report, Severity::review);
  out += errors_section(report) + gate_changes_section(report) + html_evidence(report);
  const auto resolved = resolved_findings(report);
  out += findings_section(report, Severity::info);
  out += html_folded(fmt::format("{} approved or justified", resolved.size()),
                     articles_of(report, resolved, ""));
  return out + notices_of(report) + run_section(report) + "</main>\n</body>\n</html>\n";
}

}  // namespace mig::report
