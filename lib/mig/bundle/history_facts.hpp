#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/contract/status_history.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

struct DocumentFacts;
struct RepositoryFacts;

/// An earlier state of a history, given with --previous.
struct PreviousHistory {
  std::string path;  ///< as it was given
  std::size_t bytes = 0;
  /// Offset of the first byte in which the two differ; nothing: the earlier one is a prefix.
  std::optional<std::size_t> first_difference;
};

/// `registry/history.jsonl` of one migrations root.
struct HistoryFacts {
  std::size_t document = 0;               ///< which of RepositoryFacts::history_documents
  contract::StatusHistory history;        ///< empty when the document is not valid
  std::vector<std::string> line_digests;  ///< "sha256:..." of each line, its LF included
  std::optional<PreviousHistory> previous;
};

/// Reads the histories beside the registries. `previous_file` is given on the command line and held
/// against the only history there is.
Result<void> load_histories(const io::Root& root, const std::optional<std::string>& previous_file,
                            RepositoryFacts& repository);

}  // namespace mig::bundle
