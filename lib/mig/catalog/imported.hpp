#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/catalog/catalog.hpp"
#include "mig/contract/baseline.hpp"

namespace mig::catalog {

using contract::Attribute;
using contract::BaselineObject;

/// A catalog that is being filled from an inventory, with the labels of what it already holds.
class Import {
 public:
  explicit Import(Catalog& into) : catalog(into) {}

  Catalog& catalog;

  /// 0 when that object is not there (yet): "table public.parcels".
  Id find(std::string_view label) const;
  Id find(std::string_view kind, std::string_view name) const;
  /// Whatever relation has that name.
  Id relation(std::string_view name) const;
  /// The column of that relation.
  Id column(Id relation, std::string_view name) const;
  /// The schema that a qualified name begins with, taken for granted when the inventory lacks it.
  /// `name` keeps what stands behind it.
  Id schema_of(std::string& name);
  /// A type as text, with the present names of those that the inventory lists.
  Parts type(const std::string& text) const;
  /// Those of `depends_on` that are there.
  std::vector<Id> needed(const BaselineObject& object) const;

  Id add(const BaselineObject& object, Object made);
  void need(Object& object, Id on, Bond bond) const;

 private:
  std::unordered_map<std::string, Id> ids_;
};

/// Where "<holder><separator><name>" is cut: behind the table that the object names, else behind
/// the first (for '.', the last) separator.
struct MemberName {
  std::string holder;
  std::string name;
};
MemberName member_name(const BaselineObject& object, char separator);

// imported_relation.cpp
void import_relation(Import& into, const BaselineObject& object, ObjectKind kind);
void link_relation(Import& into, const BaselineObject& object);
void import_column(Import& into, const BaselineObject& object);
void import_sequence_owner(Import& into, const BaselineObject& object);
void import_default(Import& into, const BaselineObject& object);

// imported_member.cpp
void import_constraint(Import& into, const BaselineObject& object);
void link_foreign_key(Import& into, const BaselineObject& object);
void import_index(Import& into, const BaselineObject& object);
void import_trigger(Import& into, const BaselineObject& object);
void import_policy_or_rule(Import& into, const BaselineObject& object, ObjectKind kind);
void import_routine(Import& into, const BaselineObject& object, ObjectKind kind);
void import_comment(Import& into, const BaselineObject& object);
void import_other(Import& into, const BaselineObject& object, ObjectKind kind);

/// Adds "definition": the digest of what the inventory does not spell out, and the names in it.
void describe_rest(const Import& into, const BaselineObject& object, const std::string& key,
                   Object& made);

}  // namespace mig::catalog
