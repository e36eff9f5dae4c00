#include "mig/base/finding.hpp"

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
  const std::uint32_t skipped = column > kExcerptBefore ? column - kExcerptBefore : 0;
  const std::size_t begin = after_code_points(text, 0, skipped);
  const std::size_t end = after_code_points(text, begin, kExcerptLength);
  return {line, std::string(text.substr(begin, end - begin)), skipped + 1, end < text.size()};
}

Quote quote(const SourceText& source, Span span) {
  Quote quoted{source.locate(span), std::nullopt, {}};
  const Region& region = *quoted.location.region;
  quoted.excerpt = excerpt_of(region.begin.line, source.line(region.begin.line), region);
  quoted.line_hash = source.line_hash(region.begin.line);
  return quoted;
}

bool report_order(const Finding& left, const Finding& right) {
  return std::tie(left.location, left.rule, left.object, left.message) <
         std::tie(right.location, right.rule, right.object, right.message);
}

}  // namespace mig
