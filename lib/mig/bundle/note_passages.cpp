#include "mig/bundle/note_passages.hpp"

#include <algorithm>
#include <array>

#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

constexpr int kFewestWords = 3;

// What is written where somebody had nothing to write.
constexpr std::array<std::string_view, 8> kDismissals{
    "to be done",        "to be written",       "to be defined",   "nothing to check",
    "nothing to verify", "not applicable here", "not needed here", "see the other sections"};

/// The headings that a section stands below, and its own. The title of the notes names the
/// migration, and says nothing of the sections below it.
class Headings {
 public:
  std::string enter(const document::Section& section) {
    while (!open_.empty() && open_.back().first >= section.level) open_.pop_back();
    auto own = lower_case(section.heading);
    std::string chain;
    for (const auto& [level, heading] : open_) {
      if (level > 1) chain += heading + '\n';
    }
    chain += own;
    open_.emplace_back(section.level, std::move(own));
    return chain;
  }

 private:
  std::vector<std::pair<int, std::string>> open_;
};

bool is_about(const std::string& headings, const NoteTopic& topic) {
  return std::all_of(topic.begin(), topic.end(), [&headings](const auto& words) {
    return std::any_of(words.begin(), words.end(),
                       [&headings](auto word) { return headings.find(word) != std::string::npos; });
  });
}

/// Queries in a code fence are as good as prose.
std::string text_of(const document::Section& section) {
  const bool has_code = section.body.find("```") != std::string::npos;
  return has_code ? section.prose + '\n' + section.body : section.prose;
}

bool is_dismissal(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n-*");
  if (first == std::string_view::npos) return true;
  text = text.substr(first, text.find_last_not_of(" \t\r\n.!") - first + 1);
  const auto lower = lower_case(text);
  return std::find(kDismissals.begin(), kDismissals.end(), lower) != kDismissals.end();
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (auto& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

NoteTopic rollback_topic() {
  return {{"rollback", "roll-back", "roll back", "rolling back", "rolled back", "revert", "undo"}};
}

NoteTopic rollback_verification_topic() {
  auto topic = rollback_topic();
  topic.push_back({"verif", "check", "validat", "confirm"});
  return topic;
}

Passage passage_about(const BundleFacts& bundle, const NoteTopic& topic) {
  Passage passage;
  if (!bundle.notes) return passage;
  Headings headings;
  for (const auto& section : bundle.notes->markdown.sections) {
    const auto chain = headings.enter(section);
    if (section.level == 0 || !is_about(chain, topic)) continue;
    if (passage.heading == nullptr) passage.heading = &section;
    const auto text = text_of(section);
    passage.text += text + '\n';
    auto placeholder = pattern::find_placeholder(text);
    if (!placeholder) placeholder = pattern::find_placeholder(section.html);
    if (!placeholder && pattern::holds_words(text, kFewestWords) && !is_dismissal(text)) {
      passage.is_written = true;
    }
    if (placeholder && !passage.placeholder) passage.placeholder = std::move(placeholder);
  }
  return passage;
}

}  // namespace mig::bundle
