#include "mig/rules/bundle/note_topics.hpp"

#include <algorithm>
#include <string>

namespace mig::rules::bundle_rules {
namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (auto& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

}  // namespace

TopicCoverage coverage_of(const document::Markdown& notes,
                          std::span<const std::string_view> words) {
  TopicCoverage coverage;
  int open_level = 0;  // level of the topic's heading that the current section stands below
  for (const auto& section : notes.sections) {
    if (open_level != 0 && section.level <= open_level) open_level = 0;
    const auto heading = lower_case(section.heading);
    const bool is_topic = std::any_of(words.begin(), words.end(), [&heading](auto word) {
      return heading.find(word) != std::string::npos;
    });
    if (is_topic && coverage.heading == nullptr) coverage.heading = &section;
    if (is_topic && open_level == 0) open_level = section.level;
    if (open_level != 0 && !section.prose.empty()) coverage.is_written = true;
  }
  return coverage;
}

}  // namespace mig::rules::bundle_rules
