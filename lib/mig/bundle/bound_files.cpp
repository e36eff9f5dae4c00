#include "mig/bundle/bound_files.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "mig/digest/sha256.hpp"

namespace mig::bundle {
namespace {

/// Of what was read before; empty for other files.
std::string known_hex(const BundleFacts& bundle, std::string_view path) {
  if (const auto* document = bundle.document_at(path)) return document->hex;
  for (const auto& script : bundle.scripts) {
    if (script.path == path) return script.hex;
  }
  return {};
}

Result<void> look_at(const io::Root& root, const BundleFacts& bundle, BoundFile& file) {
  const auto& path = file.named.path.value;
  if (!io::is_contained_path(path)) return {};
  auto hex = known_hex(bundle, path);
  if (hex.empty()) {
    const auto limit = bundle.repository->policy.file_limits.inventory_bytes;
    const auto bytes = root.read(bundle.path_of(path), limit);
    if (!bytes) {
      const auto fault = bytes.error().fault;
      if (fault == io::AccessFault::not_found) file.binding = Binding::missing;
      if (io::is_content_fault(fault)) return {};
      return failure(ErrorKind::no_verdict, bytes.error().message,
                     Location{bundle.path_of(path), std::nullopt});
    }
    auto digest = digest::sha256_hex(*bytes);
    if (!digest) return tl::unexpected(digest.error());
    hex = std::move(*digest);
  }
  file.actual = "sha256:" + hex;
  file.binding = file.actual == file.named.digest.value ? Binding::same : Binding::differs;
  return {};
}

}  // namespace

Result<std::vector<BoundFile>> bind_files(const io::Root& root, const BundleFacts& bundle,
                                          const std::vector<contract::FileDigest>& named) {
  std::vector<BoundFile> files;
  std::set<std::string_view> seen;
  files.reserve(named.size());
  for (const auto& one : named) {
    BoundFile file{one, Binding::unusable, {}};
    if (!seen.insert(one.path.value).second) {
      file.binding = Binding::repeated;
    } else if (auto looked = look_at(root, bundle, file); !looked) {
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
