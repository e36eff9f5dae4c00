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

bool is_of_content(const bundle::BoundFile& file) {
  return file.binding == Binding::differs || file.binding == Binding::missing;
}

Finding* report_fault(const bundle::BundleFacts& bundle, const bundle::ReceiptFacts& facts,
                      const bundle::BoundFile& file, std::string_view part,
                      const std::vector<OwedFile>& owed, Reporter& reporter) {
  const auto fault = fault_of(bundle, file);
  if (fault.empty()) return nullptr;
  const auto& path = file.named.path;
  auto& finding =
      reporter.at(*facts.document->source, is_of_content(file) ? file.named.digest.span : path.span,
                  fmt::format("the {} {} {}", part, path.value, fault));
  finding.object = "file " + path.value;
  if (const auto declared = declaration_of(bundle, owed, path.value)) {
    relate(finding, *declared, "declared here");
  }
  return &finding;
}

}  // namespace mig::rules::receipt_rules
