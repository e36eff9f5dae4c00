#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// A file and the digest that a receipt gives of it.
struct FileDigest {
  LocatedString path;
  LocatedString digest;
};
/// Those entries of a list that could be read.
std::vector<FileDigest> read_file_digests(const document::LocatedValue& object,
                                          std::string_view key);

/// One step of a rehearsal.
struct RehearsalStep {
  LocatedString name;
  LocatedString status;
};

/// A document that fits rehearsal_receipt.v1.
struct RehearsalReceipt {
  LocatedString migration_id;
  LocatedString bundle_digest;
  LocatedString started_at;
  LocatedString finished_at;
  std::vector<RehearsalStep> steps;
  Span steps_span;
  LocatedString verdict;
  std::optional<Located<std::int64_t>> level;
  std::vector<FileDigest> inputs;
  Span inputs_span;
  std::vector<FileDigest> outputs;
  Span outputs_span;
  std::optional<Span> superuser;     ///< where it says that the scripts ran as superuser
  std::optional<Span> changed_rows;  ///< where it lists rows that the rollback did not restore

  /// Null when the rehearsal did not get to that step.
  const RehearsalStep* step(std::string_view name) const;
};
RehearsalReceipt read_rehearsal_receipt(const document::LocatedValue& value);

/// The steps of a rehearsal in the order in which they are done.
std::vector<std::string_view> rehearsal_steps();
/// "left_over" → 3; nothing for the verdicts of a rollback that was not compared.
std::optional<std::int64_t> level_of_verdict(std::string_view verdict);

}  // namespace mig::contract
