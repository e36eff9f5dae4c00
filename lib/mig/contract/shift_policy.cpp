#include <algorithm>
#include <utility>

#include "mig/contract/shifts.hpp"
#include "mig/document/reader.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;

/// Where a value stands in a document that need not spell it out; nothing where it does not.
std::optional<Span> span_in(const LocatedValue* document, const std::vector<Step>& path) {
  if (document == nullptr || path.empty()) return std::nullopt;
  const auto* value = document;
  for (const auto& step : path) {
    if (step.member.empty()) {
      const auto* items = value->array();
      if (items == nullptr || step.item >= items->size()) return std::nullopt;
      value = &(*items)[step.item];
      continue;
    }
    const auto* found = value->find(step.member);
    if (found == nullptr) return std::nullopt;
    value = &found->value;
  }
  return value->span();
}

/// For a policy that cannot be read back nothing is known to be as tight as it was.
std::vector<Shift> everything_is_looser() {
  std::vector<Shift> shifts;
  for (const auto& direction : directions_of(DocumentKind::policy)) {
    if (direction.looser == Looser::never) continue;
    shifts.push_back({&direction, Lean::looser, std::string(direction.key), {}, {}, {}, {}});
  }
  return shifts;
}

}  // namespace

std::vector<Shift> policy_shifts(const Policy& before, const Policy& after,
                                 const LocatedValue* after_document) {
  const auto was = document::read_yaml(policy_as_yaml(before));
  const auto is = document::read_yaml(policy_as_yaml(after));
  if (!was || !is) return everything_is_looser();
  std::vector<Shift> shifts;
  for (auto& placed : placed_shifts(DocumentKind::policy, *was, *is)) {
    placed.shift.before_span.reset();
    placed.shift.after_span = span_in(after_document, placed.path);
    shifts.push_back(std::move(placed.shift));
  }
  return shifts;
}

}  // namespace mig::contract
