#include <fmt/format.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/irreversibility.hpp"

namespace mig::rules::rollback_rules {
namespace {

using contract::RollbackMechanism;

void check_requirement(const bundle::BundleFacts& bundle, const RollbackMechanism& mechanism,
                       Reporter& reporter) {
  const auto& requires_rollback = bundle.declaration.requires_rollback;
  if (!requires_rollback) return;
  const bool fits =
      requires_rollback->value ? mechanism.may_have_scripts : mechanism.may_lack_scripts;
  if (fits) return;
  auto& finding = reporter.at(
      *bundle.declaration_document()->source, bundle.declaration.rollback->kind->span,
      fmt::format("a rollback of kind {} {}, but requires_rollback is {}", mechanism.kind,
                  requires_rollback->value ? "has no script" : "is a script",
                  requires_rollback->value));
  relate(finding, place_of_requirement(bundle), "declared here");
}

void check_strategy(const bundle::BundleFacts& bundle, const RollbackMechanism& mechanism,
                    Reporter& reporter) {
  const auto& block = bundle.declaration.irreversible;
  if (!bundle.declaration.is_irreversible() || !block || !block->strategy) return;
  const auto& strategies = mechanism.strategies;
  if (strategies.empty() ||
      std::find(strategies.begin(), strategies.end(), block->strategy->value) != strategies.end()) {
    return;
  }
  const SourceText& source = *bundle.declaration_document()->source;
  auto& finding = reporter.at(source, bundle.declaration.rollback->kind->span,
                              fmt::format("a rollback of kind {} is not the strategy {}",
                                          mechanism.kind, block->strategy->value));
  relate(finding, quote(source, block->strategy->span), "the strategy is declared here");
  finding.remedy = fmt::format("with the kind {} the strategy is {}", mechanism.kind,
                               fmt::join(strategies, " or "));
}

void check_store(const bundle::BundleFacts& bundle, const RollbackMechanism& mechanism,
                 Reporter& reporter) {
  const auto& type = bundle.declaration.type;
  if (!type || mechanism.only_store.empty() || type->value == mechanism.only_store) return;
  const SourceText& source = *bundle.declaration_document()->source;
  auto& finding =
      reporter.at(source, bundle.declaration.rollback->kind->span,
                  fmt::format("a rollback of kind {} is for {} stores, but the type is {}",
                              mechanism.kind, mechanism.only_store, type->value));
  relate(finding, quote(source, type->span), "the type is declared here");
}

void check_fields(const bundle::BundleFacts& bundle, const RollbackMechanism& mechanism,
                  Reporter& reporter) {
  const auto& plan = *bundle.declaration.rollback;
  const auto refuse = [&](std::string_view field, std::optional<Span> span) {
    if (!span || mechanism.field == field) return;
    auto& finding = reporter.at(
        *bundle.declaration_document()->source, *span,
        fmt::format("`rollback.{}` does not go with the kind {}", field, mechanism.kind));
    finding.remedy = fmt::format("remove `{}`, or name the kind that it belongs to", field);
  };
  refuse("checkpoint", plan.checkpoint ? std::optional(plan.checkpoint->key_span) : std::nullopt);
  refuse("alias", plan.alias ? std::optional(plan.alias->key_span) : std::nullopt);
  refuse("remains", plan.remains ? std::optional(plan.remains->span) : std::nullopt);
  refuse("owner", plan.owner ? std::optional(plan.owner->span) : std::nullopt);
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto& plan = bundle.declaration.rollback;
  if (!plan || !plan->kind) return;
  const auto* mechanism = contract::rollback_mechanism(plan->kind->value);
  if (mechanism == nullptr) return;
  check_requirement(bundle, *mechanism, reporter);
  check_strategy(bundle, *mechanism, reporter);
  check_store(bundle, *mechanism, reporter);
  check_fields(bundle, *mechanism, reporter);
}

}  // namespace

const Rule kind_mismatch{
    {
        .id = "rollback-kind-mismatch",
        .severity = Severity::fail,
        .summary = "The kind of rollback does not go with the rest of the declaration",
        .rationale = "Scripts, a stored state, an alias and a later fix are undone in different "
                     "ways. A declaration that names one and describes another leaves whoever has "
                     "to roll back with the wrong plan.",
        .remedy = "script and compensating go with requires_rollback: true; checkpoint, restore "
                  "and forward_fix with false; alias_switch with search stores",
        .requirements = {"X-15"},
    },
    check};

}  // namespace mig::rules::rollback_rules
