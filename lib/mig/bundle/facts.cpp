#include "mig/bundle/facts.hpp"

#include <algorithm>

namespace mig::bundle {

const DocumentFacts* BundleFacts::declaration_document() const {
  if (documents.empty() || documents.front().kind != contract::DocumentKind::declaration) {
    return nullptr;
  }
  return &documents.front();
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
