#pragma once

#include <span>
#include <string_view>

#include "mig/document/reader.hpp"

namespace mig::rules::bundle_rules {

/// What notes.md says under the headings of one topic.
struct TopicCoverage {
  bool is_written = false;                     ///< some prose stands under such a heading
  const document::Section* heading = nullptr;  ///< the first such heading; null when there is none
};

/// Looks for headings that contain one of `words` (given in lower case; headings are compared
/// without case). Text below a deeper heading counts for the heading above it.
TopicCoverage coverage_of(const document::Markdown& notes, std::span<const std::string_view> words);

}  // namespace mig::rules::bundle_rules
