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

secrets::Detections hidden_by(const secrets::Scan& scan) {
  auto hidden = scan.detections;
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
  masking.bytes = secrets::masked(bytes, hidden_by(scan));
  for (const auto& detection : scan.detections) {
    add_value(detection.value, masking.values);
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
