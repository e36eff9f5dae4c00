#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/compare_parts.hpp"
#include "mig/bundle/gate.hpp"
#include "mig/bundle/lost_owners.hpp"
#include "mig/bundle/owned_paths.hpp"
#include "mig/contract/code_owners.hpp"

namespace mig::bundle {
namespace {

using contract::OwnersPlatform;
using Places = std::span<const std::string_view>;

/// Where owners stand for one platform, and how their text reads.
struct Side {
  OwnersInForce in_force;
  std::string bytes;
};

class OwnersComparer {
 public:
  OwnersComparer(const io::Root& root, const RepositoryFacts& repository,
                 RepositoryComparison& comparison)
      : root_(root), repository_(repository), comparison_(comparison) {}

  Result<void> compare() {
    auto hub = lost_on(OwnersPlatform::github, contract::kGitHubOwnersFiles);
    if (!hub) return tl::unexpected(hub.error());
    auto lab = lost_on(OwnersPlatform::gitlab, contract::kGitLabOwnersFiles);
    if (!lab) return tl::unexpected(lab.error());
    for (auto& lost : *hub) {
      const auto same = std::find_if(lab->begin(), lab->end(), [&lost](const auto& other) {
        return other.path == lost.path && other.file == lost.file && other.before == lost.before &&
               other.now == lost.now;
      });
      if (same != lab->end()) {
        lost.platform = "GitHub and GitLab";
        lab->erase(same);
      }
      comparison_.lost_owners.push_back(std::move(lost));
    }
    std::move(lab->begin(), lab->end(), std::back_inserter(comparison_.lost_owners));
    return {};
  }

 private:
  Result<std::vector<LostOwners>> lost_on(OwnersPlatform platform, Places places) {
    std::vector<LostOwners> none;
    auto before = at_base(places, platform);
    if (!before) return tl::unexpected(before.error());
    if (before->in_force.owners.lines.empty()) return none;
    auto now = on_disk(places, platform);
    if (!now) return tl::unexpected(now.error());
    const bool is_same = now->in_force.file == before->in_force.file && now->bytes == before->bytes;
    if (is_same) return none;
    const auto others = is_of_the_other(platform, *before);
    if (!others) return tl::unexpected(others.error());
    if (*others) return none;
    const auto paths =
        owned_paths(repository_, comparison_,
                    files_of_owners(places, before->in_force.file, now->in_force.file), now->bytes);
    if (!paths) return tl::unexpected(paths.error());
    return lost_owners(before->in_force, now->in_force, *paths,
                       platform == OwnersPlatform::github ? "GitHub" : "GitLab");
  }

  /// Both platforms look in the same places, and read other things there. Where everything at the
  /// base speaks for one of them, the other one's grammar would find what is not there. The change
  /// has no say in it.
  Result<bool> is_of_the_other(OwnersPlatform platform, const Side& before) const {
    const auto& git = comparison_.base->git;
    const auto& tree = comparison_.base->tree;
    const auto hub = git.list(tree, ".github");
    if (!hub) return tl::unexpected(hub.error());
    const auto lab = git.list(tree, ".gitlab");
    if (!lab) return tl::unexpected(lab.error());
    const auto jobs = git.read(tree, ".gitlab-ci.yml", kMostBytesOfBlob);
    if (!jobs) return tl::unexpected(jobs.error());
    const auto has_sections =
        contract::read_code_owners(before.bytes, OwnersPlatform::gitlab).headings.size() > 1;
    const bool is_lab = !lab->empty() || jobs->has_value();
    if (platform == OwnersPlatform::github) return is_lab && has_sections && hub->empty();
    return !is_lab && !has_sections && !hub->empty();
  }

  /// Those in force, and the places before them: one that comes to such a place takes over.
  static std::vector<OwnedPath> files_of_owners(Places places, const std::string& before,
                                                const std::string& now) {
    std::vector<OwnedPath> files{{before, true}};
    if (!now.empty()) files.push_back({now, true});
    for (const auto place : places) {
      if (place == (now.empty() ? before : now)) break;
      files.push_back({std::string(place), false});
    }
    return files;
  }

