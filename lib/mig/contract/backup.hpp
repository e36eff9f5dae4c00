#pragma once

#include <optional>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// `receipts/backup.json` of a run: a document that fits backup.v1.
struct BackupRecord {
  LocatedString migration_id;
  LocatedString environment;
  LocatedString status;  ///< "ok", "failed" or "not_applicable"
  std::optional<LocatedString> digest;
  std::optional<LocatedString> taken_at;
  std::optional<LocatedString> reason;
};
BackupRecord read_backup_record(const document::LocatedValue& value);

}  // namespace mig::contract
