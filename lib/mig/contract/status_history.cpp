#include "mig/contract/status_history.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace mig::contract {
namespace {

using document::LocatedValue;

/// A status and those that may follow it, in the order of the registry's list.
struct Transition {
  std::string_view from;
  std::array<std::string_view, 5> to;  ///< unused places are empty
};

constexpr std::array<Transition, 9> kTransitions{{
    {"", {"draft"}},
    {"draft", {"approved", "superseded"}},
    {"approved", {"draft", "merged", "superseded"}},
    {"merged", {"executed_dev", "executed_stage", "executed_prod", "superseded"}},
    {"executed_dev", {"executed_stage", "executed_prod", "rolled_back", "superseded"}},
    {"executed_stage", {"executed_prod", "rolled_back", "superseded"}},
    {"executed_prod", {"rolled_back", "superseded"}},
    {"rolled_back", {"executed_dev", "executed_stage", "executed_prod", "superseded"}},
    {"superseded", {}},
}};

}  // namespace

StatusHistory read_status_history(const LocatedValue& lines) {
  StatusHistory history;
  if (lines.array() == nullptr) return history;
  for (const auto& line : *lines.array()) {
    const auto text = [&line](std::string_view key) {
      return string_member(line, key).value_or(LocatedString{});
    };
    history.changes.push_back(
        {line.span(), integer_member(line, "seq").value_or(Located<std::int64_t>{}),
         string_member(line, "prev"), text("at"), text("migration_id"), string_member(line, "from"),
         text("status"), string_member(line, "receipt"), text("by")});
  }
  return history;
}

bool is_allowed_transition(std::string_view from, std::string_view to) {
  const auto next = statuses_after(from);
  return std::find(next.begin(), next.end(), to) != next.end();
}

std::vector<std::string_view> statuses_after(std::string_view from) {
  std::vector<std::string_view> next;
  for (const auto& transition : kTransitions) {
    if (transition.from != from) continue;
    std::copy_if(transition.to.begin(), transition.to.end(), std::back_inserter(next),
                 [](std::string_view status) { return !status.empty(); });
  }
  return next;
}

}  // namespace mig::contract
