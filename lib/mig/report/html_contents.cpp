#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "mig/report/bundle_verdict.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/html_parts.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

/// One bundle with as many open findings is read without a list of them.
constexpr std::size_t kMaxUnlisted = 3;
/// What a person reads before going on: of one bundle, and bundles.
constexpr std::size_t kMaxLines = 20;
constexpr std::size_t kMaxBundles = 200;
/// Of one text; the card has all of it.
constexpr std::size_t kMaxText = 200;

/// Findings of one rule at one place: several runs leave the same one.
struct Line {
  const Finding* first = nullptr;
  std::size_t number = 0;  ///< of its anchor
  std::size_t times = 0;
};

/// Numbers findings as the page does: by severity, bundle after bundle.
class Numbers {
 public:
  std::vector<Line> lines_of(const BundleReport& bundle) {
    std::map<std::tuple<Severity, std::string_view, std::string>, std::size_t> places;
    std::vector<Line> lines;
    for (const Finding* finding : ordered_findings(bundle)) {
      const bool is_listed = finding->status == Status::open && finding->severity != Severity::info;
      if (!is_listed) continue;
      auto& number = finding->severity == Severity::fail ? fails_ : reviews_;
      ++number;
      const auto [place, is_first] = places.try_emplace(
          {finding->severity, finding->rule, place_of(finding->location)}, lines.size());
      if (is_first) lines.push_back({finding, number, 0});
      ++lines[place->second].times;
    }
    std::stable_partition(lines.begin(), lines.end(),
                          [](const Line& line) { return line.first->severity == Severity::fail; });
    return lines;
  }

 private:
  std::size_t fails_ = 0;
  std::size_t reviews_ = 0;
};

std::string linked(const Line& line, const std::string& markup) {
  if (line.number > kMaxHtmlFindings) return markup;
  return fmt::format("<a href=\"#{}-{}\">{}</a>", mig::name_of(line.first->severity), line.number,
                     markup);
}

/// Within a bundle a path is told from there.
std::string place_within(const BundleReport& bundle, const Location& location) {
  std::string place = place_of(location);
  const std::string folder = place_of({bundle.path, std::nullopt}) + "/";
  if (!bundle.id.empty() && place.starts_with(folder)) place.erase(0, folder.size());
  return place;
}

std::string line_shown(const BundleReport& bundle, const Line& line) {
  const auto severity = mig::name_of(line.first->severity);
  return fmt::format(
      "<li class=\"{0}\"><strong>{0}</strong> {1} <span class=\"place\">{2}{3}</span>: {4}</li>\n",
      severity, linked(line, fmt::format("<code>{}</code>", markup_text(line.first->rule))),
      whole_markup(place_within(bundle, line.first->location)),
      line.times == 1 ? "" : fmt::format(", {} times", line.times),
      message_markup(clipped(line.first->message, kMaxText)));
}

/// What a verdict rests on that somebody gave.
std::string resolved_shown(const BundleReport& bundle) {
  std::string out;
  std::size_t count = 0;
  for (const Finding* finding : ordered_findings(bundle)) {
    if (finding->status == Status::open || ++count > kMaxLines) continue;
    out += fmt::format("<li>{} <code>{}</code>: {}</li>\n", mig::name_of(finding->status),
                       markup_text(finding->rule),
                       message_markup(clipped(finding->resolution, kMaxText)));
  }
  if (count <= kMaxLines) return out;
  return out + fmt::format("<li>and {} more approved or justified</li>\n", count - kMaxLines);
}

std::string intent_of(const BundleReport& bundle) {
  if (!bundle.evidence) return {};
  for (const auto& value : bundle.evidence->declared) {
    if (value.title == "intent") {
      return fmt::format("<p>{}</p>\n", markup_text(value.text, kMaxText));
    }
  }
  return {};
}

std::string bundle_shown(const Report& report, const BundleReport& bundle,
                         const std::vector<Line>& lines) {
  const BundleVerdict verdict = verdict_of_bundle(report, bundle);
  std::string name = markup_text(bundle.id.empty() ? bundle.path : bundle.id);
  if (name.empty()) name = "outside of bundles";
  if (bundle.evidence) {
    const auto number = static_cast<std::size_t>(&bundle - report.bundles.data()) + 1;
    name = fmt::format("<a href=\"#bundle-{}\">{}</a>", number, name);
  }
  std::string out = fmt::format("<h3 class=\"{}\">{}: <strong>{}</strong></h3>\n", verdict.style,
                                name, verdict.name);
  if (!bundle.id.empty()) {
    out += fmt::format("<p class=\"place\"><code>{}</code></p>\n",
                       whole_markup(place_of({bundle.path, std::nullopt})));
  }
  out += intent_of(bundle);
  std::string items;
  const std::size_t count = std::min(lines.size(), kMaxLines);
  for (std::size_t i = 0; i < count; ++i) items += line_shown(bundle, lines[i]);
  if (count < lines.size()) {
    items += fmt::format("<li>{}</li>\n",
                         linked(lines[count], fmt::format("and {} more", lines.size() - count)));
  }
  items += resolved_shown(bundle);
  return items.empty() ? out : fmt::format("{}<ul>\n{}</ul>\n", out, items);
}

}  // namespace

std::string html_contents(const Report& report) {
  Numbers numbers;
  std::string out;
  std::size_t bundles = 0;
  std::size_t findings = 0;
  for (const BundleReport& bundle : report.bundles) {
    const auto lines = numbers.lines_of(bundle);
    if (bundle.phase.empty() && lines.empty()) continue;
    for (const Line& line : lines) findings += line.times;
    if (++bundles <= kMaxBundles) out += bundle_shown(report, bundle, lines);
  }
  if (bundles < 2 && findings <= kMaxUnlisted) return {};
  if (bundles > kMaxBundles) {
    out += fmt::format("<p class=\"soft\">and {} more bundles</p>\n", bundles - kMaxBundles);
  }
  return fmt::format("<nav>\n<h2>At a glance</h2>\n{}</nav>\n", out);
}

}  // namespace mig::report
