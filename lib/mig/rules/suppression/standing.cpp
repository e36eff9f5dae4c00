#include "mig/rules/suppression/standing.hpp"

#include <fmt/format.h>

#include <optional>

#include "mig/pattern/pattern.hpp"

namespace mig::rules::suppression_rules {
namespace {

constexpr std::int64_t kMostDays = 366;

std::optional<std::int64_t> day_of(std::string_view now) {
  return pattern::parse_date(now.substr(0, 10));
}

/// Whether the text at `at` is the value of a key `fingerprint`, and no comment.
bool is_entry(std::string_view bytes, std::size_t at) {
  const auto line_break = bytes.substr(0, at).rfind('\n');
  const auto begin = line_break == std::string_view::npos ? 0 : line_break + 1;
  const auto before = bytes.substr(begin, at - begin);
  return before.find("fingerprint") != std::string_view::npos &&
         before.find('#') == std::string_view::npos;
}

/// Where the fingerprint of an entry is written. Entries may share one: each has its own place.
std::optional<Span> place_of(const contract::Policy& policy, std::size_t entry) {
  const auto& allow = policy.secrets.allow;
  const auto& wanted = allow[entry].fingerprint;
  std::size_t before = 0;
  for (std::size_t i = 0; i < entry; ++i) before += allow[i].fingerprint == wanted ? 1U : 0U;
  const auto bytes = policy.text->bytes();
  for (auto at = bytes.find(wanted); at != std::string_view::npos;
       at = bytes.find(wanted, at + wanted.size())) {
    if (!is_entry(bytes, at) || before-- > 0) continue;
    const auto begin = static_cast<std::uint32_t>(at);
    return Span{begin, begin + static_cast<std::uint32_t>(wanted.size())};
  }
  return std::nullopt;
}

}  // namespace

bundle::Allowance allowance_of(const contract::Policy& policy, std::size_t entry,
                               std::string_view now) {
  const auto& allowed = policy.secrets.allow[entry];
  bundle::Allowance allowance;
  allowance.origin = bundle::Allowance::Origin::policy;
  allowance.place.location.path = policy.source;
  if (policy.text != nullptr && !allowed.fingerprint.empty()) {
    if (const auto place = place_of(policy, entry)) allowance.place = quote(*policy.text, *place);
  }
  allowance.rule = allowed.rule;
  allowance.reason = allowed.reason;
  allowance.until = allowed.until;
  if (!allowed.until.empty()) {
    const auto last_day = pattern::parse_date(allowed.until);
    const auto today = day_of(now);
    allowance.is_expired = !last_day || !today || *last_day < *today;
  }
  return allowance;
}

void bound(bundle::Allowance& comment, std::string_view now) {
  if (!comment.fault.empty()) return;
  const auto last_day = pattern::parse_date(comment.until);
  const auto today = day_of(now);
  if (!last_day || !today || *last_day - *today <= kMostDays) return;
  comment.fault = fmt::format("until={} is more than {} days away", comment.until, kMostDays);
}

}  // namespace mig::rules::suppression_rules
