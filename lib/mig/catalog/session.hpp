#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mig/catalog/catalog.hpp"
#include "mig/catalog/hazard.hpp"
#include "mig/catalog/obstacle.hpp"
#include "mig/effect/effect.hpp"
#include "mig/sql/script.hpp"
#include "mig/sql/tree.hpp"

namespace mig::catalog {

using effect::Effect;
using effect::LockLevel;
using effect::Operation;
using effect::Traits;
using sql::Node;

/// What one connection knows while a script runs: the catalog that it transforms, its settings, and
/// what the present statement did. The statement families are free functions over it.
class Session {
 public:
  explicit Session(Catalog& in) : catalog(in) {}

  Catalog& catalog;
  HazardWatch watch;
  ObstacleWatch obstacles;
  std::vector<std::string> search_path{"public"};
  std::optional<std::vector<std::string>> path_outside;  ///< before SET LOCAL
  effect::Effects effects;
  Span span;                ///< of the present statement
  std::string_view source;  ///< its text
  std::string_view data;    ///< the rows that stand behind it
  Id first_new = 0;         ///< objects from here on were not there before the script
  int uncertain = 0;  ///< inside what may run not at all: a branch, a handler, a called routine
  Traits traits;      ///< of the present statement's own objects
  int depth = 0;      ///< of function bodies inside function bodies
  std::set<std::string> row_changes;  ///< of the present statement, so that triggers end
  std::set<Id> running;               ///< routines whose bodies are being run
  std::set<Id> dropping;              ///< views may select from each other in a circle
  /// What a body is called with: constants by position, where the caller names them.
  std::map<Id, std::vector<std::optional<std::string>>> known_arguments;
  std::map<std::string, std::string> prepared;  ///< PREPARE statements by name
  void pending_arguments(Id routine, const std::vector<Node>& values);

  Id schema(std::string_view name);
  Id current_schema();
  Id find_relation(std::string_view schema, std::string_view name);
  Id find_relation(Node range_var);
  /// Finds it, or takes it for granted as `kind`.
  Id relation(Node range_var, ObjectKind kind = ObjectKind::table);
  Id relation_named(const std::vector<std::string>& name, ObjectKind kind);
  Id column(Id table, std::string_view name);
  Id find_column(Id table, std::string_view name) const;
  Id find_type(const std::vector<std::string>& name);
  Id type_named(const std::vector<std::string>& name, ObjectKind kind);
  Id member(ObjectKind kind, Id table, std::string_view name);  ///< a constraint, trigger, policy
  Id global(ObjectKind kind, std::string_view name);            ///< a role, extension, publication
  Id in_schema(ObjectKind kind, const std::vector<std::string>& name);
  Id routine(Node object_with_args, ObjectKind kind);
  /// The one routine of the catalog that a FuncCall can mean; 0 when there is none or a choice.
  Id called_routine(Node call);
  Id creation_schema(Node range_var, bool& temporary);
  Id take_for_granted(Object object);  ///< named, and not in the catalog

  // change.cpp: transforming
  template <class Edit>
  void edit(Id id, Edit change) {
    auto object = catalog.at(id);
    change(object);
    if (object != catalog.at(id)) catalog.put(id, std::move(object));
  }
  void drop(Id id, bool cascade);
  /// What a statement on an unknown object reaches, if it exists, under a name that is known: the
  /// index behind a constraint. 0 where the catalog knows better.
  Id possible(Object object);
  Id possible_index(Id constraint);
  Id possible_comment(Id object);
  void rename(Id id, std::string_view name);
  void move(Id id, Id schema);

  // record.cpp: telling
  void touch(Operation operation, Id id);
  void tell(Operation operation, effect::ObjectName object, std::string table = {});
  void opaque(Operation operation, std::string object, std::string reason);
  /// Counts what bodies ask for. False, and an opaque effect, once it is more than can be followed.
  bool may_go_on();
  std::size_t steps = 0;
  /// Turns what was written to the catalog since the last call into effects.
  void tell_written();
  /// Whether the owning table of what stands below `root` was there before the script.
  bool existed(Id root) const { return root < first_new || catalog.assumed(root) != nullptr; }
};

// type_name.cpp
std::vector<std::string> names_of(Node list);
Parts type_parts(Session& session, Node type_name, bool with_modifier = true);

// choose_name.cpp: the names that PostgreSQL itself would choose
std::string object_name(std::string_view first, std::string_view second, std::string_view label);
std::string choose_relation_name(const Session& session, Id schema, std::string_view first,
                                 std::string_view second, std::string_view label, bool constraint);
std::string choose_constraint_name(const Session& session, Id schema, std::string_view first,
                                   std::string_view second, std::string_view label);
std::string column_names(const Session& session, const std::vector<std::string>& names);

// expression.cpp
struct Expression {
  Parts parts;
  std::vector<Need> needs;
  std::vector<Id> columns;         ///< each once
  std::vector<std::string> calls;  ///< functions that nobody knows yet
};
/// In sight: the relations whose columns a bare name may mean.
Expression expression(Session& session, Node node, const std::vector<Id>& relations);
void append_needs(Object& object, const Expression& expression, Bond bond);
/// Those on routines alone.
void append_routine_needs(const Session& session, Object& object, const Expression& found,
                          Bond bond);

// query.cpp
/// Effects of a statement that reads or changes rows, wherever it stands.
void run_query(Session& session, Node query);
/// Function calls inside any expression that may do more than answer a value.
void run_calls(Session& session, Node expression);
void call_routine(Session& session, Id routine);
/// By its name: "public.f". Resolved now, as the server does.
void call_named(Session& session, const std::string& name);
/// The functions inside what the catalog keeps: a view's query, a check, a default.
void run_stored(Session& session, Id object);

/// Runs one statement; answers false for a kind that nobody knows.
bool apply_statement(Session& session, Node statement);
/// `statement` is the whole CREATE FUNCTION.
void run_body(Session& session, std::string_view statement, std::string_view language);
/// Statements as text, whose own texts a function or a rule among them keeps.
void run_statements(Session& session, std::string_view text);
void run_plpgsql(Session& session, std::string_view statement,
                 const std::map<std::string, std::optional<std::string>>& variables);
void change_table_rows(Session& session, Operation operation, Id table,
                       std::optional<std::uint64_t> rows = std::nullopt);

}  // namespace mig::catalog
