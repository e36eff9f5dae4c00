#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// One line of `registry/history.jsonl`: a migration changed its status.
struct StatusChange {
  Span span;                          ///< of the line, without its end
  Located<std::int64_t> seq;          ///< 1, 2, 3, ...
  std::optional<LocatedString> prev;  ///< "sha256:<hex>" of the line before, its LF included
  LocatedString at;                   ///< RFC 3339
  LocatedString migration_id;
  std::optional<LocatedString> from;  ///< none: the migration is new
  LocatedString status;
  std::optional<LocatedString> receipt;  ///< digest of the receipt that proves the status
  LocatedString by;                      ///< principal
};

struct StatusHistory {
  std::vector<StatusChange> changes;
};

/// Reads the array of lines of a document that fits status_history.v1.
StatusHistory read_status_history(const document::LocatedValue& lines);

/// Whether a migration may go from one status to another; `from` empty: it is new, and begins as
/// a draft.
bool is_allowed_transition(std::string_view from, std::string_view to);
/// The statuses that may follow, in the order of the registry's list.
std::vector<std::string_view> statuses_after(std::string_view from);

}  // namespace mig::contract
