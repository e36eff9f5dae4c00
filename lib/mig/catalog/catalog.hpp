#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "mig/catalog/name_index.hpp"
#include "mig/catalog/object.hpp"

namespace mig::catalog {

/// A PostgreSQL catalog in memory. A value: a copy is a snapshot that shares what did not change.
class Catalog {
 public:
  Catalog();

  bool alive(Id id) const { return id < objects_.size() && objects_[id] != nullptr; }
  const Object& at(Id id) const { return *objects_.at(id); }
  Id size() const { return static_cast<Id>(objects_.size()); }

  Id add(Object object);
  /// An object that the script takes for granted: it existed before, as it is now.
  Id assume(Object object);
  /// Uses an id up for nothing, so that later ones are the same as in another catalog.
  void skip();
  /// Perhaps an assumed object does not exist: the statement says IF EXISTS.
  void doubt(Id id);
  /// Takes an assumption back: there was no such object after all.
  void withdraw(Id id);
  /// Replaces the state of a living object.
  void put(Id id, Object object);
  /// The same for an object that stays what it is and only shows a new name inside its definition.
  void respell(Id id, Object object);
  bool respelled(Id id) const { return respelled_.count(id) != 0; }
  void erase(Id id);

  /// By name inside a holder (routines are asked for by functions()): the schema, or the table of a
  /// column, constraint, trigger. `letter` is the name space, see name_space().
  Id find(char letter, Id in, std::string_view name) const;
  std::vector<Id> functions(Id schema, std::string_view name) const;
  /// The living objects that need `id`, each once, oldest first.
  std::vector<Id> dependents(Id id) const;
  std::vector<Id> children(Id id, ObjectKind kind) const;
  /// The living tables that inherit from `id` directly, or are partitions of it.
  std::vector<Id> heirs(Id id) const;
  Bond bond(Id dependent, Id on) const;

  std::string identity(Id id) const;  ///< "public.parcels.geom"
  std::string render(const Parts& parts) const;
  std::string definition(Id id) const;
  std::string owning_table(Id id) const;
  /// The table that it belongs to, however indirectly; itself when it belongs to nothing.
  Id root(Id id) const;
  effect::ObjectName name(Id id) const { return {at(id).kind, identity(id)}; }

  /// Whether there once was an object of that name at that place, which is gone or called
  /// otherwise.
  bool was_there(const Object& object) const { return gone_.contains(key(object)); }

  /// Whether what is not here does not exist: true for a catalog that was captured or replayed from
  /// the start, false where a script is looked at alone.
  bool complete = false;

  Id public_schema() const { return 1; }
  Id temporary_schema() const { return 2; }
  Id system_schema() const { return 3; }

  /// What a statement did, in order, with repetition.
  struct Written {
    Id id = 0;
    std::shared_ptr<const Object> was;  ///< null for a new object
    std::string identity;               ///< and what it was called
    std::string table;
    Id root = 0;  ///< see root()
  };
  std::vector<Written> take_written();
  const std::vector<Written>& written() const { return written_; }
  bool constraint_exists(Id schema, std::string_view name) const;
  /// The first state of what was assumed to exist; null for others.
  std::shared_ptr<const Object> assumed(Id id) const;
  std::shared_ptr<const Object> state(Id id) const {
    return id < objects_.size() ? objects_[id] : nullptr;
  }

 private:
  std::uint32_t key(const Object& object) const;
  static Id holder(const Object& object) {
    return object.schema != 0 ? object.schema : object.parent;
  }
  void index(Id id);
  void unindex(Id id);
  void note(Id id);
  /// What needs an object, told apart because a table may have a handful of members and be named by
  /// hundreds of thousands of others.
  struct Dependents {
    List<Id> members;  ///< it is their parent
    List<Id> others;
  };
  List<Id>& dependents_of(Id on, const Object& dependent);
  static bool linked(const Object& dependent, Id on, Id parent);
  void link(Id id, const Object& object, const Object& old);
  void link_away(Id id, const Object& object, const Object& kept);

  std::vector<std::shared_ptr<const Object>> objects_;
  NameIndex names_;
  NameIndex constraints_;
  std::vector<Dependents> dependents_;
  std::map<Id, std::vector<Id>> heirs_;
  std::map<Id, std::shared_ptr<const Object>> assumed_;
  std::vector<Written> written_;
  std::set<Id> respelled_;
  std::unordered_set<std::uint32_t> gone_;  ///< keys of the names that nothing has any more
};

/// Relations share one name space, as types do: 'r', 't', 'f' routine, 'n' schema, and so on.
char name_space(ObjectKind kind);

}  // namespace mig::catalog
