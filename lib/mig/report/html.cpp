#include <fmt/format.h>

#include <algorithm>

#include "mig/report/escape.hpp"
#include "mig/report/excerpt.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/html_style.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

/// Findings of one kind that a page shows: a browser has to stay quick, and a person reads no more.
constexpr std::size_t kMaxFindings = 2000;
constexpr std::size_t kMaxRelated = 10;
/// Longer than any text is that was cut to size before.
constexpr std::size_t kWhole = 1'000'000;

std::string whole(std::string_view text) {
  return markup_text(text, kWhole);
}

std::string_view class_of_exit(int exit_code) {
  if (exit_code == 0) return "pass";
  return exit_code == 4 ? "review" : "fail";
}

/// The lines of a definition list; a value that is empty is none.
class Values {
 public:
  void add(std::string_view title, const std::string& markup) {
    if (!markup.empty()) lines_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", title, markup);
  }

  std::string take() const { return lines_.empty() ? "" : fmt::format("<dl>\n{}</dl>\n", lines_); }

 private:
  std::string lines_;
};

std::string excerpt_of(const Location& location, const std::optional<Excerpt>& excerpt, char mark) {
  if (!excerpt || !location.region) return {};
  const MarkedLine line = marked_line(*excerpt, *location.region, mark);
  const std::string number = fmt::format("{}", excerpt->line);
  std::string out = fmt::format("<pre>{} | {}", number, whole(line.text));
  if (!line.underline.empty()) {
    out += fmt::format("\n{} | {}", std::string(number.size(), ' '), whole(line.underline));
  }
  return out + "</pre>\n";
}

std::string related_of(const Finding& finding) {
  std::string out;
  const std::size_t count = std::min(finding.related.size(), kMaxRelated);
  for (std::size_t i = 0; i < count; ++i) {
    const RelatedLocation& related = finding.related[i];
    out += fmt::format("<p class=\"place\"><code>{}</code>: {}</p>\n",
                       whole(place_of(related.location)), markup_text(related.message));
    out += excerpt_of(related.location, related.excerpt, '-');
  }
  if (count == finding.related.size()) return out;
  return out +
         fmt::format("<p class=\"soft\">and {} more places</p>\n", finding.related.size() - count);
}

std::string article_of(const Report& report, const Finding& finding) {
  std::string out = fmt::format(
      "<article class=\"{}\">\n<h3><strong>{}</strong> <code>{}</code></h3>\n"
      "<p class=\"place\"><code>{}</code></p>\n<p class=\"message\">{}</p>\n",
      finding.status == Status::open ? mig::name_of(finding.severity) : "soft",
      mig::name_of(finding.severity), markup_text(finding.rule), whole(place_of(finding.location)),
      markup_text(finding.message));
  out += excerpt_of(finding.location, finding.excerpt, '^') + related_of(finding);
  Values values;
  values.add("object", markup_text(finding.object));
  values.add("confidence", markup_text(finding.confidence));
  values.add("value fingerprint", markup_text(finding.value_fingerprint));
  values.add("fix", markup_text(finding.remedy));
  if (finding.status != Status::open) {
    values.add(mig::name_of(finding.status), markup_text(finding.resolution));
  }
  values.add("explain", fmt::format("<code>{} --explain {}</code>", markup_text(report.tool),
                                    markup_text(finding.rule)));
  return out + values.take() + "</article>\n";
}

std::string articles_of(const Report& report, const std::vector<const Finding*>& findings) {
  std::string out;
  const std::size_t count = std::min(findings.size(), kMaxFindings);
  for (std::size_t i = 0; i < count; ++i) out += article_of(report, *findings[i]);
  if (count == findings.size()) return out;
  return out + fmt::format(
                   "<p><strong>{} more found no room here; the JSON report has all of "
                   "them.</strong></p>\n",
                   findings.size() - count);
}

std::string section(std::string_view title, std::string_view content) {
  if (content.empty()) return {};
  return fmt::format("<section>\n<h2>{}</h2>\n{}</section>\n", title, content);
}

