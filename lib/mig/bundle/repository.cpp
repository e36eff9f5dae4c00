#include "mig/bundle/repository.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "mig/bundle/load.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;

constexpr std::string_view kRegistryFolder = "registry";
constexpr std::string_view kRegistryFile = "registry/migrations.v1.json";
constexpr std::string_view kDeclarationFile = "migration.yml";

std::string joined(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  return std::string(folder) + "/" + std::string(name);
}

std::string_view base_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

Error configuration_error(const DocumentFacts& document) {
  const SourceText& source = *document.source;
  Error error{ErrorKind::configuration, "the policy is not valid", source.whole_file(),
              "run mig-validate on the policy file to see every fault"};
  if (document.access) error.message = "the policy cannot be used: " + document.access->message;
  if (document.fault) {
    error.message = "the policy cannot be used: " + document.fault->message;
    error.location = source.locate(document.fault->span);
  }
  if (!document.violations.empty()) {
    const auto& first = document.violations.front();
    error.message = "the policy cannot be used: " + first.message;
    error.location = source.locate(first.span);
  }
  return error;
}

Result<contract::Policy> policy_of(const DocumentFacts& document, std::string source) {
  if (!document.is_valid()) return tl::unexpected(configuration_error(document));
  auto policy = contract::read_policy(document.value);
  policy.source = std::move(source);
  policy.digest = "sha256:" + document.hex;
  return policy;
}

Result<contract::Policy> default_policy() {
  contract::Policy policy;
  auto digest = digest::sha256_digest(contract::policy_as_yaml(policy));
  if (!digest) return tl::unexpected(digest.error());
  policy.digest = std::move(*digest);
  return policy;
}

// A policy file outside the root is the caller's word, so its own folder becomes the root of the
// read.
Result<DocumentFacts> load_given_policy(const std::string& file) {
  const std::filesystem::path path(file);
  auto folder = io::Root::open(path.has_parent_path() ? path.parent_path().string() : ".");
  if (!folder) return tl::unexpected(folder.error());
  auto bytes = folder->read(path.filename().string(), contract::FileLimits{}.document_bytes);
  if (!bytes) {
    return failure(ErrorKind::no_verdict, "the policy cannot be read: " + bytes.error().message,
                   Location{file, std::nullopt}, "check the path given to --policy");
  }
  return examine_document(file, std::move(*bytes), DocumentKind::policy);
}

bool is_script_name(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kEndings{".sql",    ".psql", ".pgsql", ".ddl",
                                                             ".cypher", ".cql",  ".sh",    ".bash",
                                                             ".py",     ".js",   ".rb",    ".pl"};
  if (name == "forward.json" || name == "rollback.json") return true;
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [name](std::string_view ending) { return name.ends_with(ending); });
}

/// Whether there is a folder of that path. Only a true answer of the operating system says no.
Result<bool> is_folder(const io::Root& root, const std::string& path) {
  if (!io::is_contained_path(path)) return false;
  const auto kind = root.kind_of(path);
  if (kind) return *kind == io::EntryKind::directory;
  if (io::is_content_fault(kind.error().fault)) return false;
  return failure(ErrorKind::no_verdict, kind.error().message, Location{path, std::nullopt});
}

bool lies_beneath(std::string_view path, std::string_view folder) {
  if (folder.empty()) return true;
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// Walks a tree folder by folder, stopping at bundles.
class Discoverer {
 public:
  Discoverer(const io::Root& root, const RepositoryFacts& repository)
      : root_(root), repository_(repository) {
    for (const auto& entry : repository.registry.entries) {
      registered_.insert(bundle_path_of(entry, repository));
    }
  }

  Result<Discovery> discover(const std::string& folder) {
    std::vector<std::string> pending{folder};
    while (!pending.empty()) {
      const auto next = std::move(pending.back());
      pending.pop_back();
      if (auto done = visit(next, pending); !done) return tl::unexpected(done.error());
    }
    if (auto done = add_registered(folder); !done) return tl::unexpected(done.error());
    std::sort(found_.bundles.begin(), found_.bundles.end());
    std::sort(found_.stray_scripts.begin(), found_.stray_scripts.end());
    std::sort(found_.nested_policy_folders.begin(), found_.nested_policy_folders.end());
    std::sort(found_.irregular_entries.begin(), found_.irregular_entries.end(),
              [](const auto& left, const auto& right) { return left.path < right.path; });
    return std::move(found_);
  }

  bool is_bundle(std::string_view folder, const std::vector<io::Entry>& entries) const {
    if (pattern::parse_migration_id(base_name(folder)) ||
        registered_.contains(std::string(folder))) {
      return true;
    }
    return std::any_of(entries.begin(), entries.end(), [](const io::Entry& entry) {
      return base_name(entry.path) == kDeclarationFile;
    });
  }

 private:
  Result<void> visit(const std::string& folder, std::vector<std::string>& pending) {
    auto entries = root_.list(folder);
    if (!entries) {
      return failure(ErrorKind::no_verdict, entries.error().message,
                     Location{folder, std::nullopt});
    }
    if (is_bundle(folder, *entries)) {
      found_.bundles.push_back(folder);
      return {};
    }
    for (const auto& entry : *entries) sort_entry(folder, entry, pending);
    return {};
  }

  // What the registry names is judged wherever it lies, even where the walk does not go.
  Result<void> add_registered(const std::string& folder) {
    const std::set<std::string> found(found_.bundles.begin(), found_.bundles.end());
    const auto is_found = [&found](std::string path) {
      for (auto end = path.size(); end != path.npos; end = path.rfind('/')) {
        path.resize(end);
        if (found.contains(path)) return true;
      }
      return false;
    };
    for (const auto& path : registered_) {
      if (is_found(path) || !lies_beneath(path, folder)) continue;
      auto there = is_folder(root_, path);
      if (!there) return tl::unexpected(there.error());
      if (*there) found_.bundles.push_back(path);
    }
    return {};
  }

  void sort_entry(const std::string& folder, const io::Entry& entry,
                  std::vector<std::string>& pending) {
    const auto name = base_name(entry.path);
    switch (entry.kind) {
      case io::EntryKind::directory:
        if (name == ".mig" && !folder.empty()) found_.nested_policy_folders.push_back(entry.path);
        if (name == ".mig" || name == ".git" || name == kRegistryFolder) return;
        pending.push_back(entry.path);
        return;
      case io::EntryKind::regular:
        if (is_script_name(name)) found_.stray_scripts.push_back(entry.path);
        return;
      case io::EntryKind::symbolic_link:
      case io::EntryKind::other:
        found_.irregular_entries.push_back(entry);
        return;
    }
  }

  const io::Root& root_;
  const RepositoryFacts& repository_;
  std::set<std::string> registered_;
  Discovery found_;
};

}  // namespace

