#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/facts.hpp"

namespace mig::bundle {

/// What a section of notes.md is about, told by its headings: of every group one word has to stand
/// in the heading, or in those that it stands below. Words in lower case.
using NoteTopic = std::vector<std::vector<std::string_view>>;

NoteTopic rollback_topic();
NoteTopic rollback_verification_topic();

/// What notes.md says about a topic.
struct Passage {
  const document::Section* heading = nullptr;  ///< the first of that topic; null when there is none
  std::string text;                            ///< below all of them
  std::optional<std::string> placeholder;      ///< that still stands in the text
  bool is_written = false;                     ///< more than a word or two, and no placeholder
};
Passage passage_about(const BundleFacts& bundle, const NoteTopic& topic);

/// ASCII letters in lower case.
std::string lower_case(std::string_view text);

}  // namespace mig::bundle
