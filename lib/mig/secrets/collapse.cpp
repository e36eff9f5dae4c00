#include "mig/secrets/collapse.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace mig::secrets {
namespace {

/// Which harm a rule is about, by its family.
std::size_t harm_of(std::string_view rule) {
  const auto family = rule.substr(0, rule.find('-'));
  if (family == "pii") return 1;
  if (family == "location") return 2;
  if (family == "payload") return 3;
  return rule == "dsn-raw-endpoint" ? 4 : 0;
}

/// Intervals that do not overlap, by their begin.
class Taken {
 public:
  bool take(Span span) {
    // An empty span still stands somewhere.
    const auto end = std::max(span.end, span.begin + 1);
    const auto next = spans_.upper_bound(span.begin);
    if (next != spans_.end() && next->first < end) return false;
    if (next != spans_.begin() && std::prev(next)->second > span.begin) return false;
    spans_.emplace_hint(next, span.begin, end);
    return true;
  }

 private:
  std::map<std::uint32_t, std::uint32_t> spans_;
};

}  // namespace

Detections collapsed(Detections detections, Detections& covered) {
  const auto specific_first = [](const Detection& left, const Detection& right) {
    const auto key = [](const Detection& one) {
      return std::tuple(-static_cast<int>(one.rank), -static_cast<int>(one.confidence),
                        one.span.begin, ~one.span.end, one.rule, std::string_view(one.subject));
    };
    return key(left) < key(right);
  };
  std::sort(detections.begin(), detections.end(), specific_first);
  std::array<Taken, 5> taken;
  Detections kept;
  for (auto& one : detections) {
    auto& into = taken.at(harm_of(one.rule)).take(one.span) ? kept : covered;
    into.push_back(std::move(one));
  }
  std::sort(kept.begin(), kept.end(), [](const Detection& left, const Detection& right) {
    return std::tie(left.span, left.rule) < std::tie(right.span, right.rule);
  });
  return kept;
}

}  // namespace mig::secrets
