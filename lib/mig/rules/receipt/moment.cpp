#include "mig/rules/receipt/moment.hpp"

#include "mig/pattern/pattern.hpp"

namespace mig::rules::receipt_rules {

std::optional<Moment> moment_of(const std::optional<contract::LocatedString>& text) {
  const auto second = text ? pattern::parse_timestamp(text->value) : std::nullopt;
  if (!second) return std::nullopt;
  Moment moment{*second, {}};
  if (const auto point = text->value.find('.'); point != std::string::npos) {
    const auto end = text->value.find_first_not_of("0123456789", point + 1);
    moment.fraction = text->value.substr(point + 1, end - point - 1);
    moment.fraction.erase(moment.fraction.find_last_not_of('0') + 1);
  }
  return moment;
}

}  // namespace mig::rules::receipt_rules
