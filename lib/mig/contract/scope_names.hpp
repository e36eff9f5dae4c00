#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/declaration.hpp"
#include "mig/contract/policy.hpp"

namespace mig::contract {

/// A name as PostgreSQL compares it: letters outside of quotes in lower case, quotes removed unless
/// they hold a dot, blanks single. `Governance` and `"governance"` are the same schema.
std::string folded_name(std::string_view entry);

/// The name inside the quotes that `folded_name` left around one with a dot or a quote.
std::string unquoted_name(std::string_view part);

/// The declaration with the names of its schemas, tables and objects folded. Lists and entries keep
/// their order.
Declaration with_folded_names(const Declaration& declaration);

/// What a scope entry names, both parts as globs. `schema` is empty when the entry names none.
struct QualifiedName {
  std::string schema;
  std::string name;
};

/// "public.parcels" → {"public", "parcels"}; "parcels" → {"", "parcels"}.
QualifiedName qualified_name(std::string_view entry);

/// An entry of `allowed_objects`: "type public.mood" → {"type", {"public", "mood"}}.
struct ObjectName {
  std::string kind;
  QualifiedName name;
};
ObjectName object_name(std::string_view entry);
/// "type public.mood" again.
std::string text_of(const ObjectName& object);

/// Whether objects of that kind have a schema: false for "extension", "role", "schema" itself.
bool kind_lies_in_a_schema(std::string_view kind);

/// Whether an entry says nothing but "everything": `*`, `**`, `*.*`, `%`, "all" and their like.
bool names_everything(std::string_view entry);

/// Whether the scope is small enough for its entries to be held against each other.
bool is_comparable(const Declaration& declaration);
inline constexpr std::size_t kMaxScopeEntries = 2'000;

/// Where a table entry of the allowed side reaches: a bare name stands in every allowed schema.
std::vector<QualifiedName> tables_reached(const Declaration& declaration, std::string_view entry);

/// The same for an entry of `allowed_objects`: a bare `type mood` stands in every allowed schema.
/// Kinds that lie in no schema ("extension postgis"), and all objects of other stores, are answered
/// as they are.
std::vector<ObjectName> objects_reached(const Declaration& declaration, std::string_view entry);

/// Whether a forbidden object leaves nothing of another one, both as they are written.
bool forbids_object(std::string_view forbidden_entry, const ObjectName& object);

/// Whether the forbidden entry leaves nothing of the table name.
bool forbids_table(std::string_view forbidden_entry, const QualifiedName& table);

/// An entry of the allowed side of which a forbidden one leaves nothing.
struct ScopeContradiction {
  const ScopeList* allowed = nullptr;
  const LocatedString* entry = nullptr;
  const ScopeList* forbidden = nullptr;
  const LocatedString* forbidden_entry = nullptr;
};

/// For each allowed entry the first forbidden one that swallows it. A bare table name that is
/// swallowed only because all of its schemas are forbidden is left to those schemas, and entries
/// that name everything are left out.
std::vector<ScopeContradiction> scope_contradictions(const Declaration& declaration);

/// An entry of the allowed side that may touch a protected domain.
struct ProtectedContact {
  std::string key;  ///< "allowed_schemas"
  LocatedString entry;
  std::string domain;  ///< "schema governance": the policy's glob
};

/// The first protected domain that each allowed entry may touch. Domains that the forbidden side
/// covers wholly cannot be touched, and entries that name everything are left out: they are no
/// scope at all. Nothing when the scope is not comparable.
std::vector<ProtectedContact> protected_contacts(const Declaration& declaration,
                                                 const ProtectedDomains& domains);

}  // namespace mig::contract
