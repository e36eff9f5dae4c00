#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mig/bundle/run_change.hpp"
#include "mig/contract/backup.hpp"

namespace mig::bundle {

/// Whether there is a backup of what a run changed: from its record, never from a word.
enum class BackupStatus : std::uint8_t {
  present,  ///< bound by its digest, taken before the run and after the last change
  partial,  ///< there is one, but it does not hold for this run
  none,     ///< there is none, or it failed
  unknown,  ///< nobody can tell
};

/// The backup before one run.
struct RunBackup {
  const RunFacts* run = nullptr;                  ///< never null
  const RunChange* change = nullptr;              ///< null: nothing ran here yet
  const DocumentFacts* record = nullptr;          ///< null: there is none
  std::optional<contract::BackupRecord> content;  ///< of a valid record
  std::string environment;                        ///< empty when nothing names it
  BackupStatus status = BackupStatus::none;
  std::string reason;        ///< why it is not present
  std::optional<Span> span;  ///< of that, in the record
  bool has_failed = false;
  bool is_waived = false;  ///< not applicable, with a reason
};

/// `runs` are those of the bundle, and must outlive the answer like the bundle itself.
std::vector<RunBackup> find_backups(const BundleFacts& bundle, const std::vector<RunChange>& runs);

}  // namespace mig::bundle
