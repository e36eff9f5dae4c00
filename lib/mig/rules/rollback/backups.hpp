#pragma once

#include <string>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::rollback_rules {

/// Why the policy asks for a backup before this run: "tier prod", "risk high". Empty when it does
/// not, or when nothing ran.
std::string why_backup_is_due(const bundle::BundleFacts& bundle, const bundle::RunBackup& backup);

/// In the record where there is one; else where the run is told.
Quote place_of(const bundle::BundleFacts& bundle, const bundle::RunBackup& backup);

/// A failed run that its rollback closed only tells what it did.
void weigh(Finding& finding, const bundle::RunBackup& backup);

/// "receipts/backup.json" of the run, relative to the root.
std::string path_of_record(const bundle::BundleFacts& bundle, const bundle::RunBackup& backup);

}  // namespace mig::rules::rollback_rules