Result<contract::Policy> load_policy(const io::Root& root,
                                     const std::optional<std::string>& policy_file) {
  if (policy_file) {
    auto document = load_given_policy(*policy_file);
    if (!document) return tl::unexpected(document.error());
    return policy_of(*document, *policy_file);
  }
  auto document = load_document(root, kPolicyPath, DocumentKind::policy, contract::FileLimits{});
  if (!document) return tl::unexpected(document.error());
  if (document->access && document->access->fault == io::AccessFault::not_found) {
    return default_policy();
  }
  return policy_of(*document, std::string(kPolicyPath));
}

Result<void> load_registries(const io::Root& root, RepositoryFacts& repository) {
  for (const auto& migrations : repository.policy.migrations_roots) {
    const auto kind = root.kind_of(migrations);
    if (!kind) {
      if (kind.error().fault == io::AccessFault::not_found) continue;
      return failure(ErrorKind::no_verdict, kind.error().message,
                     Location{migrations, std::nullopt});
    }
    repository.migrations_roots.push_back(migrations);
    auto document = load_document(root, joined(migrations, kRegistryFile), DocumentKind::registry,
                                  repository.policy.file_limits);
    if (!document) return tl::unexpected(document.error());
    if (document->access && document->access->fault == io::AccessFault::not_found) continue;
    contract::read_registry(document->value, repository.registry_documents.size(),
                            repository.registry);
    repository.registry_documents.push_back(std::move(*document));
  }
  return {};
}

std::string bundle_path_of(const contract::RegistryEntry& entry,
                           const RepositoryFacts& repository) {
  if (entry.path) {
    std::string path = entry.path->value;
    while (path.ends_with('/')) path.pop_back();
    return path;
  }
  // Without a path: <migrations root>/<type>/<id>, next to the registry that lists it.
  const auto& registry = repository.registry_documents[entry.document].source->path();
  const auto root = registry.substr(0, registry.size() - kRegistryFile.size());
  return root + (entry.type ? entry.type->value : "other") + "/" + entry.id.value;
}

Result<Discovery> discover_bundles(const io::Root& root, const std::string& folder,
                                   const RepositoryFacts& repository) {
  return Discoverer(root, repository).discover(folder);
}

Result<bool> is_bundle_folder(const io::Root& root, const std::string& folder,
                              const RepositoryFacts& repository) {
  auto entries = root.list(folder);
  if (!entries) {
    return failure(ErrorKind::no_verdict, entries.error().message, Location{folder, std::nullopt});
  }
  return Discoverer(root, repository).is_bundle(folder, *entries);
}

Result<void> resolve_entries(const io::Root& root, RepositoryFacts& repository) {
  std::set<std::string> judged;
  for (const auto& bundle : repository.bundles) judged.insert(bundle.path);
  repository.entry_bundles.clear();
  for (const auto& entry : repository.registry.entries) {
    auto path = bundle_path_of(entry, repository);
    if (!judged.contains(path)) {
      auto found = is_folder(root, path);
      if (!found) return tl::unexpected(found.error());
      if (!*found) path.clear();
    }
    repository.entry_bundles.push_back(std::move(path));
  }
  return {};
}

Result<void> load_dependencies(const io::Root& root, RepositoryFacts& repository) {
  std::set<std::string> known;
  std::vector<std::string> wanted;
  const auto want = [&wanted](const BundleSummary& bundle) {
    for (const auto& parent : bundle.depends_on) wanted.push_back(parent.id);
  };
  for (const auto& bundle : repository.bundles) {
    known.insert(bundle.id);
    want(bundle);
  }
  while (!wanted.empty()) {
    const auto id = std::move(wanted.back());
    wanted.pop_back();
    const auto* entry = repository.registry.entry(id);
    if (entry == nullptr || !known.insert(id).second) continue;
    const auto folder = bundle_path_of(*entry, repository);
    const auto file = joined(folder, kDeclarationFile);
    if (!io::is_contained_path(file)) continue;
    auto document =
        load_document(root, file, DocumentKind::declaration, repository.policy.file_limits);
    if (!document) return tl::unexpected(document.error());
    if (document->access) continue;
    BundleFacts neighbour;
    neighbour.repository = &repository;
    neighbour.path = folder;
    neighbour.folder_name = base_name(folder);
    neighbour.status = entry->status ? entry->status->value : "draft";
    neighbour.declaration = contract::read_declaration(document->value);
    neighbour.has_declaration = true;
    neighbour.documents.push_back(std::move(*document));
    repository.neighbours.push_back(summarize(neighbour));
    want(repository.neighbours.back());
  }
  return {};
}

}  // namespace mig::bundle
