#include "mig/rules/rule.hpp"

#include <algorithm>

#include "mig/rules/families.hpp"

namespace mig::rules {
namespace {

// The explicit table: a registrar object in each file would be dropped by the linker.
#define MIG_RULE(family, name) &family##_rules::name,
constexpr std::array kRules = {
#include "mig/rules/families.inc"
};
#undef MIG_RULE

}  // namespace

Finding& Reporter::at(const Quote& place, std::string message) {
  Finding finding;
  finding.rule = rule_.id;
  finding.severity = rule_.severity;
  finding.message = std::move(message);
  finding.location = place.location;
  finding.excerpt = place.excerpt;
  finding.line_hash = place.line_hash;
  finding.remedy = rule_.remedy;
  findings_.push_back(std::move(finding));
  return findings_.back();
}

Finding& Reporter::at(const SourceText& source, Span span, std::string message) {
  return at(quote(source, span), std::move(message));
}

Finding& Reporter::at_path(std::string path, std::string message) {
  return at(Quote{Location{std::move(path), std::nullopt}, std::nullopt, {}}, std::move(message));
}

void relate(Finding& finding, const Quote& place, std::string message) {
  finding.related.push_back({place.location, std::move(message), place.excerpt});
}

std::span<const Rule* const> all_rules() {
  return kRules;
}

const Rule* find_rule(std::string_view id) {
  const auto found = std::find_if(kRules.begin(), kRules.end(),
                                  [id](const Rule* rule) { return rule->info.id == id; });
  return found == kRules.end() ? nullptr : *found;
}

std::string_view family_of(std::string_view rule_id) {
  return rule_id.substr(0, rule_id.find('-'));
}

}  // namespace mig::rules
