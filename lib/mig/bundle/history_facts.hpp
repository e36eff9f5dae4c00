#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/contract/status_history.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

struct DocumentFacts;
struct RepositoryFacts;

inline constexpr std::string_view kHistoryFile = "registry/history.jsonl";

/// An earlier state of a history, given with --previous or held by the base revision.
struct PreviousHistory {
  std::string path;  ///< as it was given
  std::size_t bytes = 0;
  /// Offset of the first byte in which the two differ, or at which the present one ends; nothing:
  /// the earlier one is a prefix.
  std::optional<std::size_t> first_difference;
};

/// `registry/history.jsonl` of one migrations root.
struct HistoryFacts {
  std::size_t document = 0;         ///< which of RepositoryFacts::history_documents
  contract::StatusHistory history;  ///< empty when the document is not valid
  std::vector<std::string>
      line_digests;  ///< of the changes: "sha256:..." of each line, LF included
  std::optional<PreviousHistory> previous;
};

/// Reads the history beside the registry of a migrations root, where there is one.
Result<void> load_history(const io::Root& root, const std::string& migrations_root,
                          RepositoryFacts& repository);

/// Holds a file that was given on the command line against the only history there is; with several
/// it is a usage error. Without any the history was removed: a document that was not found stands
/// for it, at the place where it has to be, and `previous` differs from its first byte on. Call
/// when every migrations root is known.
Result<void> load_previous_history(const std::string& previous_file, RepositoryFacts& repository);

/// Holds every history against the one that the base revision has in its place; where that is gone
/// on disk, it was removed as above. `repository.base` is not null. Call when every migrations root
/// is known.
Result<void> hold_histories_to_base(RepositoryFacts& repository);

}  // namespace mig::bundle
