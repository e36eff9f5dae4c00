#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/effect/effect.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::scope_rules {
namespace {

std::vector<std::string> all_operations() {
  std::vector<std::string> words;
  for (auto i = 0; i <= static_cast<int>(effect::Operation::server_access); ++i) {
    words.emplace_back(name_of(static_cast<effect::Operation>(i)));
  }
  return words;
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr) return;
  for (const auto& list : bundle.declaration.scope) {
    if (list.surface != "operations") continue;
    for (const auto& entry : list.entries) {
      if (effect::operation(entry.value)) continue;
      auto& finding = reporter.at(
          *document->source, entry.span,
          fmt::format("\"{}\" in `{}` is no operation: it bounds nothing", entry.value, list.key));
      const auto words = all_operations();
      const auto nearest = pattern::nearest_name(entry.value, words);
      finding.remedy = nearest ? fmt::format("write {}", *nearest)
                               : fmt::format("write one of {}", fmt::join(words, ", "));
    }
  }
}

}  // namespace

const Rule unknown_operation{
    {
        .id = "scope-unknown-operation",
        .severity = Severity::fail,
        .summary = "The scope lists an operation that does not exist",
        .rationale = "A word that no statement can match allows nothing and forbids nothing, and "
                     "reads as if it did.",
        .remedy = "Use the operations that docs/formats.md lists",
        .requirements = {"K-11"},
    },
    check};

}  // namespace mig::rules::scope_rules
