#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/compare_parts.hpp"
#include "mig/bundle/gate.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/contract/code_owners.hpp"

namespace mig::bundle {
namespace {

using Names = std::vector<std::string>;
using Places = std::span<const std::string_view>;

/// The owners that a platform reads, and from where.
struct OwnersInForce {
  std::string file;  ///< empty: there is none
  contract::CodeOwners owners;
};

/// What has to be owned: how reports call it, and a path that stands for it.
struct OwnedPath {
  std::string shown;
  std::string path;
};

class OwnersComparer {
 public:
  OwnersComparer(const io::Root& root, const RepositoryFacts& repository,
                 RepositoryComparison& comparison)
      : root_(root), repository_(repository), comparison_(comparison) {}

  Result<void> compare() {
    auto hub = lost_on("GitHub", contract::kGitHubOwnersFiles);
    if (!hub) return tl::unexpected(hub.error());
    auto lab = lost_on("GitLab", contract::kGitLabOwnersFiles);
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
  Result<std::vector<LostOwners>> lost_on(std::string_view platform, Places places) {
    auto before = at_base(places);
    if (!before) return tl::unexpected(before.error());
    std::vector<LostOwners> lost;
    if (before->file.empty()) return lost;
    auto now = on_disk(places);
    if (!now) return tl::unexpected(now.error());
    for (const auto& owned : owned_paths(before->file)) {
      auto owners = before->owners.owners_of(owned.path);
      auto present = now->owners.owners_of(owned.path);
      const bool are_there =
          std::includes(present.begin(), present.end(), owners.begin(), owners.end());
      if (are_there) continue;
      lost.push_back({owned.shown, before->file, std::move(owners), std::move(present),
                      std::string(platform)});
    }
    return lost;
  }

  std::vector<OwnedPath> owned_paths(const std::string& owners_file) const {
    std::vector<OwnedPath> paths{{std::string(kPolicyPath), std::string(kPolicyPath)},
                                 {std::string(kTrustPath), std::string(kTrustPath)},
                                 {".mig/approvals", ".mig/approvals/x.yml"}};
    for (const auto& root : roots_at_base(repository_)) {
      paths.push_back({root.empty() ? "." : root, joined(root, kRegistryFile)});
    }
    paths.push_back({owners_file, owners_file});
    return paths;
  }

  Result<OwnersInForce> at_base(Places places) const {
    for (const auto place : places) {
      auto bytes = comparison_.base->git.read(comparison_.base->tree, place, kMostBytesOfBlob);
      if (!bytes) return tl::unexpected(bytes.error());
      if (*bytes) return OwnersInForce{std::string(place), contract::read_code_owners(**bytes)};
    }
    return OwnersInForce{};
  }

  Result<OwnersInForce> on_disk(Places places) const {
    for (const auto place : places) {
      const auto bytes = root_.read(place, contract::FileLimits{}.document_bytes);
      if (bytes) return OwnersInForce{std::string(place), contract::read_code_owners(*bytes)};
      if (bytes.error().fault == io::AccessFault::not_found) continue;
      if (!io::is_content_fault(bytes.error().fault)) {
        return failure(ErrorKind::no_verdict, bytes.error().message,
                       Location{std::string(place), std::nullopt});
      }
      // What no platform can read takes the place of what it could: nobody owns anything.
      return OwnersInForce{std::string(place), {}};
    }
    return OwnersInForce{};
  }

  const io::Root& root_;
  const RepositoryFacts& repository_;
  RepositoryComparison& comparison_;
};

}  // namespace

Result<void> compare_owners(const io::Root& root, const RepositoryFacts& repository,
                            RepositoryComparison& comparison) {
  const auto files = owners_files();
  const bool is_changed = std::any_of(files.begin(), files.end(), [&](const auto& file) {
    return !changes_beneath(comparison, file, false).empty() ||
           !changes_beneath(comparison, file, true).empty();
  });
  if (!is_changed) return {};
  // Platforms look for owners at the top level alone.
  const auto top = root.kind_of(".git");
  if (!top && top.error().fault == io::AccessFault::not_found) return {};
  return OwnersComparer(root, repository, comparison).compare();
}

}  // namespace mig::bundle
