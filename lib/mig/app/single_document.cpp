#include "mig/app/single_document.hpp"

#include <algorithm>
#include <array>

#include "mig/bundle/redaction.hpp"

namespace mig::app {
namespace {

// Rules that look at nothing but the declaration and the policy.
constexpr std::array<std::string_view, 5> kDeclarationFamilies{"document", "declaration", "limit",
                                                               "protected", "scope"};
constexpr std::array<std::string_view, 2> kRegistryFamilies{"document", "registry"};

template <class Families>
std::vector<const rules::Rule*> rules_among(rules::RuleSet rules, const Families& families) {
  std::vector<const rules::Rule*> selected;
  for (const auto* rule : rules) {
    if (std::find(families.begin(), families.end(), rules::family_of(rule->info.id)) !=
        families.end()) {
      selected.push_back(rule);
    }
  }
  return selected;
}

std::vector<Finding> judge_declaration(bundle::DocumentFacts document,
                                       const bundle::RepositoryFacts& surroundings,
                                       rules::RuleSet rules) {
  bundle::BundleFacts lone;
  lone.repository = &surroundings;
  lone.declaration = contract::read_declaration(document.value);
  lone.has_declaration = true;
  lone.documents.push_back(std::move(document));
  return rules::judge_bundle(lone, nullptr, nullptr, rules_among(rules, kDeclarationFamilies));
}

std::vector<Finding> judge_registry(bundle::DocumentFacts document,
                                    const bundle::RepositoryFacts& surroundings,
                                    rules::RuleSet rules) {
  bundle::RepositoryFacts lone;
  lone.policy = surroundings.policy;
  lone.now = surroundings.now;
  contract::read_registry(document.value, 0, lone.registry);
  lone.registry_documents.push_back(std::move(document));
  lone.entry_bundles.resize(lone.registry.entries.size());
  return rules::judge_repository(lone, rules_among(rules, kRegistryFamilies));
}

}  // namespace

std::vector<Finding> judge_single_document(bundle::DocumentFacts document,
                                           const bundle::RepositoryFacts& surroundings,
                                           rules::RuleSet rules) {
  if (document.kind == contract::DocumentKind::declaration) {
    return judge_declaration(std::move(document), surroundings, rules);
  }
  if (document.kind == contract::DocumentKind::registry) {
    return judge_registry(std::move(document), surroundings, rules);
  }
  std::vector<Finding> findings;
  rules::judge_document(document, rules, findings);
  bundle::Redactor redactor;
  if (!findings.empty()) redactor.add(*document.source);
  for (auto& finding : findings) redactor.clean(finding);
  rules::finish(findings);
  return findings;
}

}  // namespace mig::app
