#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "mig/bundle/facts.hpp"

namespace mig::rules::registry_rules {

/// Whether every registry of the repository could be read to its last entry. What is listed is not
/// known otherwise, and rules about what is missing stay silent: the document is the cause.
bool is_registry_readable(const bundle::RepositoryFacts& repository);

/// Whether a migrations root has to answer for having no registry. Bundles that are about to be
/// merged need one like a whole tree; one that somebody looks at alone does not yet.
bool needs_registries(const bundle::RepositoryFacts& repository);

/// The text that holds an entry.
const SourceText& source_of(const contract::RegistryEntry& entry,
                            const bundle::RepositoryFacts& repository);

using BundlesById = std::unordered_map<std::string_view, const bundle::BundleSummary*>;
/// The judged bundles by the id that they declare; the first one of those that share an id.
BundlesById judged_by_id(const bundle::RepositoryFacts& repository);

/// The judged bundle that an entry leads to, by the folder that it leads to; null when it leads to
/// none.
const bundle::BundleSummary* judged_in(std::string_view folder,
                                       const bundle::RepositoryFacts& repository);

/// The folders that entries lead to.
std::unordered_set<std::string_view> listed_folders(const bundle::RepositoryFacts& repository);

/// Whether the entry gives a path that leaves the repository.
bool has_escaping_path(const contract::RegistryEntry& entry,
                       const bundle::RepositoryFacts& repository);

/// Whether the folder of an entry is known: given as a path, or following from a sound id and
/// a type that belong together. Otherwise id and type are the cause, not the folder.
bool has_reliable_path(const contract::RegistryEntry& entry);

/// The ids that more than one entry has.
std::unordered_set<std::string_view> repeated_ids(const bundle::RepositoryFacts& repository);

/// The registry document of a migrations root; null when it has none.
const bundle::DocumentFacts* registry_of(std::string_view migrations_root,
                                         const bundle::RepositoryFacts& repository);

/// Where the registry of a migrations root belongs.
std::string registry_path_of(std::string_view migrations_root);

/// The innermost migrations root that a folder lies in; empty when it lies in none.
std::string root_of(std::string_view folder, const bundle::RepositoryFacts& repository);

/// The id that a bundle declares, else the name of its folder.
const std::string& id_of(const bundle::BundleSummary& bundle);

/// The entry to be added for a bundle that lies in a migrations root, as JSON. The owners are for
/// a person to say.
std::string entry_for(const bundle::BundleSummary& bundle, std::string_view migrations_root);

}  // namespace mig::rules::registry_rules
