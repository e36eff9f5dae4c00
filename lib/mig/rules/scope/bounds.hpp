#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mig/contract/declaration.hpp"
#include "mig/contract/scope_names.hpp"
#include "mig/effect/effect.hpp"
#include "mig/rules/scope/entry_index.hpp"

namespace mig::rules {

/// What of the scope an object is held against: a table and all that belongs to it count as the
/// table; what belongs to no table counts as itself.
struct Subject {
  enum class Form : std::uint8_t { table, schema, object };
  Form form = Form::object;
  std::string kind;  ///< "table", "schema", "function", ...
  contract::QualifiedName name;

  /// "table public.parcels"
  std::string text() const;
};

/// `table` is the owning table of an effect or a difference; empty when there is none.
Subject subject_of(const effect::ObjectName& object, std::string_view table);

/// How a scope entry has to be written to name exactly this: quoted where PostgreSQL would fold it.
std::string entry_of(const Subject& subject);
std::string schema_entry_of(std::string_view schema);
/// Whether a routine's entry, by its types, names the one of another entry as well.
bool covers_routine(std::string_view entry, std::string_view other);

/// Why the scope does not allow something.
struct Breach {
  bool is_forbidden = false;                       ///< else it is only not allowed
  const contract::ScopeList* list = nullptr;       ///< the list that decides; null: nothing allows
  const contract::LocatedString* entry = nullptr;  ///< the forbidden entry
  std::string missing_from;                        ///< "allowed_tables": where an entry is missing
};

/// The scope of one declaration: an object has to be named by its schema and by its table (or as an
/// object of its own), and forbidden always wins. The declaration must outlive it.
class ScopeBounds {
 public:
  explicit ScopeBounds(const contract::Declaration& declaration);
  ScopeBounds(const ScopeBounds&) = delete;  ///< its indexes point into it
  ScopeBounds& operator=(const ScopeBounds&) = delete;

  /// `table` as for subject_of. An entry may name a single column or index as well.
  std::optional<Breach> breach_of(const effect::ObjectName& object, std::string_view table) const;
  std::optional<Breach> breach_of(effect::Operation operation) const;
  /// Whether `allowed_operations` names it: what opaque operations and privileges need.
  bool names(effect::Operation operation) const;

 private:
  const contract::ScopeList* list(std::string_view key) const;
  const contract::ScopeList* written(const contract::ScopeList* folded) const;
  std::optional<Breach> forbidden(const Subject& subject) const;

  const contract::Declaration& declaration_;
  contract::Declaration folded_;
  EntryIndex allowed_schemas_;
  EntryIndex allowed_tables_;
  EntryIndex allowed_objects_;
  EntryIndex forbidden_schemas_;
  EntryIndex forbidden_tables_;
  EntryIndex forbidden_objects_;
};

/// Whether the operation changes who may do what.
bool is_privilege(const effect::Effect& effect);

}  // namespace mig::rules
