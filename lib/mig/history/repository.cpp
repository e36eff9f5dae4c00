#include "mig/history/repository.hpp"

#include <future>
#include <system_error>

#include "mig/history/conversion.hpp"
#include "mig/history/git_failure.hpp"
#include "mig/history/renames.hpp"
#include "mig/history/repository_state.hpp"
#include "mig/history/tree_difference.hpp"
#include "mig/history/working_tree.hpp"

namespace mig::history {
namespace {

/// Of the folders above what is watched, up to the top level: what lies in those beneath is seen
/// when they are walked.
bool has_attributes_above(const std::string& top, const std::string& prefix,
                          const std::vector<std::string>& watched) {
  for (const auto& folder : watched) {
    const std::string path = prefix + folder;
    for (std::size_t end = 0; end != path.npos; end = path.find('/', end + 1)) {
      if (may_exist(top + path.substr(0, end) + "/.gitattributes")) return true;
    }
  }
  return false;
}

bool holds_attributes(const DiskFiles& disk) {
  for (const auto* entry : disk.entries) {
    const std::string& path = entry->path;
    if (path.substr(path.rfind('/') + 1) == ".gitattributes") return true;
  }
  return false;
}

Result<void> add_beneath(const ObjectStore& objects, const git_oid& tree, const std::string& prefix,
                         std::vector<TreeEntry>& entries, int depth = 0) {
  if (depth > kDeepestFolder) return nested_too_deep(prefix);
  const auto nodes = objects.tree(tree);
  if (!nodes) return tl::unexpected<Error>(nodes.error());
  for (const auto& node : *nodes) {
    if (!node.is_folder()) {
      entries.push_back({prefix + node.name, to_hex(node.id), node.kind()});
    } else if (auto added =
                   add_beneath(objects, node.id, prefix + node.name + "/", entries, depth + 1);
               !added) {
      return added;
    }
  }
  return {};
}

/// Later, when the answer is asked for, if there is only one thread or none more to be had.
template <class Work>
auto in_background(unsigned threads, Work work) -> std::future<decltype(work())> {
  try {
    if (threads > 1) return std::async(std::launch::async, work);
  } catch (const std::system_error&) {
  }
  return std::async(std::launch::deferred, work);
}

std::string_view without_end(std::string_view folder) {
  while (folder.ends_with('/')) folder.remove_suffix(1);
  return folder;
}

}  // namespace

Repository::Repository(std::unique_ptr<State> state) : state_(std::move(state)) {}
Repository::Repository(Repository&&) noexcept = default;
Repository& Repository::operator=(Repository&&) noexcept = default;
Repository::~Repository() = default;

Result<Tree> Repository::tree_of(const std::string& commit) const {
  const auto id = id_from_hex(commit);
  if (!id) return tl::unexpected<Error>(id.error());
  const auto tree = state_->root_tree(*id);
  if (!tree) return tl::unexpected<Error>(tree.error());
  return Tree{to_hex(*tree)};
}

Result<Tree> Repository::tree_of_index(const std::string& index_file) const {
  const auto index = state_->read_index(index_file);
  if (!index) return tl::unexpected<Error>(index.error());
  return make_index_tree(state_->objects, *index);
}

Result<WorkingTree> Repository::working_tree(const io::Root& root,
                                             const std::vector<std::string>& watched,
                                             unsigned threads, const Tree* settled) const {
  auto opened = io::StampReader::open(root);
  if (!opened) return tl::unexpected<Error>(std::move(opened.error()));
  auto files = std::make_shared<const io::StampReader>(std::move(*opened));
  // Neither needs the other, and both take their time.
  auto reading = in_background(threads, [this] { return state_->read_index(""); });
  const auto disk = find_disk_files(*files, watched, threads);
  const auto index = reading.get();
  if (!index) return tl::unexpected<Error>(index.error());
  if (!disk) return tl::unexpected<Error>(disk.error());
  Belief belief;
  {
    const std::lock_guard lock(state_->mutex);
    belief.in_stamps = !index->holds_attributes() && !holds_attributes(*disk) &&
                       !has_attributes_above(state_->top, state_->prefix, disk->watched) &&
                       !may_convert(*state_->handle);
    belief.converted = [this](const std::string& path, const std::string& bytes) {
      const std::lock_guard alone(state_->mutex);
      return id_after_conversion(*state_->handle, state_->prefix + path, bytes);
    };
    belief.in_executables = knows_executables(*state_->handle);
  }
  if (settled != nullptr) {
    const auto tree = id_from_hex(settled->id);
    if (!tree) return tl::unexpected<Error>(tree.error());
    belief.is_settled = [this, tree](const std::string& path, const git_oid& id) -> Result<bool> {
      const auto node = node_at(state_->objects, *tree, path);
      if (!node) return tl::unexpected<Error>(node.error());
      return *node && same_id((*node)->id, id);
    };
  }
  return make_working_tree(state_->objects, *index, std::move(files), *disk, belief, threads);
}

Result<std::vector<Change>> Repository::changes(const Tree& from, const Tree& to) const {
  const auto before = id_from_hex(from.id);
  if (!before) return tl::unexpected<Error>(before.error());
  const auto after = id_from_hex(to.id);
  if (!after) return tl::unexpected<Error>(after.error());
  auto found = differences(state_->objects, *before, *after);
  if (!found) return tl::unexpected<Error>(std::move(found.error()));
  std::erase_if(*found, [](const Difference& difference) {
    const auto& node = difference.before ? *difference.before : *difference.after;
    return node.kind() == io::EntryKind::other;  // submodules: not files of this repository
  });
  return with_renames(state_->objects, *found);
}

Result<std::optional<std::string>> Repository::read(const Tree& tree, std::string_view path,
                                                    std::uint64_t max_bytes) const {
  const auto id = id_from_hex(tree.id);
  if (!id) return tl::unexpected<Error>(id.error());
  const auto node = node_at(state_->objects, *id, path);
  if (!node) return tl::unexpected<Error>(node.error());
  if (!*node || (*node)->kind() != io::EntryKind::regular) return std::nullopt;
  return state_->objects.blob((*node)->id, max_bytes);
}

Result<std::vector<TreeEntry>> Repository::list(const Tree& tree, std::string_view folder) const {
  const auto id = id_from_hex(tree.id);
  if (!id) return tl::unexpected<Error>(id.error());
  const std::string path(without_end(folder));
  const auto start = folder_at(state_->objects, *id, path);
  if (!start) return tl::unexpected<Error>(start.error());
  std::vector<TreeEntry> entries;
  if (!*start) return entries;
  auto added = add_beneath(state_->objects, **start, path.empty() ? "" : path + "/", entries);
  if (!added) return tl::unexpected<Error>(std::move(added.error()));
  return entries;
}

Result<std::string> Repository::read_blob(const std::string& blob, std::uint64_t max_bytes) const {
  const auto id = id_from_hex(blob);
  if (!id) return tl::unexpected<Error>(id.error());
  return state_->objects.blob(*id, max_bytes);
}

}  // namespace mig::history