  static Side side_of(std::string_view place, std::string bytes, OwnersPlatform platform) {
    auto owners = contract::read_code_owners(bytes, platform);
    return {{std::string(place), std::move(owners)}, std::move(bytes)};
  }

  Result<Side> at_base(Places places, OwnersPlatform platform) const {
    for (const auto place : places) {
      auto bytes = comparison_.base->git.read(comparison_.base->tree, place, kMostBytesOfBlob);
      if (!bytes) return tl::unexpected(bytes.error());
      if (*bytes) return side_of(place, std::move(**bytes), platform);
      // What is no file takes the place of one at the base as it does on disk.
      if (was_something(place)) return side_of(place, {}, platform);
    }
    return Side{};
  }

  bool was_something(std::string_view place) const {
    if (!changes_beneath(comparison_, place, true).empty()) return true;
    return changes_beneath(comparison_, place, false).empty() && root_.kind_of(place).has_value();
  }

  Result<Side> on_disk(Places places, OwnersPlatform platform) const {
    for (const auto place : places) {
      auto bytes = root_.read(place, contract::FileLimits{}.document_bytes);
      if (bytes) return side_of(place, std::move(*bytes), platform);
      if (bytes.error().fault == io::AccessFault::not_found) continue;
      if (!io::is_content_fault(bytes.error().fault)) {
        return failure(ErrorKind::no_verdict, bytes.error().message,
                       Location{std::string(place), std::nullopt});
      }
      // What no platform can read takes the place of what it could: nobody owns anything.
      return side_of(place, {}, platform);
    }
    return side_of({}, {}, platform);
  }

  const io::Root& root_;
  const RepositoryFacts& repository_;
  RepositoryComparison& comparison_;
};

/// The top level of git above a root that lies below it; nothing: there is none to be found.
std::optional<io::Root> top_above(const io::Root& root) {
  std::string folder = root.absolute_path();
  for (auto slash = folder.rfind('/'); slash != std::string::npos; slash = folder.rfind('/')) {
    folder.resize(slash);
    auto above = io::Root::open(folder.empty() ? "/" : folder);
    if (!above) return std::nullopt;
    if (above->kind_of(".git")) return std::optional<io::Root>(std::move(*above));
  }
  return std::nullopt;
}

/// Platforms look for owners at the top level alone, where nothing is compared: that they changed
/// is at least told.
Result<void> note_owners_above(const io::Root& root, RepositoryComparison& comparison) {
  const auto top = top_above(root);
  if (!top) return {};
  const auto git = history::Repository::open(*top);
  if (!git) return tl::unexpected(git.error());
  const auto tree = git->tree_of(comparison.base->base.commit);
  if (!tree) return tl::unexpected(tree.error());
  for (const auto& file : owners_files()) {
    const auto before = git->read(*tree, file, kMostBytesOfBlob);
    if (!before) return tl::unexpected(before.error());
    const auto now = top->read(file, kMostBytesOfBlob);
    const bool is_same =
        *before ? now && *now == **before : !now && now.error().fault == io::AccessFault::not_found;
    if (is_same) continue;
    comparison.notes.push_back(fmt::format(
        "{} at the top level of git is not what it was, and lies above the root: whether owners "
        "were lost is only told where the root is the top level",
        file));
  }
  return {};
}

}  // namespace

Result<void> compare_owners(const io::Root& root, const RepositoryFacts& repository,
                            RepositoryComparison& comparison) {
  const auto top = root.kind_of(".git");
  if (!top && top.error().fault == io::AccessFault::not_found) {
    return note_owners_above(root, comparison);
  }
  const auto files = owners_files();
  const bool is_changed = std::any_of(files.begin(), files.end(), [&](const auto& file) {
    return !changes_beneath(comparison, file, false).empty() ||
           !changes_beneath(comparison, file, true).empty();
  });
  if (!is_changed) return {};
  return OwnersComparer(root, repository, comparison).compare();
}

}  // namespace mig::bundle
