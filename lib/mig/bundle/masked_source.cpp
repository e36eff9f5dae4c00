#include "mig/bundle/masked_source.hpp"

#include <algorithm>
#include <utility>

namespace mig::bundle {
namespace {

/// A message quotes words, never whole files.
constexpr std::size_t kLongestQuoted = 64 * 1024;

void add_value(std::string_view value, std::vector<std::string>& values) {
  if (!value.empty() && value.size() <= kLongestQuoted) values.emplace_back(value);
}

/// A value that goes on to the end of its line may have taken the quote that closes another string.
std::string_view without_fence(std::string_view value) {
  while (!value.empty() &&
         std::string_view("'\"`;,)}]").find(value.back()) != std::string_view::npos) {
    value.remove_suffix(1);
  }
  return value;
}

secrets::Detections hidden_by(const secrets::Scan& scan) {
  auto hidden = scan.detections;
  hidden.insert(hidden.end(), scan.covered.begin(), scan.covered.end());
  for (const auto& unread : scan.unread) {
    secrets::Detection part;
    part.span = unread.span;
    hidden.push_back(std::move(part));
  }
  return hidden;
}

}  // namespace

Masking masking_of(std::string_view bytes, const secrets::Scan& scan) {
  Masking masking;
  if (scan.detections.empty() && scan.unread.empty()) return masking;
  const auto hidden = hidden_by(scan);
  masking.bytes = secrets::masked(bytes, hidden);
  for (const auto& detection : hidden) {
    if (detection.rule.empty()) continue;
    add_value(detection.value, masking.values);
    add_value(without_fence(detection.value), masking.values);
    const auto begin = std::min<std::size_t>(detection.span.begin, bytes.size());
    const auto end = std::clamp<std::size_t>(detection.span.end, begin, bytes.size());
    // As it is written, too: with its escapes, or in the encoding that hides it.
    const auto written = bytes.substr(begin, end - begin);
    if (written != detection.value) add_value(written, masking.values);
  }
  // Something was found, even if nothing of it is short enough to stand in a message.
  if (masking.values.empty()) masking.values.emplace_back();
  return masking;
}

std::shared_ptr<const SourceText> masked_source(std::string path, std::string bytes) {
  return std::make_shared<const SourceText>(std::move(path), std::move(bytes),
                                            [](std::string_view name, std::string_view text) {
                                              return masking_of(text, secrets::scan(name, text));
                                            });
}

}  // namespace mig::bundle
