#include "mig/history/repository_state.hpp"

#include "mig/history/conversion.hpp"
#include "mig/history/endless_files.hpp"
#include "mig/history/git_failure.hpp"

namespace mig::history {

/// To git an index that is not there holds nothing, and everything would look removed.
Result<IndexContent> Repository::State::read_index(const std::string& file) const {
  std::string path = std::string(git().git_repository_path(handle.get())) + "index";
  if (!file.empty()) path = file.front() == '/' ? file : top + file;
  if (may_exist(path)) return IndexContent::read(path, prefix);
  if (!file.empty()) {
    return no_verdict("git: there is no index at '" + path + "'",
                      "Unset GIT_INDEX_FILE, or let it name the index of this repository.");
  }
  const auto commit_id = head();
  if (!commit_id) return tl::unexpected<Error>(commit_id.error());
  if (!*commit_id) return IndexContent::read(path, prefix);  // nothing was ever added
  return no_verdict("git: there is no index at '" + path + "'",
                    "Make it anew: `git reset` leaves the files as they are.");
}

Result<std::optional<git_oid>> Repository::State::head() const {
  const std::lock_guard lock(mutex);
  if (auto fine = refuse_endless_reference(*handle, "HEAD"); !fine) {
    return tl::unexpected<Error>(std::move(fine.error()));
  }
  Owned<git_reference> reference;
  int code = git().git_repository_head(Out(reference), handle.get());
  if (code == GIT_EUNBORNBRANCH) return std::nullopt;
  if (code != 0) return git_failure(code, "cannot read HEAD");
  Owned<git_object> commit;
  code = git().git_reference_peel(Out(commit), reference.get(), GIT_OBJECT_COMMIT);
  if (code != 0) return git_failure(code, "cannot read the commit of HEAD");
  return *git().git_object_id(commit.get());
}

Result<Owned<git_commit>> Repository::State::commit(const git_oid& id) const {
  const std::lock_guard lock(mutex);
  Owned<git_commit> found;
  const int code = git().git_commit_lookup(Out(found), handle.get(), &id);
  if (code != 0) return git_failure(code, "cannot read the commit " + to_hex(id));
  return found;
}

Result<git_oid> Repository::State::root_tree(const git_oid& commit_id) const {
  const auto found = commit(commit_id);
  if (!found) return tl::unexpected<Error>(found.error());
  const git_oid tree = *git().git_commit_tree_id(found->get());
  const std::string folder = prefix.substr(0, prefix.empty() ? 0 : prefix.size() - 1);
  const auto root = folder_at(objects, tree, folder);
  if (!root) return tl::unexpected<Error>(root.error());
  return root->value_or(empty_tree);
}

Result<std::vector<Difference>> Repository::State::brought_by(const git_oid& commit_id) const {
  const auto found = commit(commit_id);
  if (!found) return tl::unexpected<Error>(found.error());
  const auto tree = root_tree(commit_id);
  if (!tree) return tl::unexpected<Error>(tree.error());
  std::vector<git_oid> parents;
  const unsigned count = git().git_commit_parentcount(found->get());
  for (unsigned i = 0; i < count; ++i) {
    const auto parent = root_tree(*git().git_commit_parent_id(found->get(), i));
    if (!parent) return tl::unexpected<Error>(parent.error());
    parents.push_back(*parent);
  }
  auto brought = differences(objects, parents.empty() ? empty_tree : parents.front(), *tree);
  if (!brought) return brought;
  std::vector<Difference> kept;
  for (auto& difference : *brought) {
    if (!difference.after || difference.after->kind() == io::EntryKind::other) continue;
    bool is_new = true;
    for (std::size_t i = 1; is_new && i < parents.size(); ++i) {
      const auto there = node_at(objects, parents[i], difference.path);
      if (!there) return tl::unexpected<Error>(there.error());
      is_new = !*there || !same_id((*there)->id, difference.after->id);
    }
    if (is_new) kept.push_back(std::move(difference));
  }
  return kept;
}

}  // namespace mig::history
