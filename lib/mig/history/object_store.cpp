#include "mig/history/object_store.hpp"

#include "mig/history/git_failure.hpp"

namespace mig::history {
namespace {

constexpr std::uint64_t kMostTreeBytes = std::uint64_t{64} * 1024 * 1024;

const char* word_for(git_object_t type) {
  return type == GIT_OBJECT_TREE ? "tree" : "blob";
}

}  // namespace

io::AccessResult<std::string> bytes_of(const io::StampReader& files, const io::StampedEntry& entry,
                                       std::uint64_t max_bytes) {
  if (entry.kind == io::EntryKind::symbolic_link) return files.read_link(entry.path);
  return files.read(entry.path, max_bytes);
}

Result<std::string> ObjectStore::stored(const git_oid& id, git_object_t type,
                                        std::uint64_t max_bytes) const {
  const std::string name = std::string(word_for(type)) + " " + to_hex(id);
  std::size_t size = 0;
  git_object_t found = GIT_OBJECT_INVALID;
  int code = git().git_odb_read_header(&size, &found, objects_.get(), &id);
  if (code != 0) return git_failure(code, "cannot read the " + name);
  if (found != type) return corrupt_object("the object of the " + name + " is of another type");
  if (size > max_bytes) {
    return no_verdict("git: the " + name + " has " + std::to_string(size) +
                          " bytes, and the limit is " + std::to_string(max_bytes),
                      "Keep files of this size outside of the repository.");
  }
  Owned<git_odb_object> object;
  code = git().git_odb_read(Out(object), objects_.get(), &id);
  if (code != 0) return git_failure(code, "cannot read the " + name);
  if (git().git_odb_object_type(object.get()) != type ||
      git().git_odb_object_size(object.get()) != size) {
    return corrupt_object("the " + name + " is not what its header says");
  }
  const auto* bytes = static_cast<const char*>(git().git_odb_object_data(object.get()));
  return std::string(bytes, size);
}

Result<TreeNodes> ObjectStore::tree(const git_oid& id) const {
  std::optional<TreeNodes> nodes;
  {
    const std::lock_guard lock(mutex_);
    if (const auto made = trees_.find(id); made != trees_.end()) nodes = parse_tree(made->second);
  }
  if (nodes) return std::move(*nodes);
  const auto bytes = stored(id, GIT_OBJECT_TREE, kMostTreeBytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  nodes = parse_tree(*bytes);
  if (!nodes) return corrupt_object("the tree " + to_hex(id) + " is malformed");
  return std::move(*nodes);
}

std::optional<ObjectStore::DiskFile> ObjectStore::file_of(const git_oid& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(id);
  if (found == files_.end()) return std::nullopt;
  return found->second;
}

Result<std::string> ObjectStore::blob(const git_oid& id, std::uint64_t max_bytes) const {
  const auto file = file_of(id);
  if (!file) return stored(id, GIT_OBJECT_BLOB, max_bytes);
  auto bytes = bytes_of(*file->files, file->entry, max_bytes);
  if (bytes && same_id(id_of_blob(*bytes), id)) return std::move(*bytes);
  const bool is_large = !bytes && bytes.error().fault == io::AccessFault::too_large;
  // An earlier version may have had the same bytes.
  if (auto kept = stored(id, GIT_OBJECT_BLOB, max_bytes); kept && !is_large) return kept;
  return no_verdict(
      "git: '" + file->entry.path + "' " +
          (is_large ? "is too large: " + bytes.error().message : "changed while it was judged"),
      is_large ? "Keep files of this size outside of the repository."
               : "Run again when nothing writes to the working tree.");
}

git_oid ObjectStore::keep_tree(const TreeNodes& nodes) {
  std::string bytes = encode_tree(nodes);
  const git_oid id = id_of_tree(bytes);
  const std::lock_guard lock(mutex_);
  trees_.try_emplace(id, std::move(bytes));
  return id;
}

void ObjectStore::keep_file(const git_oid& id, std::shared_ptr<const io::StampReader> files,
                            io::StampedEntry entry) {
  const std::lock_guard lock(mutex_);
  files_.try_emplace(id, DiskFile{std::move(files), std::move(entry)});
}

}  // namespace mig::history
