#include "mig/bundle/bound_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "mig/digest/file_digest.hpp"

namespace mig::bundle {
namespace {

constexpr std::string_view kDigestPrefix = "sha256:";

/// What became of a file when the bundle was loaded.
struct Loaded {
  std::string_view hex;                     ///< of the bytes that were parsed
  const io::AccessError* access = nullptr;  ///< why there are none
};

Loaded outcome_of(const std::string& hex, const std::optional<io::AccessError>& access) {
  return {hex, access ? &*access : nullptr};
}

/// Nothing for a file that nobody has read yet.
std::optional<Loaded> loaded_before(const BundleFacts& bundle, std::string_view path) {
  if (const auto* document = bundle.document_at(path)) {
    return outcome_of(document->hex, document->access);
  }
  for (const auto& script : bundle.scripts) {
    if (script.path == path) return outcome_of(script.hex, script.access);
  }
  if (bundle.notes && bundle.notes->document.source->path() == bundle.path_of(path)) {
    return outcome_of(bundle.notes->document.hex, bundle.notes->document.access);
  }
  return std::nullopt;
}

Result<void> cannot_read(const io::AccessError& error) {
  return failure(ErrorKind::no_verdict, error.message, Location{error.path, std::nullopt});
}

void hold_against(std::string_view hex, BoundFile& file) {
  file.actual = fmt::format("{}{}", kDigestPrefix, hex);
  file.binding = file.actual == file.named.digest.value ? Binding::same : Binding::differs;
}

/// For lack of bytes. Fails when that is no property of the file.
Result<void> note_absence(const io::AccessError& error, BoundFile& file) {
  if (error.fault == io::AccessFault::not_found) file.binding = Binding::missing;
  if (io::is_content_fault(error.fault)) return {};
  return cannot_read(error);
}

Result<void> look_into_bundle(const io::Root& root, const BundleFacts& bundle, BoundFile& file) {
  const auto& path = file.named.path.value;
  if (!io::is_contained_path(path)) return {};
  if (const auto loaded = loaded_before(bundle, path)) {
    if (loaded->access != nullptr) return note_absence(*loaded->access, file);
    hold_against(loaded->hex, file);
    return {};
  }
  const auto hex = digest::file_sha256_hex(root, bundle.path_of(path));
  if (!hex) return note_absence(hex.error(), file);
  hold_against(*hex, file);
  return {};
}

/// Where a store keeps bytes of that digest; nothing when it is none.
std::optional<std::string> blob_path(std::string_view digest) {
  constexpr std::size_t kHexSize = 64;
  if (!digest.starts_with(kDigestPrefix)) return std::nullopt;
  digest.remove_prefix(kDigestPrefix.size());
  const bool is_hex =
      digest.size() == kHexSize && digest.find_first_not_of("0123456789abcdef") == digest.npos;
  if (!is_hex) return std::nullopt;
  return fmt::format("blobs/sha256/{}", digest);
}

// The name of a blob is a claim like any other: its bytes are read.
Result<void> look_into_store(const io::Root& store, BoundFile& file) {
  const auto path = blob_path(file.named.digest.value);
  if (!path) return {};
  const auto hex = digest::file_sha256_hex(store, *path);
  if (!hex && hex.error().fault == io::AccessFault::not_found) return {};
  file.in_store = true;
  if (hex) {
    hold_against(*hex, file);
    return {};
  }
  file.binding = Binding::unusable;
  return note_absence(hex.error(), file);
}

Result<void> look_at(const io::Root& root, const BundleFacts& bundle, const io::Root* store,
                     BoundFile& file) {
  auto looked = look_into_bundle(root, bundle, file);
  if (!looked || file.binding != Binding::missing || store == nullptr) return looked;
  return look_into_store(*store, file);
}

}  // namespace

Result<std::vector<BoundFile>> bind_files(const io::Root& root, const BundleFacts& bundle,
                                          const std::vector<contract::FileDigest>& named,
                                          const io::Root* store) {
  std::vector<BoundFile> files;
  std::set<std::string_view> seen;
  files.reserve(named.size());
  for (const auto& one : named) {
    BoundFile file{one, Binding::unusable, {}, false};
    if (!seen.insert(one.path.value).second) {
      file.binding = Binding::repeated;
    } else if (auto looked = look_at(root, bundle, store, file); !looked) {
      return tl::unexpected(looked.error());
    }
    files.push_back(std::move(file));
  }
  return files;
}

bool are_all_same(const std::vector<BoundFile>& files) {
  return std::all_of(files.begin(), files.end(),
                     [](const auto& file) { return file.binding == Binding::same; });
}

const BoundFile* find_file(const std::vector<BoundFile>& files, std::string_view path) {
  const auto found = std::find_if(files.begin(), files.end(), [path](const auto& file) {
    return file.named.path.value == path;
  });
  return found == files.end() ? nullptr : &*found;
}

}  // namespace mig::bundle
