#pragma once

#include <functional>
#include <string>

#include "support/signed_repository.hpp"

namespace mig::test {

inline constexpr const char* kSecondId = "PG-MIG-2026-03-02-01";
inline constexpr const char* kThirdId = "PG-MIG-2026-03-03-01";
inline constexpr const char* kFourthId = "PG-MIG-2026-03-04-01";

// Trees that pass every gate, with keys that are trusted: "approver" signs for governance.
Files approved_state();  ///< a migration that was approved and is not merged yet
Files merged_state();    ///< kSignedId and kSecondId, both merged

/// Adds a copy of the migration kSignedId under another id, with an index of its own.
void add_migration(Files& files, const std::string& id, const std::string& status);
/// Changes the registry's entry of a migration, which has to be there.
void edit_entry(Files& files, const std::string& id, const std::function<void(Json&)>& edit);
/// Removes an entry of the registry.
void remove_entry(Files& files, const std::string& id);
/// Removes everything whose path begins so; throws where there is nothing.
void remove_below(Files& files, const std::string& prefix);
/// Moves everything whose path begins so.
void move_below(Files& files, const std::string& prefix, const std::string& to);
/// Replaces a text that a file holds once.
std::function<void(Files&)> replacing(const std::string& path, const std::string& from,
                                      const std::string& to);

/// What approvals are bound to, made as docs/formats.md says: sha256 over sorted lines of hex and
/// path. Of the bundle kSignedBundle, and of the files that decide for the gates.
std::string bundle_digest_of(const Files& files);
std::string gate_digest_of(const Files& files);

}  // namespace mig::test
