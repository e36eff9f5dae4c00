#include "mig/rules/rollback/backups.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mig/contract/change_class.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::rollback_rules {
namespace {

bool is_one_of(const std::vector<std::string>& globs,
               const std::optional<contract::LocatedString>& word) {
  return word && std::any_of(globs.begin(), globs.end(), [&word](const auto& glob) {
           return pattern::glob_matches(contract::folded_class(glob),
                                        contract::folded_class(word->value));
         });
}

}  // namespace

std::string why_backup_is_due(const bundle::BundleFacts& bundle, const bundle::RunBackup& backup) {
  if (backup.change == nullptr || backup.change->is_rollback()) return {};
  const auto& policy = bundle.repository->policy;
  const auto& required = policy.required_backups;
  const auto tier = policy.tier_of(backup.environment);
  if (tier &&
      std::find(required.tiers.begin(), required.tiers.end(), *tier) != required.tiers.end()) {
    return fmt::format("tier {}", contract::name_of(*tier));
  }
  const auto& declaration = bundle.declaration;
  if (is_one_of(required.classes, declaration.risk)) {
    return fmt::format("risk {}", declaration.risk->value);
  }
  if (is_one_of(required.classes, declaration.approvals.change_class)) {
    return fmt::format("class {}", declaration.approvals.change_class->value);
  }
  return {};
}

Quote place_of(const bundle::BundleFacts& bundle, const bundle::RunBackup& backup) {
  if (backup.record != nullptr) {
    return backup.span ? quote(*backup.record->source, *backup.span)
                       : Quote{backup.record->source->whole_file(), std::nullopt, {}};
  }
  const auto* receipt = bundle.document_at(backup.run->inline_receipt);
  const bool names_environment = receipt != nullptr && backup.change != nullptr &&
                                 backup.change->receipt && backup.change->receipt->environment_name;
  if (names_environment) {
    return quote(*receipt->source, backup.change->receipt->environment_name->span);
  }
  return Quote{Location{path_of_record(bundle, backup), std::nullopt}, std::nullopt, {}};
}

void weigh(Finding& finding, const bundle::RunBackup& backup) {
  if (backup.change != nullptr) rules::weigh(finding, *backup.change);
}

std::string path_of_record(const bundle::BundleFacts& bundle, const bundle::RunBackup& backup) {
  const auto& folder = backup.run->folder;
  return bundle.path_of(folder.empty() ? "receipts/backup.json" : folder + "/receipts/backup.json");
}

}  // namespace mig::rules::rollback_rules
