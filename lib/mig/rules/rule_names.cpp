#include "mig/rules/rule_names.hpp"

#include <vector>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules {

std::optional<std::string> nearest_rule(std::string_view wrong) {
  std::vector<std::string> ids;
  for (const Rule* rule : all_rules()) ids.emplace_back(rule->info.id);
  return pattern::nearest_name(wrong, ids);
}

std::optional<std::string> unknown_rule_of(const contract::Policy& policy) {
  const auto& exceptions = policy.unsigned_approvals;
  for (const auto* list : {&exceptions.accept, &exceptions.refuse}) {
    for (const auto& id : *list) {
      if (find_rule(id) == nullptr) return id;
    }
  }
  return std::nullopt;
}

}  // namespace mig::rules
