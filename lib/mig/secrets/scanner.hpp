#pragma once

#include <string_view>
#include <vector>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/layer/layer.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Everything that was found in one file. Spans are byte offsets of the file as it was given.
struct Scan {
  FileRole role = FileRole::other;
  Detections detections;       ///< by place; overlapping ones are collapsed to the most specific
  Detections covered;          ///< gave way to more specific ones; hidden, and not judged
  std::vector<Unread> unread;  ///< parts that could not be searched: no verdict for the file
};

/// Searches one file. `path` is relative to the root; it decides the role and some forms. Uses
/// nothing but its arguments, from any thread; the first call of a process compiles the literals.
Scan scan(std::string_view path, std::string_view bytes);

/// The same text, byte for byte as long, in which every character of a detection is a mask. Lines
/// and columns stay what they are.
std::string masked(std::string_view bytes, const Detections& detections);

}  // namespace mig::secrets
