#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "mig/document/reader.hpp"
#include "mig/document/text_check.hpp"

namespace mig::document {

inline bool inside(Span inner, Span outer) {
  return outer.begin <= inner.begin && inner.begin <= inner.end && inner.end <= outer.end;
}

/// True when every span below `value` lies in that of its parent, in order and without overlap,
/// keys are unique and nothing is deeper than allowed.
inline bool well_formed(const LocatedValue& value, Span outer, int depth = 0) {
  if (!inside(value.span(), outer)) return false;
  std::uint32_t last = value.span().begin;
  if (const Array* items = value.array()) {
    if (depth >= kMaxDepth) return false;
    for (const LocatedValue& item : *items) {
      if (item.span().begin < last || !well_formed(item, value.span(), depth + 1)) return false;
      last = item.span().end;
    }
  }
  if (const Object* members = value.object()) {
    if (depth >= kMaxDepth) return false;
    for (const Member& member : *members) {
      const Span rest{member.key_span.end, value.span().end};
      if (!inside(member.key_span, value.span()) || member.key_span.begin < last) return false;
      if (!well_formed(member.value, rest, depth + 1)) return false;
      if (value.find(member.key) != &member) return false;
      last = member.value.span().end;
    }
  }
  return true;
}

inline bool well_formed(const ReadFault& fault, std::string_view bytes) {
  const Span whole{0, static_cast<std::uint32_t>(bytes.size())};
  const bool printable = std::none_of(fault.message.begin(), fault.message.end(), [](char byte) {
    return (byte >= 0 && byte < 0x20) || byte == 0x7F;
  });
  return inside(fault.span, whole) && !fault.message.empty() && printable &&
         find_invalid_utf8(fault.message) == std::string::npos;
}

inline bool well_formed(const ReadResult<LocatedValue>& read, std::string_view bytes) {
  const Span whole{0, static_cast<std::uint32_t>(bytes.size())};
  return read ? well_formed(*read, whole) : well_formed(read.error(), bytes);
}

inline bool well_formed(const Section& section, std::string_view bytes) {
  const Span whole{0, static_cast<std::uint32_t>(bytes.size())};
  if (!inside(section.heading_span, whole) || !inside(section.body_span, whole)) return false;
  if (section.heading_span.end > section.body_span.begin) return false;
  const auto body =
      bytes.substr(section.body_span.begin, section.body_span.end - section.body_span.begin);
  if (section.body != body || section.list_items.size() != section.list_item_spans.size()) {
    return false;
  }
  for (const Span item : section.list_item_spans) {
    if (!inside(item, section.body_span)) return false;
  }
  return section.level >= 0 && section.level <= 6;
}

inline bool well_formed(const ReadResult<Markdown>& read, std::string_view bytes) {
  if (!read) return well_formed(read.error(), bytes);
  const Span whole{0, static_cast<std::uint32_t>(bytes.size())};
  if (!well_formed(read->front_matter, whole)) return false;
  std::uint32_t last = read->front_matter.span().end;
  for (const Section& section : read->sections) {
    if (!well_formed(section, bytes) || section.heading_span.begin < last) return false;
    last = section.body_span.end;
  }
  return true;
}

}  // namespace mig::document
