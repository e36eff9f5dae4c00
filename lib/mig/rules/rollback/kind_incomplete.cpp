#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/change_facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rollback/irreversibility.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::rollback_rules {
namespace {

using contract::RollbackMechanism;

/// What a mechanism still needs: "`rollback.owner` is missing".
using Needs = std::vector<std::string>;

void need_text(const std::optional<contract::LocatedString>& text, std::string_view name,
               Needs& needs) {
  const auto fault = text ? fault_of_text(text->value) : std::string("is missing");
  if (!fault.empty()) needs.push_back(fmt::format("`{}` {}", name, fault));
}

void need_digest(const std::optional<contract::LocatedString>& digest, std::string_view name,
                 Needs& needs) {
  if (!digest) {
    needs.push_back(fmt::format("`{}` is missing", name));
  } else if (!pattern::is_sha256_digest(digest->value)) {
    needs.push_back(fmt::format("`{}` stands for no bytes", name));
  }
}

void need_checkpoint(const contract::RollbackPlan& plan, Needs& needs) {
  const auto state = plan.checkpoint.value_or(contract::StoredState{});
  need_text(state.reference, "rollback.checkpoint.reference", needs);
  need_digest(state.digest, "rollback.checkpoint.digest", needs);
}

void need_alias(const contract::RollbackPlan& plan, Needs& needs) {
  const auto alias = plan.alias.value_or(contract::AliasTarget{});
  need_text(alias.name, "rollback.alias.name", needs);
  need_text(alias.index, "rollback.alias.index", needs);
  if (alias.name && alias.index && alias.name->value == alias.index->value) {
    needs.emplace_back("`rollback.alias` points to itself");
  }
}

// Nobody can know the digest of a backup before it is taken.
void need_backup(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                 Needs& needs) {
  const auto backup = bundle.declaration.backup.value_or(contract::StoredState{});
  need_text(backup.reference, "backup.reference", needs);
  const bool is_recorded =
      std::any_of(change.backups.begin(), change.backups.end(),
                  [](const auto& one) { return one.status == bundle::BackupStatus::present; });
  const bool is_due = bundle.phase == bundle::Phase::executed && !is_recorded;
  if (is_due || backup.digest) need_digest(backup.digest, "backup.digest", needs);
}

void need_plan(const bundle::BundleFacts& bundle, std::string_view plan, Needs& needs) {
  if (plan.empty() || are_notes_unreadable(bundle)) return;
  const bundle::NoteTopic topic =
      plan == "restore" ? bundle::NoteTopic{{"restor"}}
                        : bundle::NoteTopic{{"forward fix", "forward-fix", "fix forward",
                                             "fixing forward", "fix-forward"}};
  if (bundle::passage_about(bundle, topic).is_written) return;
  needs.push_back(fmt::format("notes.md has no section that describes the {}", plan));
}

Needs needs_of(const RollbackMechanism& mechanism, const bundle::BundleFacts& bundle,
               const bundle::ChangeFacts& change) {
  Needs needs;
  const auto& declaration = bundle.declaration;
  const auto plan = declaration.rollback.value_or(contract::RollbackPlan{});
  if (mechanism.field == "checkpoint") need_checkpoint(plan, needs);
  if (mechanism.field == "alias") need_alias(plan, needs);
  if (mechanism.field == "backup") need_backup(bundle, change, needs);
  if (mechanism.field == "remains") {
    need_text(plan.remains, "rollback.remains", needs);
    if (needs.empty() && !pattern::holds_words(plan.remains->value, 2)) {
      needs.emplace_back("`rollback.remains` is a single word");
    }
  }
  if (mechanism.field == "owner" && (plan.owner || declaration.owners.empty())) {
    need_text(plan.owner, "rollback.owner", needs);
  }
  need_plan(bundle, mechanism.plan, needs);
  return needs;
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr) return;
  const auto& plan = bundle.declaration.rollback;
  const auto& block = bundle.declaration.irreversible;
  if (is_misshapen(*document, "rollback") || is_misshapen(*document, "backup")) return;
  if (plan && plan->kind) {
    const auto* mechanism = contract::rollback_mechanism(plan->kind->value);
    if (mechanism == nullptr) return;
    const auto needs = needs_of(*mechanism, bundle, change);
    if (needs.empty()) return;
    reporter.at(*document->source, plan->kind->span,
                fmt::format("a rollback of kind {} needs more: {}", mechanism->kind,
                            fmt::join(needs, "; ")));
    return;
  }
  if (!bundle.declaration.is_irreversible() || !block || !block->strategy) return;
  const auto* mechanism = contract::mechanism_of_strategy(block->strategy->value);
  if (mechanism == nullptr) return;
  const auto needs = needs_of(*mechanism, bundle, change);
  if (needs.empty()) return;
  reporter.at(*document->source, block->strategy->span,
              fmt::format("the strategy {} needs more: {}", block->strategy->value,
                          fmt::join(needs, "; ")));
}

}  // namespace

const Rule kind_incomplete{
    {
        .id = "rollback-kind-incomplete",
        .severity = Severity::fail,
        .summary = "What a kind of rollback needs to be carried out is missing",
        .rationale = "A word is no plan. Who has to go back at night needs the stored state and "
                     "its digest, the index that the alias pointed to, or the steps of the "
                     "restore.",
        .remedy = "checkpoint: rollback.checkpoint with reference and digest; restore: "
                  "backup.reference, once executed its digest, and the steps under \"## Restore\" "
                  "in notes.md; alias_switch: rollback.alias with name and index; compensating: "
                  "rollback.remains; forward_fix: an owner, and the plan under \"## Forward fix\" "
                  "in notes.md",
        .requirements = {"X-15"},
    },
    check};

}  // namespace mig::rules::rollback_rules
