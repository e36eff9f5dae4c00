#include "mig/app/runner/pre_state.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "mig/bundle/load.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::app {
namespace {

Result<std::string> digest_of(std::string_view bytes) {
  auto hex = digest::sha256_hex(bytes);
  if (!hex) return tl::unexpected(hex.error());
  return "sha256:" + *hex;
}

/// Adds a script that the command line names; answers its digest.
Result<std::string> add_file(const std::string& name, std::uint64_t max_bytes, PreState& state) {
  const std::filesystem::path path(name);
  auto folder = io::Root::open(path.has_parent_path() ? path.parent_path().string() : ".");
  if (!folder) return tl::unexpected(folder.error());
  auto bytes = folder->read(path.filename().string(), max_bytes);
  if (!bytes) {
    return failure(ErrorKind::no_verdict, fmt::format("{}: {}", name, bytes.error().message), {},
                   "name a script that is there");
  }
  state.texts.push_back(std::make_unique<std::string>(std::move(*bytes)));
  state.scripts.push_back({name, *state.texts.back()});
  return digest_of(*state.texts.back());
}

bool was_undone(const contract::RegistryEntry& entry) {
  return entry.status &&
         (entry.status->value == "rolled_back" || entry.status->value == "superseded");
}

Result<void> add_predecessor(const contract::RegistryEntry& entry, const RunnerSubject& subject,
                             PreState& state, std::string& listed) {
  const auto path = bundle::bundle_path_of(entry, subject.repository);
  auto facts = bundle::load_bundle(*subject.root, path, subject.repository, {});
  if (!facts) return tl::unexpected(facts.error());
  state.predecessors.push_back(std::make_unique<bundle::BundleFacts>(std::move(*facts)));
  std::size_t count = 0;
  for (const auto& script : state.predecessors.back()->scripts) {
    if (!script.is_forward) continue;
    if (!script.source) {
      return failure(ErrorKind::no_verdict,
                     fmt::format("{} of {} cannot be read", script.path, entry.id.value),
                     Location{path, std::nullopt}, "see what mig-validate tells of it");
    }
    ++count;
    state.scripts.push_back({script.source->path(), script.source->bytes()});
    listed += fmt::format("{}  {}\n", script.hex, script.source->path());
  }
  if (count > 0) return {};
  return failure(
      ErrorKind::no_verdict,
      fmt::format("{} stands before this migration and has no forward script", entry.id.value),
      Location{path, std::nullopt}, "see what mig-validate tells of it");
}

Result<void> add_predecessors(const RunnerSubject& subject, PreState& state) {
  const auto& own = subject.facts.declaration;
  const auto* known = subject.repository.registry.entry(own.migration_id->value);
  if (known == nullptr) {
    return failure(ErrorKind::no_verdict, "the registry does not list this migration",
                   Location{subject.facts.path_of("migration.yml"), std::nullopt},
                   "register it, or give the state before it with --schema");
  }
  std::string listed;
  for (const auto& entry : subject.repository.registry.entries) {
    if (&entry == known) break;
    if (was_undone(entry) || !entry.type || entry.type->value != own.type->value) continue;
    if (auto added = add_predecessor(entry, subject, state, listed); !added) return added;
  }
  auto digest = digest_of(listed);
  if (!digest) return tl::unexpected(digest.error());
  state.digest = std::move(*digest);
  return {};
}

}  // namespace

Result<PreState> read_pre_state(const RehearsalOptions& options, const RunnerSubject& subject) {
  const auto& limits = subject.repository.policy.file_limits;
  PreState state;
  state.source = options.schema ? "schema" : options.from_registry ? "registry" : "empty";
  if (options.schema) {
    auto digest = add_file(*options.schema, limits.inventory_bytes, state);
    if (!digest) return tl::unexpected(digest.error());
    state.digest = std::move(*digest);
  }
  if (options.from_registry) {
    if (auto added = add_predecessors(subject, state); !added) return tl::unexpected(added.error());
  }
  if (options.seed) {
    auto digest = add_file(*options.seed, limits.inventory_bytes, state);
    if (!digest) return tl::unexpected(digest.error());
    state.seed_digest = std::move(*digest);
  }
  return state;
}

}  // namespace mig::app
