#include <fmt/format.h>

#include <set>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

/// Each list item and the section as a whole are read apart, so that a section with several
/// unwritten items shows all of them.
std::set<std::string> placeholders_of(const document::Section& section) {
  std::set<std::string> found;
  if (auto placeholder = pattern::find_placeholder(section.prose)) found.insert(*placeholder);
  // `<name of the operator>` is a tag to Markdown.
  if (auto placeholder = pattern::find_placeholder(section.html)) found.insert(*placeholder);
  for (const auto& item : section.list_items) {
    if (auto placeholder = pattern::find_placeholder(item)) found.insert(*placeholder);
  }
  return found;
}

/// Markup inside a placeholder makes it read otherwise than it is written; then the whole text is
/// meant.
Span place_of(const SourceText& source, std::string_view placeholder, Span within) {
  const auto text = source.bytes().substr(within.begin, within.end - within.begin);
  const auto at = text.find(placeholder);
  if (at == std::string_view::npos) return within;
  const auto begin = within.begin + static_cast<std::uint32_t>(at);
  return {begin, begin + static_cast<std::uint32_t>(placeholder.size())};
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  if (!bundle.notes) return;
  const SourceText& source = *bundle.notes->document.source;
  const auto report = [&](Span within, std::string_view placeholder, std::string message) {
    auto& finding = reporter.at(source, place_of(source, placeholder, within), std::move(message));
    // Unwritten notes must not weigh less than missing ones.
    if (bundle.declaration.is_irreversible()) finding.severity = Severity::fail;
  };
  for (const auto& section : bundle.notes->markdown.sections) {
    if (const auto found = pattern::find_placeholder(section.heading)) {
      report(section.heading_span, *found,
             fmt::format("the heading still holds the placeholder \"{}\"", *found));
    }
    for (const auto& found : placeholders_of(section)) {
      const auto where =
          section.level == 0 ? std::string() : fmt::format(" below \"{}\"", section.heading);
      report(section.body_span, found,
             fmt::format("the text{} still holds the placeholder \"{}\"", where, found));
    }
  }
}

}  // namespace

const Rule placeholder_text{
    {
        .id = "bundle-placeholder-text",
        .severity = Severity::review,
        .summary = "notes.md still holds a placeholder",
        .rationale = "A placeholder stands where a person still had to write; notes that look "
                     "complete and are not mislead the reviewer.",
        .remedy = "Replace the placeholder by the text that it stands for",
        .requirements = {"K-23", "K-09"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::bundle_rules
