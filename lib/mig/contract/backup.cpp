#include "mig/contract/backup.hpp"

namespace mig::contract {

BackupRecord read_backup_record(const document::LocatedValue& value) {
  const auto text = [&value](std::string_view key) {
    return string_member(value, key).value_or(LocatedString{});
  };
  return {text("migration_id"),
          text("environment"),
          text("status"),
          string_member(value, "digest"),
          string_member(value, "taken_at"),
          string_member(value, "reason")};
}

}  // namespace mig::contract
