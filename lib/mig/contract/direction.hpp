#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/document_kind.hpp"
#include "mig/contract/policy.hpp"
#include "mig/document/value.hpp"

namespace mig::contract {

/// Which change of a key lets more through.
enum class Looser : std::uint8_t {
  never,       ///< nothing is decided by it: a text for people
  any_change,  ///< it cannot be ordered: any other value counts as looser
  replaced,    ///< a promise: giving one is tighter, another one or none is looser
  higher,      ///< a number; not given means no bound, unless `absent` says what it means
  lower,
  on,  ///< a flag
  off,
  more,            ///< a list of names or globs: an entry that no earlier one covers
  fewer,           ///< a list: an entry that is gone and that no remaining one covers
  fewer_or_first,  ///< the same, but an empty list stands for everything: the first entry narrows
  later,           ///< a moment or a day
  earlier,
  upwards,  ///< a word of an ordered list: one that stands behind the earlier one
  downwards,
  given,     ///< whether it is there at all: adding it is looser
  left_out,  ///< removing it is looser
};

/// Which finding tells of a change of the key.
enum class Concern : std::uint8_t {
  none,  ///< only the summary shows it
  policy,
  trust,
  limit,      ///< K-34: a limit of the declaration
  forbidden,  ///< what the scope forbids
  allowed,    ///< what it allows
  rollback,
  reviewers,
  declaration,  ///< any other promise of the declaration
};

/// How the words of a key are told apart, and when an entry of a list covers another one. As the
/// rules read them: a `*` among plain names covers nothing.
enum class Entries : std::uint8_t {
  names,  ///< letter by letter
  globs,
  folded_names,    ///< people: without regard to case
  folded_globs,    ///< the same, as globs
  classes,         ///< classes of change: "Governance Critical" is "governance-critical"
  class_globs,     ///< the same, as globs
  database_globs,  ///< names as PostgreSQL folds them, as globs
  tables,          ///< "parcels" covers "public.parcels"
  objects,         ///< "function public.f" covers "function public.f(integer)"
  operations,      ///< names; without the list, every one but opaque ones and changes of privilege
  sequence,        ///< a list whose order counts
};

/// What a change of one key means. Every key of a schema has exactly one entry, which the build
/// checks.
struct Direction {
  std::string_view key;  ///< "approvals.required_roles[].roles": "[]" an item, ".*" any name
  Looser looser = Looser::never;
  Concern concern = Concern::none;
  /// For lists of objects: the members by which two items are the same one, comma separated; a
  /// list whose `looser` is more or fewer has items added or removed, others change in place.
  std::string_view identity = {};
  /// For ordered words: all of them, comma separated, from one end to the other; those with "|"
  /// between them cannot be ordered, and one for the other is looser.
  std::string_view order = {};
  /// What holds where none is given; of a list the entries, comma separated. "$" and a key: what
  /// holds for that key of the document.
  std::string_view absent = {};
  /// One sentence: why that direction.
  std::string_view why = {};
  Entries entries = Entries::names;
  bool is_hidden = false;  ///< shifts say that it changed, and never show it
};

/// The table of a kind: policy, trust and declaration have one; others are empty.
std::span<const Direction> directions_of(DocumentKind kind);
/// Null when the table has no such key.
const Direction* direction_of(DocumentKind kind, std::string_view key);

enum class Lean : std::uint8_t { looser, tighter, neither };
std::string_view name_of(Lean lean);

/// One key that is not what it was.
struct Shift {
  const Direction* direction = nullptr;  ///< never null
  Lean lean = Lean::neither;
  /// The key with what tells items apart: "keys[sha256:ab..].roles", "environments.prod".
  std::string key;
  std::string
      before;         ///< compact text of the value, or of the list entries that went; may be empty
  std::string after;  ///< of the value, or of the list entries that came
  std::optional<Span> before_span;  ///< in the documents that were compared
  std::optional<Span> after_span;   ///< of the value now; the parent's where it is gone
};

/// Every change of meaning between two documents of a kind that fit its schema, in the order of the
/// table. What is looser and tighter at once (an entry exchanged) is told as two shifts.
std::vector<Shift> shifts_between(DocumentKind kind, const document::LocatedValue& before,
                                  const document::LocatedValue& after);

/// The same for policies in force, defaults included: a key that was left out and is spelled out
/// now is no change. Spans are those of `after_document`, the value that `after` was read from, or
/// nothing where that does not hold the key; null: defaults.
std::vector<Shift> policy_shifts(const Policy& before, const Policy& after,
                                 const document::LocatedValue* after_document);

}  // namespace mig::contract
