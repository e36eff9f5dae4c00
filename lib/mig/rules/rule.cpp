#include "mig/rules/rule.hpp"

#include <algorithm>
#include <unordered_map>

#include "mig/rules/families.hpp"
#include "mig/rules/secret/token_rules.hpp"

namespace mig::rules {
namespace {

// The explicit table: a registrar object in each file would be dropped by the linker.
#define MIG_RULE(family, name) &family##_rules::name,
constexpr std::array kRules = {
#include "mig/rules/families.inc"
};
#undef MIG_RULE

std::vector<const Rule*> with_token_rules() {
  std::vector<const Rule*> rules(kRules.begin(), kRules.end());
  const auto behind_family = std::find_if(rules.rbegin(), rules.rend(), [](const Rule* rule) {
                               return family_of(rule->info.id) == "secret";
                             }).base();
  // Some formats are told under a rule that is written by hand.
  std::vector<const Rule*> made;
  for (const Rule* rule : secret_rules::token_rules()) {
    const auto has_id = [rule](const Rule* other) { return other->info.id == rule->info.id; };
    if (std::none_of(kRules.begin(), kRules.end(), has_id)) made.push_back(rule);
  }
  rules.insert(behind_family, made.begin(), made.end());
  return rules;
}

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
  static const std::vector<const Rule*> rules = with_token_rules();
  return rules;
}

const Rule* find_rule(std::string_view id) {
  static const auto by_id = [] {
    std::unordered_map<std::string_view, const Rule*> table;
    for (const Rule* rule : all_rules()) table.emplace(rule->info.id, rule);
    return table;
  }();
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : found->second;
}

std::string_view family_of(std::string_view rule_id) {
  return rule_id.substr(0, rule_id.find('-'));
}

}  // namespace mig::rules
