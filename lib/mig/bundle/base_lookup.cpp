#include "mig/bundle/base_lookup.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "mig/bundle/load.hpp"
#include "mig/bundle/masked_source.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::bundle {
namespace {

constexpr std::string_view kReceipts = "receipts/";
constexpr std::string_view kRuns = "runs/";
constexpr std::string_view kApprovals = "approvals/";

/// "run_receipt.json" of "receipts/run_receipt.json" and of that below a run; empty elsewhere.
std::string_view below_receipts(std::string_view relative) {
  if (relative.starts_with(kRuns)) {
    const auto slash = relative.find('/', kRuns.size());
    if (slash == std::string_view::npos) return {};
    relative.remove_prefix(slash + 1);
  }
  return relative.starts_with(kReceipts) ? relative.substr(kReceipts.size()) : std::string_view{};
}

/// What a registry lists, by folder as well.
struct Listing {
  const contract::Registry& registry;
  const std::unordered_map<std::string, std::size_t>& entry_of;
};

/// Statuses of every entry that could be that of a bundle: by its folder, its id, its name.
std::vector<std::string> statuses_of(const Listing& listing, std::string_view path,
                                     std::string_view id) {
  std::vector<std::string> statuses;
  const auto& registry = listing.registry;
  const auto add = [&statuses](const contract::RegistryEntry* entry) {
    if (entry != nullptr && entry->status) statuses.push_back(entry->status->value);
  };
  const auto by_folder = listing.entry_of.find(std::string(path));
  if (by_folder != listing.entry_of.end()) add(&registry.entries[by_folder->second]);
  if (!id.empty()) add(registry.entry(id));
  add(registry.entry(base_name(path)));
  return statuses;
}

BaseStanding standing_in(const Listing& listing, std::string_view path, std::string_view id,
                         const FilesByName& files) {
  BaseStanding standing;
  const auto statuses = statuses_of(listing, path, id);
  // Of several entries the one that protects tells: a second one must not take that away.
  auto told = std::find_if(statuses.begin(), statuses.end(), is_merged_status);
  if (told == statuses.end()) {
    told = std::find_if(statuses.begin(), statuses.end(), is_approved_status);
  }
  if (!statuses.empty()) standing.status = told == statuses.end() ? statuses.front() : *told;
  const auto has = [&files](bool (*is_one)(std::string_view)) {
    return std::any_of(files.begin(), files.end(),
                       [is_one](const auto& file) { return is_one(file.first); });
  };
  standing.was_merged = is_merged_status(standing.status) || has(is_receipt_path);
  standing.was_approved =
      standing.was_merged || is_approved_status(standing.status) || has(is_approval_path);
  return standing;
}

DeclaredId id_in(std::string_view declaration) {
  DeclaredId declared{true, {}};
  if (declaration.size() > contract::FileLimits{}.document_bytes) return declared;
  const auto value = document::read_yaml(declaration);
  if (!value) return declared;
  if (auto id = contract::string_member(*value, "migration_id")) declared.id = std::move(id->value);
  return declared;
}

}  // namespace

std::vector<std::string> roots_at_base(const RepositoryFacts& repository) {
  auto roots = repository.migrations_roots;
  const auto& named = repository.policy.migrations_roots;
  roots.insert(roots.end(), named.begin(), named.end());
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  return roots;
}

Result<DeclaredId> declared_id(const history::Repository& git, const history::Tree& tree,
                               std::string_view folder) {
  auto bytes = git.read(tree, joined(folder, kDeclarationFile), kMostBytesOfBlob);
  if (!bytes) return tl::unexpected(bytes.error());
  return *bytes ? id_in(**bytes) : DeclaredId{};
}

Result<DeclaredId> declared_id(const history::Repository& git, const std::string& blob) {
  if (blob.empty()) return DeclaredId{};
  const auto bytes = git.read_blob(blob, kMostBytesOfBlob);
  if (!bytes) return tl::unexpected(bytes.error());
  return id_in(*bytes);
}

Fate fate_of(const RepositoryComparison& comparison, const std::string& path) {
  Fate fate;
  for (const auto at : changes_beneath(comparison, path, true)) {
    const auto& change = comparison.changes[at];
    if (change.before_path == path) fate.before = change.before_blob;
  }
  for (const auto at : changes_beneath(comparison, path, false)) {
    const auto& change = comparison.changes[at];
    if (change.path == path) fate.now = change.blob;
  }
  fate.is_changed = !fate.before.empty() || !fate.now.empty();
  return fate;
}

Result<std::vector<ChangedDeclaration>> changed_declarations(
    const RepositoryComparison& comparison, const RepositoryFacts& repository,
    const std::vector<std::string>& watched) {
  const auto& base = *comparison.base;
  std::vector<ChangedDeclaration> found;
  for (const auto& change : comparison.changes) {
    if (change.blob.empty() || base_name(change.path) != kDeclarationFile) continue;
    const auto folder = folder_of(change.path);
    if (!is_in_reach(folder, comparison, repository, watched)) continue;
    auto now = declared_id(base.git, change.blob);
    if (!now) return tl::unexpected(now.error());
    auto before = declared_id(base.git, fate_of(comparison, change.path).before);
    if (!before) return tl::unexpected(before.error());
    ChangedDeclaration declaration{std::string(folder), now->id, before->id, {}};
    if (change.kind == history::ChangeKind::renamed &&
        base_name(change.before_path) == kDeclarationFile) {
      auto moved = declared_id(base.git, change.before_blob);
      if (!moved) return tl::unexpected(moved.error());
      declaration.id_moved = std::move(moved->id);
    }
    found.push_back(std::move(declaration));
  }
  return found;
}

