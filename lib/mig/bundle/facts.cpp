#include "mig/bundle/facts.hpp"

#include <algorithm>

namespace mig::bundle {
const DocumentFacts* BundleFacts::declaration_document() const {
  return has_declaration ? &documents.front() : nullptr;
}

const DocumentFacts* BundleFacts::document_at(std::string_view relative) const {
  if (relative.empty()) return nullptr;
  const auto full = path_of(relative);
  const auto found =
      std::find_if(documents.begin(), documents.end(),
                   [&full](const auto& document) { return document.source->path() == full; });
  return found == documents.end() ? nullptr : &*found;
}

const contract::RegistryEntry* BundleFacts::registry_entry() const {
  const auto& registry = repository->registry;
  const auto* by_id =
      declaration.migration_id ? registry.entry(declaration.migration_id->value) : nullptr;
  return by_id != nullptr ? by_id : registry.entry(folder_name);
}

std::string BundleFacts::path_of(std::string_view relative) const {
  if (path.empty()) return std::string(relative);
  return relative.empty() ? path : path + "/" + std::string(relative);
}

const io::Entry* BundleFacts::entry(std::string_view relative) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [relative](const io::Entry& one) {
    return one.path == relative;
  });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace mig::bundle
