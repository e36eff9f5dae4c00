#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;

/// "sha256:..." of each line. A valid history ends in a line feed.
Result<std::vector<std::string>> digest_each_line(std::string_view bytes) {
  std::vector<std::string> digests;
  while (!bytes.empty()) {
    const auto size = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    auto digest = digest::sha256_digest(bytes.substr(0, size));
    if (!digest) return tl::unexpected(digest.error());
    digests.push_back(std::move(*digest));
    bytes.remove_prefix(size);
  }
  return digests;
}

Result<void> add_history(DocumentFacts document, RepositoryFacts& repository) {
  HistoryFacts facts;
  facts.document = repository.history_documents.size();
  if (document.is_valid()) {
    facts.history = contract::read_status_history(document.value);
    auto digests = digest_each_line(document.source->bytes());
    if (!digests) return tl::unexpected(digests.error());
    facts.line_digests = std::move(*digests);
  }
  repository.history_documents.push_back(std::move(document));
  repository.histories.push_back(std::move(facts));
  return {};
}

/// Whether something of that name lies in the folder. A fault of the folder itself is told with the
/// registry, which has the same.
Result<bool> is_listed(const io::Root& root, const std::string& migrations_root,
                       const std::string& path) {
  const auto folder = joined(migrations_root, kRegistryFolder);
  auto there = is_folder(root, folder);
  if (!there || !*there) return there;
  const auto entries = root.list(folder);
  if (!entries) {
    return failure(ErrorKind::no_verdict, entries.error().message, Location{folder, std::nullopt});
  }
  return std::any_of(entries->begin(), entries->end(),
                     [&path](const io::Entry& entry) { return entry.path == path; });
}

/// What stands for a history that is not there any more.
DocumentFacts removed_history(const std::string& path) {
  DocumentFacts document;
  document.kind = DocumentKind::status_history;
  document.source = std::make_shared<const SourceText>(path, std::string());
  document.access = io::AccessError{io::AccessFault::not_found, path, "the history is not there"};
  return document;
}

// The file lies anywhere: its own folder becomes the root of the read.
Result<std::string> read_given_file(const std::string& file, std::uint64_t max_bytes) {
  const std::filesystem::path path(file);
  auto folder = io::Root::open(path.has_parent_path() ? path.parent_path().string() : ".");
  if (!folder) return tl::unexpected(folder.error());
  auto bytes = folder->read(path.filename().string(), max_bytes);
  if (!bytes) {
    return failure(ErrorKind::no_verdict,
                   "the earlier history cannot be read: " + bytes.error().message,
                   Location{file, std::nullopt},
                   "check the path given to --previous; it has to be a regular file");
  }
  return std::move(*bytes);
}

std::optional<std::size_t> first_difference(std::string_view earlier, std::string_view present) {
  const auto [in_earlier, in_present] =
      std::mismatch(earlier.begin(), earlier.end(), present.begin(), present.end());
  if (in_earlier == earlier.end()) return std::nullopt;
  return static_cast<std::size_t>(in_present - present.begin());
}

/// The history of that path, which is added as a removed one where there is none.
Result<HistoryFacts*> history_at(const std::string& path, RepositoryFacts& repository) {
  for (auto& history : repository.histories) {
    const auto& document = repository.history_documents[history.document];
    if (document.source->path() == path) return &history;
  }
  if (auto added = add_history(removed_history(path), repository); !added) {
    return tl::unexpected(added.error());
  }
  return &repository.histories.back();
}

Result<void> hold_to_base(const std::string& path, RepositoryFacts& repository) {
  const auto& base = *repository.base;
  const auto limit = max_bytes_of(DocumentKind::status_history, repository.policy.file_limits);
  auto earlier = base.git.read(base.tree, path, limit);
  if (!earlier) return tl::unexpected(earlier.error());
  if (!*earlier) return {};
  auto history = history_at(path, repository);
  if (!history) return tl::unexpected(history.error());
  auto& previous = (*history)->previous;
  // What --previous shows to be different stays told.
  if (previous && previous->first_difference) return {};
  const auto& present = repository.history_documents[(*history)->document];
  previous = PreviousHistory{name_at_base(base, path), (*earlier)->size(),
                             first_difference(**earlier, present.source->bytes())};
  return {};
}

}  // namespace

Result<void> load_history(const io::Root& root, const std::string& migrations_root,
                          RepositoryFacts& repository) {
  const auto path = joined(migrations_root, kHistoryFile);
  auto listed = is_listed(root, migrations_root, path);
  if (!listed) return tl::unexpected(listed.error());
  if (!*listed) return {};
  auto document =
      load_document(root, path, DocumentKind::status_history, repository.policy.file_limits);
  if (!document) return tl::unexpected(document.error());
  // It was listed a moment ago: whatever removed it, this was not the history that was judged.
  if (document->is_missing()) {
    return failure(ErrorKind::no_verdict, document->access->message, Location{path, std::nullopt});
  }
  return add_history(std::move(*document), repository);
}

Result<void> load_previous_history(const std::string& previous_file, RepositoryFacts& repository) {
  if (repository.histories.size() > 1) {
    return failure(
        ErrorKind::usage,
        fmt::format("--previous is the earlier state of one history, and there are {}: {} and {}",
                    repository.histories.size(), repository.history_documents[0].source->path(),
                    repository.history_documents[1].source->path()),
        std::nullopt, "judge one migrations root at a time");
  }
  auto earlier = read_given_file(
      previous_file, max_bytes_of(DocumentKind::status_history, repository.policy.file_limits));
  if (!earlier) return tl::unexpected(earlier.error());
  // No history is empty. Taken for one, it would be the beginning of any other.
  if (earlier->empty()) {
    return failure(
        ErrorKind::no_verdict, "the earlier history is empty: nothing can be held to it",
        Location{previous_file, std::nullopt},
        "write it anew and look whether that worked: `git show REV:PATH >FILE` that fails "
        "leaves an empty file; where REV has no history yet leave --previous out");
  }
  if (repository.histories.empty()) {
    const auto& roots = repository.migrations_roots;
    const auto path = joined(roots.empty() ? std::string() : roots.front(), kHistoryFile);
    if (auto added = add_history(removed_history(path), repository); !added) return added;
  }
  const auto& document = repository.history_documents.front();
  repository.histories.front().previous = PreviousHistory{
      previous_file, earlier->size(), first_difference(*earlier, document.source->bytes())};
  return {};
}

Result<void> hold_histories_to_base(RepositoryFacts& repository) {
  for (const auto& root : roots_at_base(repository)) {
    if (auto held = hold_to_base(joined(root, kHistoryFile), repository); !held) return held;
  }
  return {};
}

}  // namespace mig::bundle
