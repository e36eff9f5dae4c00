#include "mig/base/finding.hpp"

#include <tuple>

namespace mig {

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

Quote quote(const SourceText& source, Span span) {
  Quote quoted{source.locate(span), std::nullopt};
  const auto line = quoted.location.region->begin.line;
  quoted.excerpt = Excerpt{line, std::string(source.line(line))};
  return quoted;
}

bool report_order(const Finding& left, const Finding& right) {
  return std::tie(left.location, left.rule, left.object, left.message) <
         std::tie(right.location, right.rule, right.object, right.message);
}

}  // namespace mig
