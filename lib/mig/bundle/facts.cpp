#include "mig/bundle/facts.hpp"

#include <algorithm>

namespace mig::bundle {
namespace {}

const DocumentFacts* BundleFacts::declaration_document() const {
  // By its kind and not its name: a declaration that was given alone may come from a stream.
  if (documents.empty() || documents.front().kind != contract::DocumentKind::declaration) {
    return nullptr;
  }
  return &documents.front();
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
