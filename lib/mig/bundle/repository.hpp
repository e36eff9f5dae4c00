#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

inline constexpr std::string_view kPolicyPath = ".mig/policy.yml";

/// The policy in force, with source and digest. `policy_file` is a path given on the command line,
/// read as it stands; without one, `.mig/policy.yml` beneath the root; without that, the defaults.
/// An invalid policy is a configuration error, an unreadable one no verdict.
Result<contract::Policy> load_policy(const io::Root& root,
                                     const std::optional<std::string>& policy_file);

/// The policy that a document gives, `source` being how reports name it; one that cannot be used is
/// a configuration error.
Result<contract::Policy> usable_policy(const DocumentFacts& document, std::string source);

/// Which migrations roots exist, and what the registries beneath them list.
Result<void> load_registries(const io::Root& root, RepositoryFacts& repository);

/// Adds one folder as a migrations root, with the registry beneath it if there is one.
Result<void> add_migrations_root(const io::Root& root, const std::string& folder,
                                 RepositoryFacts& repository);

/// Whether a folder holds something at the place of a registry.
Result<bool> has_registry_file(const io::Root& root, const std::string& folder);

/// The policy of a repository that has none.
Result<contract::Policy> built_in_policy();

/// What lies beneath one folder of a migrations tree.
struct Discovery {
  std::vector<std::string> bundles;  ///< sorted
  std::vector<std::string> stray_scripts;
  std::vector<std::string> nested_policy_folders;
  std::vector<io::Entry> irregular_entries;   ///< links and special files outside bundles
  std::vector<std::string> migrations_roots;  ///< folders that hold a `registry` folder
};

/// Finds the bundles beneath a folder and what stands outside them. Does not enter bundles, nor the
/// fixtures and schemas of a registry, which are examples.
Result<Discovery> discover_bundles(const io::Root& root, const std::string& folder,
                                   const RepositoryFacts& repository);

/// Whether a folder is a bundle: it holds migration.yml, or its name is a migration id, or the
/// registry names it.
Result<bool> is_bundle_folder(const io::Root& root, const std::string& folder,
                              const RepositoryFacts& repository);

/// Where the registry says that the bundle of an entry is; the default location without a path.
std::string bundle_path_of(const contract::RegistryEntry& entry, const RepositoryFacts& repository);
/// The same for an entry of the registry beneath a migrations root.
std::string bundle_path_beneath(const contract::RegistryEntry& entry,
                                std::string_view migrations_root);

/// Finds for every registry entry the folder it leads to. Call after `repository.bundles` is
/// filled.
Result<void> resolve_entries(const io::Root& root, RepositoryFacts& repository);

/// Reads the declarations of registered bundles that judged ones depend on, directly or not. Call
/// after `repository.bundles` is filled.
Result<void> load_dependencies(const io::Root& root, RepositoryFacts& repository);

}  // namespace mig::bundle