bool is_in_reach(std::string_view folder, const RepositoryComparison& comparison,
                 const RepositoryFacts& repository, const std::vector<std::string>& watched) {
  for (const auto& root : roots_at_base(repository)) {
    const auto registry = joined(root, kRegistryFolder);
    if (folder == registry || !is_beneath(folder, registry)) continue;
    const auto below = relative_to(folder, registry);
    if (is_registry_example_folder(below.substr(0, below.find('/')))) return false;
  }
  return comparison.base_entry_of.contains(std::string(folder)) ||
         std::any_of(watched.begin(), watched.end(),
                     [folder](const auto& path) { return is_beneath(folder, path); });
}

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

Result<FilesByName> files_beneath(const history::Repository& git, const history::Tree& tree,
                                  std::string_view folder) {
  auto entries = git.list(tree, folder);
  if (!entries) return tl::unexpected(entries.error());
  FilesByName files;
  for (auto& entry : *entries) {
    std::string relative(relative_to(entry.path, folder));
    files.emplace(std::move(relative), std::move(entry));
  }
  return files;
}

std::string_view relative_to(std::string_view path, std::string_view folder) {
  if (folder.empty()) return path;
  return path.size() > folder.size() ? path.substr(folder.size() + 1) : std::string_view{};
}

bool is_merged_status(std::string_view status) {
  return status == "merged" || status == "superseded" || contract::is_executed_status(status);
}

bool is_approved_status(std::string_view status) {
  return status == "approved" || is_merged_status(status);
}

Result<FilesByName> files_at_tip(const RepositoryComparison& comparison, std::string_view path,
                                 std::string_view id) {
  const auto& base = *comparison.base;
  if (base.base.tip == base.base.commit) return FilesByName{};
  auto files = files_beneath(base.git, base.tip_tree, path);
  if (!files || !files->empty()) return files;
  const auto& registry = comparison.tip_registry;
  const auto* entry = registry.entry(id.empty() ? base_name(path) : id);
  if (entry == nullptr) return files;
  const auto at = static_cast<std::size_t>(entry - registry.entries.data());
  return files_beneath(base.git, base.tip_tree, comparison.tip_entry_bundles[at]);
}

Result<BaseStanding> standing_at_base(const RepositoryComparison& comparison, std::string_view path,
                                      std::string_view id, const FilesByName& files) {
  auto standing =
      standing_in({comparison.base_registry, comparison.base_entry_of}, path, id, files);
  const auto there = files_at_tip(comparison, path, id);
  if (!there) return tl::unexpected(there.error());
  if (!there->empty()) {
    auto now = standing_in({comparison.tip_registry, comparison.tip_entry_of}, path, id, *there);
    const bool protects_more =
        is_merged_status(now.status)
            ? !is_merged_status(standing.status)
            : is_approved_status(now.status) && !is_approved_status(standing.status);
    if (protects_more) standing.status = std::move(now.status);
    standing.was_merged = standing.was_merged || now.was_merged;
    standing.was_approved = standing.was_approved || now.was_approved;
  }
  if (comparison.is_base_registry_broken) standing.was_merged = standing.was_approved = true;
  return standing;
}

bool is_receipt_path(std::string_view relative) {
  const auto name = below_receipts(relative);
  return name == "run_receipt.json" || name == "receipt_ref.json";
}

bool is_record_path(std::string_view relative) {
  return !below_receipts(relative).empty();
}

bool is_approval_path(std::string_view relative) {
  return relative.starts_with(kApprovals) && relative.ends_with(".yml") &&
         relative.find('/', kApprovals.size()) == std::string_view::npos;
}

std::vector<std::size_t> changes_beneath(const RepositoryComparison& comparison,
                                         std::string_view folder, bool by_before) {
  const auto& changes = comparison.changes;
  std::vector<std::size_t> found;
  const auto path_at = [&](std::size_t place) -> std::string_view {
    return by_before ? changes[comparison.by_before[place]].before_path : changes[place].path;
  };
  const auto count = by_before ? comparison.by_before.size() : changes.size();
  // Places of the sorted list at and after a text; "a-b" stands between "a" and "a/b".
  const auto first_from = [&](std::string_view text) {
    std::size_t low = 0;
    for (std::size_t high = count; low < high;) {
      const auto middle = low + (high - low) / 2;
      if (path_at(middle) < text) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  const auto take = [&](std::size_t place) {
    found.push_back(by_before ? comparison.by_before[place] : place);
  };
  if (!folder.empty()) {
    for (auto at = first_from(folder); at < count && path_at(at) == folder; ++at) take(at);
  }
  const auto beneath = folder.empty() ? std::string() : std::string(folder) + "/";
  for (auto at = first_from(beneath); at < count && path_at(at).starts_with(beneath); ++at) {
    take(at);
  }
  return found;
}

Result<std::string> digest_of_blob(const history::Repository& git, const std::string& blob) {
  const auto bytes = git.read_blob(blob, kMostBytesOfBlob);
  if (!bytes) return tl::unexpected(bytes.error());
  return digest::sha256_digest(*bytes);
}

Result<std::shared_ptr<const SourceText>> text_of_blob(const history::Repository& git,
                                                       const std::string& blob, std::string path) {
  auto bytes = git.read_blob(blob, kMostBytesOfBlob);
  if (!bytes) return tl::unexpected(bytes.error());
  if (bytes->size() > contract::FileLimits{}.document_bytes) return nullptr;
  return masked_source(std::move(path), std::move(*bytes));
}

}  // namespace mig::bundle
