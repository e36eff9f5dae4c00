#include <fmt/format.h>

#include <algorithm>

#include "mig/report/escape.hpp"
#include "mig/report/excerpt.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

constexpr std::size_t kMaxRelated = 10;

/// Writes one finding after the other. A resolved one is dimmed as a whole and not coloured within.
class TextWriter {
 public:
  TextWriter(const Report& report, const Palette& palette)
      : report_(report), palette_(palette), inner_(palette) {}

  void bundle(const BundleReport& bundle);
  void error(const Error& error);
  std::string take() { return std::move(out_); }

 private:
  void finding(const Finding& finding);
  void dim_from(std::size_t start);
  void related(const Finding& finding, Style style);
  void place(const Location& location, const std::optional<Excerpt>& excerpt, char mark,
             Style style, const std::string& label);
  void value(std::string_view title, std::string_view text, const std::string& margin);
  std::string gutter(std::string_view text) const { return inner_.paint(Style::gutter, text); }

  const Report& report_;
  const Palette& palette_;
  Palette inner_;  ///< of the finding at hand
  std::string margin_;
  std::string out_;
};

/// Blanks as wide as the largest line number that a finding shows, and never fewer than two.
std::string margin_of(const Finding& finding) {
  std::uint32_t largest = finding.excerpt ? finding.excerpt->line : 1;
  for (const RelatedLocation& related : finding.related) {
    if (related.excerpt) largest = std::max(largest, related.excerpt->line);
  }
  return std::string(std::max<std::size_t>(2, fmt::formatted_size("{}", largest)), ' ');
}

/// Continuation lines stand below the first one's text.
std::string indented(std::string_view text, std::size_t by) {
  std::string out;
  for (const char byte : text) {
    out += byte;
    if (byte == '\n') out.append(by, ' ');
  }
  return out;
}

void TextWriter::bundle(const BundleReport& bundle) {
  if (bundle.findings.empty()) return;
  std::string title = bundle.path.empty() ? "." : one_line(bundle.path, kMaxPathLength);
  if (!bundle.id.empty() || !bundle.phase.empty()) {
    const char* const comma = bundle.id.empty() || bundle.phase.empty() ? "" : ", ";
    title += fmt::format(" ({}{}{})", one_line(bundle.id), comma, one_line(bundle.phase));
  }
  out_ += palette_.paint(Style::bold, fmt::format("== {}", title)) + "\n\n";
  for (const Finding* entry : ordered_findings(bundle)) finding(*entry);
}

void TextWriter::finding(const Finding& finding) {
  const bool open = finding.status == Status::open;
  const std::size_t start = out_.size();
  inner_ = open ? palette_ : Palette(false);
  margin_ = margin_of(finding);
  const Style style = Palette::style_of(finding.severity);
  const std::string head =
      fmt::format("{}[{}]", mig::name_of(finding.severity), one_line(finding.rule));
  out_ += fmt::format("{}: {}\n", inner_.paint(style, head),
                      inner_.paint(Style::bold, indented(many_lines(finding.message), 2)));
  place(finding.location, finding.excerpt, '^', style, {});
  related(finding, Style::gutter);
  value("object", one_line(finding.object), margin_);
  value("confidence", finding.confidence, margin_);
  value("value fingerprint", finding.value_fingerprint, margin_);
  value("fix", many_lines(finding.remedy), margin_);
  value(mig::name_of(finding.status), open ? "" : one_line(finding.resolution), margin_);
  value("explain", fmt::format("{} --explain {}", one_line(report_.tool), one_line(finding.rule)),
        margin_);
  if (!open) dim_from(start);
  out_ += '\n';
}

// Line by line: log viewers forget a colour at the end of a line.
void TextWriter::dim_from(std::size_t start) {
  const std::string plain = out_.substr(start);
  out_.resize(start);
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = plain.find('\n', at);
    out_ += palette_.paint(Style::dim, std::string_view(plain).substr(at, end - at)) + "\n";
    at = end + 1;
  }
}

void TextWriter::related(const Finding& finding, Style style) {
  const std::size_t shown_count = std::min(finding.related.size(), kMaxRelated);
  for (std::size_t i = 0; i < shown_count; ++i) {
    const RelatedLocation& related = finding.related[i];
    place(related.location, related.excerpt, '-', style, one_line(related.message));
  }
  if (shown_count < finding.related.size()) {
    out_ += fmt::format("{} {} and {} more places\n", margin_, gutter("="),
                        finding.related.size() - shown_count);
  }
}

void TextWriter::place(const Location& location, const std::optional<Excerpt>& excerpt, char mark,
                       Style style, const std::string& label) {
  const bool is_drawn = excerpt && location.region;
  out_ += fmt::format("{}{} {}", margin_, gutter("-->"), place_of(location));
  if (!is_drawn && !label.empty()) out_ += fmt::format(": {}", label);
  out_ += '\n';
  if (!is_drawn) return;
  const MarkedLine line = marked_line(*excerpt, *location.region, mark);
  const std::string number = fmt::format("{:>{}}", excerpt->line, margin_.size());
  const std::string bar = fmt::format("{} {}\n", margin_, gutter("|"));
  out_ += bar;
  out_ += gutter(number + " |") + (line.text.empty() ? "" : " " + line.text) + "\n";
  const std::string below = line.underline + (label.empty() ? "" : " " + label);
  if (below.empty()) return;
  const std::size_t blanks = below.find_first_not_of(' ');
  out_ += fmt::format("{} {} {}{}\n", margin_, gutter("|"), below.substr(0, blanks),
                      inner_.paint(style, below.substr(blanks)));
  out_ += bar;
}

void TextWriter::value(std::string_view title, std::string_view text, const std::string& margin) {
  if (text.empty()) return;
  out_ += fmt::format("{} {} {}: {}\n", margin, gutter("="), inner_.paint(Style::bold, title),
                      indented(text, margin.size() + title.size() + 5));
}

void TextWriter::error(const Error& error) {
  inner_ = palette_;
  margin_ = "  ";
  out_ += fmt::format("{}: {}\n",
                      inner_.paint(Style::fail, fmt::format("error[{}]", name_of(error.kind))),
                      inner_.paint(Style::bold, indented(many_lines(error.message), 2)));
  if (error.location) place(*error.location, std::nullopt, '^', Style::fail, {});
  value("fix", many_lines(error.remedy), margin_);
  out_ += '\n';
}

}  // namespace

std::string render_text(const Report& report, const Palette& palette) {
  TextWriter writer(report, palette);
  for (const BundleReport& bundle : report.bundles) writer.bundle(bundle);
  for (const Error& error : report.errors) writer.error(error);
  return writer.take() + closing_lines(report, palette);
}

}  // namespace mig::report
