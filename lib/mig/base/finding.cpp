#include "mig/base/finding.hpp"

#include <algorithm>
#include <tuple>

#include "mig/base/utf8.hpp"

namespace mig {
namespace {

constexpr std::uint32_t kExcerptBefore = 400;
constexpr std::uint32_t kExcerptLength = 1200;

std::size_t after_code_points(std::string_view text, std::size_t at, std::uint32_t count) {
  for (; count > 0 && at < text.size(); --count) at += code_point_at(text, at).size;
  return at;
}

/// The part of a long line around the byte at `at`, which stands in the given column.
Excerpt window_of(std::uint32_t line, std::string_view text, std::size_t at, std::uint32_t column) {
  std::size_t begin = at;
  std::uint32_t walked = 0;
  while (begin > 0 && walked < kExcerptBefore) {
    --begin;
    if ((static_cast<unsigned char>(text[begin]) & 0xC0U) != 0x80U) ++walked;
  }
  const std::size_t end = after_code_points(text, begin, kExcerptLength);
  return {line, std::string(text.substr(begin, end - begin)), column - walked, end < text.size()};
}

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::review:
      return "review";
    case Severity::fail:
      return "fail";
  }
  return "fail";
}

std::string_view name_of(Status status) {
  switch (status) {
    case Status::open:
      return "open";
    case Status::approved:
      return "approved";
    case Status::justified:
      return "justified";
    case Status::baselined:
      return "baselined";
  }
  return "open";
}

Excerpt excerpt_of(std::uint32_t line, std::string_view text, const Region& region) {
  if (text.size() <= kExcerptLength) return {line, std::string(text)};
  const std::uint32_t column = region.begin.line == line ? region.begin.column : 1;
  return window_of(line, text, after_code_points(text, 0, column - 1), column);
}

Quote quote(const SourceText& source, Span span) {
  Quote quoted{source.locate(span), std::nullopt, {}};
  const Region& region = *quoted.location.region;
  const auto line = region.begin.line;
  const auto text = source.shown_line(line);
  const std::size_t at = std::min<std::size_t>(span.begin - source.line_start(line), text.size());
  quoted.excerpt = text.size() <= kExcerptLength ? Excerpt{line, std::string(text)}
                                                 : window_of(line, text, at, region.begin.column);
  quoted.line_hash = source.line_hash(region.begin.line);
  return quoted;
}

bool report_order(const Finding& left, const Finding& right) {
  return std::tie(left.location, left.rule, left.object, left.message) <
         std::tie(right.location, right.rule, right.object, right.message);
}

}  // namespace mig
