#include "mig/rules/secret/token_rules.hpp"

#include <fmt/format.h>

#include <deque>
#include <string>
#include <unordered_set>
#include <vector>

#include "mig/rules/found_value.hpp"
#include "mig/secrets/token/format.hpp"

namespace mig::rules::secret_rules {
namespace {

/// Rules together with the texts that they refer to; built once and never moved.
struct TokenRules {
  std::deque<std::string> texts;
  std::deque<Rule> rules;
  std::vector<const Rule*> pointers;

  TokenRules();
  void add(const secrets::TokenFormat& format);
};

void check(const bundle::ScannedFile& file, const secrets::Detection& detection,
           Reporter& reporter) {
  report_value(file, detection, find_rule(detection.rule)->info.summary, reporter);
}

void TokenRules::add(const secrets::TokenFormat& format) {
  texts.push_back(fmt::format("{} in clear text", format.title));
  Rule rule{};
  rule.info.id = format.rule;
  rule.info.severity = Severity::fail;
  rule.info.summary = texts.back();
  rule.info.rationale =
      "Whoever can read the repository, a copy or a backup of it can use the credential; its form "
      "is that of one provider, so that it is found wherever it stands.";
  rule.info.remedy = kSecretRemedy;
  rule.info.requirements = {"K-38", "K-76", "W-25"};
  rule.check = check;
  rules.push_back(rule);
}

TokenRules::TokenRules() {
  std::unordered_set<std::string_view> seen;
  for (const auto* format : secrets::token_formats()) {
    if (seen.insert(format->rule).second) add(*format);
  }
  for (const auto& rule : rules) pointers.push_back(&rule);
}

}  // namespace

std::span<const Rule* const> token_rules() {
  static const TokenRules made;
  return made.pointers;
}

}  // namespace mig::rules::secret_rules
