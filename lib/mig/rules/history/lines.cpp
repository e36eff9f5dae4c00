#include "mig/rules/history/lines.hpp"

#include <fmt/format.h>

#include <unordered_map>

namespace mig::rules::history_rules {
namespace {

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

}  // namespace

std::vector<const bundle::HistoryFacts*> readable(const bundle::RepositoryFacts& repository) {
  std::vector<const bundle::HistoryFacts*> found;
  for (const auto& history : repository.histories) {
    if (document_of(history, repository).is_valid()) found.push_back(&history);
  }
  return found;
}

const bundle::DocumentFacts& document_of(const bundle::HistoryFacts& history,
                                         const bundle::RepositoryFacts& repository) {
  return repository.history_documents[history.document];
}

const SourceText& text_of(const bundle::HistoryFacts& history,
                          const bundle::RepositoryFacts& repository) {
  return *document_of(history, repository).source;
}

std::optional<std::size_t> registry_beside(const bundle::HistoryFacts& history,
                                           const bundle::RepositoryFacts& repository) {
  const auto folder = folder_of(text_of(history, repository).path());
  const auto& registries = repository.registry_documents;
  for (std::size_t i = 0; i < registries.size(); ++i) {
    if (folder_of(registries[i].source->path()) == folder) return i;
  }
  return std::nullopt;
}

std::vector<const contract::StatusChange*> lines_before(const contract::StatusHistory& history) {
  std::vector<const contract::StatusChange*> before;
  before.reserve(history.changes.size());
  std::unordered_map<std::string_view, const contract::StatusChange*> latest;
  for (const auto& change : history.changes) {
    auto& line = latest[change.migration_id.value];
    before.push_back(line);
    line = &change;
  }
  return before;
}

std::string name_of(const contract::StatusChange& change) {
  return fmt::format("seq {}", change.seq.value);
}

}  // namespace mig::rules::history_rules