std::string folded(std::string_view title, std::string_view content) {
  if (content.empty()) return {};
  return fmt::format("<details>\n<summary>{}</summary>\n{}</details>\n", title, content);
}

std::string findings_section(const Report& report, Severity severity) {
  const auto findings = open_findings(report, severity);
  const std::string title = fmt::format("{} {}", findings.size(), mig::name_of(severity));
  const std::string content = articles_of(report, findings);
  return severity == Severity::info ? folded(title, content) : section(title, content);
}

std::string errors_section(const Report& report) {
  std::string out;
  for (const Error& error : report.errors) {
    out +=
        fmt::format("<article class=\"fail\">\n<h3><strong>error</strong> <code>{}</code></h3>\n",
                    name_of(error.kind));
    if (error.location) {
      out +=
          fmt::format("<p class=\"place\"><code>{}</code></p>\n", whole(place_of(*error.location)));
    }
    out += fmt::format("<p class=\"message\">{}</p>\n", markup_text(error.message));
    Values values;
    values.add("fix", markup_text(error.remedy));
    out += values.take() + "</article>\n";
  }
  return section(
      fmt::format("{} error{}", report.errors.size(), report.errors.size() == 1 ? "" : "s"), out);
}

std::string gate_changes_section(const Report& report) {
  if (report.base.empty()) return {};
  if (report.gate_changes.empty()) {
    return section("What changed", "<p>Nothing of what the change is judged by.</p>\n");
  }
  std::string rows;
  for (const GateChange& change : report.gate_changes) {
    rows +=
        fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                    change.effect, markup_text(change.subject), markup_text(change.key),
                    markup_text(change.before), markup_text(change.after), change.standing);
  }
  return section("What changed",
                 fmt::format("<p>What the change does to what it is judged by:</p>\n"
                             "<div class=\"wide\"><table>\n<tr><th>effect</th><th>of</th><th>what"
                             "</th><th>before</th><th>after</th><th>approval</th></tr>\n{}"
                             "</table></div>\n",
                             rows));
}

std::string list_of(const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::string out = "<ul>\n";
  for (const std::string& line : lines) out += fmt::format("<li>{}</li>\n", whole(line));
  return out + "</ul>\n";
}

std::string notices_of(const Report& report) {
  std::vector<std::string> lines;
  for (const std::string& notice : report.notices) lines.push_back(one_line(notice));
  return section("Notices", list_of(lines));
}

std::string run_section(const Report& report) {
  Values values;
  values.add("policy", whole(policy_line(report.policy)));
  if (!report.trust.source.empty()) values.add("trust", whole(policy_line(report.trust)));
  values.add("base", markup_text(report.base));
  values.add("commit", markup_text(report.commit));
  values.add("judged at", markup_text(report.now));
  values.add("strict", report.strict ? "yes" : "no");
  values.add("version", markup_text(report.version));
  std::string out = values.take();
  out += folded("checked", list_of(checked_lines(report)));
  out += folded("skipped", list_of(skipped_lines(report)));
  if (report.command.empty()) return section("The run", out);
  return section("The run", out + fmt::format("<p>The same run again, from the root of the "
                                              "repository:</p>\n<pre>{}</pre>\n",
                                              whole(command_line(report))));
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
      "<title>{}: {}</title>\n<style>{}</style>\n</head>\n<body>\n",
      kStyleHash, markup_text(report.tool), verdict_of(report), kStyle);
  out += fmt::format(
      "<header class=\"{}\">\n<h1>{}: <strong>{}</strong></h1>\n<p>{}</p>\n</header>\n<main>\n",
      class_of_exit(report.exit_code), markup_text(report.tool), verdict_of(report),
      meaning_of_exit(report));
  out += findings_section(report, Severity::fail) + findings_section(report, Severity::review);
  out += errors_section(report) + gate_changes_section(report);
  const auto resolved = resolved_findings(report);
  out += findings_section(report, Severity::info);
  out += folded(fmt::format("{} approved or justified", resolved.size()),
                articles_of(report, resolved));
  return out + notices_of(report) + run_section(report) + "</main>\n</body>\n</html>\n";
}

}  // namespace mig::report
