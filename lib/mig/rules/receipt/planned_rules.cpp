#include "mig/rules/receipt/planned_rules.hpp"

#include <algorithm>
#include <array>

#include "mig/rules/rule.hpp"

namespace mig::rules::receipt_rules {

bool is_about_the_change(std::string_view rule_id) {
  constexpr std::array<std::string_view, 7> kFamilies{
      "bundle", "declaration", "limit", "protected", "rollback", "scope", "sql"};
  return std::find(kFamilies.begin(), kFamilies.end(), family_of(rule_id)) != kFamilies.end();
}

}  // namespace mig::rules::receipt_rules
