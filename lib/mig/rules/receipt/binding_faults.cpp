#include "mig/rules/receipt/binding_faults.hpp"

#include <fmt/format.h>

#include "mig/rules/receipt/placeholder.hpp"

namespace mig::rules::receipt_rules {
namespace {

using bundle::Binding;

/// A folder of the path that is none; null when they all are.
const io::Entry* entry_in_the_way(const bundle::BundleFacts& bundle, std::string_view path) {
  for (auto slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    const auto* entry = bundle.entry(path.substr(0, slash));
    if (entry != nullptr && entry->kind != io::EntryKind::directory) return entry;
  }
  return nullptr;
}

std::string why_unusable(const bundle::BundleFacts& bundle, std::string_view path) {
  if (!io::is_contained_path(path)) {
    return "is no path inside the bundle: it is absolute, leaves the bundle or is not in its plain "
           "form";
  }
  if (const auto* entry = entry_in_the_way(bundle, path)) {
    return fmt::format("cannot be used: {} on its way is a link or no folder", entry->path);
  }
  const auto* entry = bundle.entry(path);
  if (entry == nullptr) return "cannot be used";
  switch (entry->kind) {
    case io::EntryKind::directory:
      return "is a folder: only files have a digest";
    case io::EntryKind::symbolic_link:
      return "is a symbolic link: what it leads to is not in the bundle";
    case io::EntryKind::other:
      return "is a FIFO, socket or device: it gives other bytes at every read";
    case io::EntryKind::regular:
      break;
  }
  return "is larger than the policy lets a document of its kind be";
}

/// A document that could not be parsed has no digest that anybody may believe.
std::string_view told_digest(const bundle::BoundFile& file) {
  constexpr std::string_view kPrefix = "sha256:";
  return file.actual.size() > kPrefix.size() ? std::string_view(file.actual)
                                             : "no readable document";
}

}  // namespace

std::string fault_of(const bundle::BundleFacts& bundle, const bundle::BoundFile& file) {
  const auto& digest = file.named.digest.value;
  switch (file.binding) {
    case Binding::same:
    case Binding::repeated:
      return {};
    case Binding::differs:
      if (!placeholder_in_digest(digest).empty()) return {};
      return fmt::format("is {}{}, but the receipt names {}", told_digest(file),
                         file.in_store ? " in the store" : "", digest);
    case Binding::missing:
      return fmt::format("is missing: the receipt names {}", digest);
    case Binding::unusable:
      if (file.in_store) return "cannot be used: its blob in the store is a link or no file";
      return why_unusable(bundle, file.named.path.value);
  }
  return {};
}

}  // namespace mig::rules::receipt_rules
