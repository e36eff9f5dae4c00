#include "mig/rules/scope/suggestion.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/limit/predicted.hpp"
#include "mig/rules/scope/bounds.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules {
namespace {

struct Lists {
  std::set<std::string> schemas;
  std::set<std::string> tables;
  std::set<std::string> objects;
  std::set<std::string> operations;
  std::set<std::string> plain_schemas;  ///< as the catalog names them
};

void add(const effect::Effect& effect, Lists& lists) {
  const bool lasts = is_lasting(effect);
  if (lasts || is_opaque(effect.operation)) lists.operations.emplace(name_of(effect.operation));
  if (!lasts) return;
  const auto subject = subject_of(effect.object, effect.table);
  if (!subject.name.schema.empty()) {
    lists.schemas.insert(schema_entry_of(subject.name.schema));
    lists.plain_schemas.insert(subject.name.schema);
  }
  if (subject.form == Subject::Form::schema) lists.plain_schemas.insert(subject.name.name);
  if (subject.form != Subject::Form::table) lists.objects.insert(entry_of(subject));
}

// An index whose table was not known at first is named for itself, and covered by that wherever
// else it is touched.
void add_table(const effect::Effect& effect, Lists& lists) {
  if (!is_lasting(effect)) return;
  const auto subject = subject_of(effect.object, effect.table);
  if (subject.form != Subject::Form::table) return;
  if (lists.objects.contains(entry_of(subject_of(effect.object, {})))) return;
  lists.tables.insert(entry_of(subject));
}

// A comment calls every type a type, and "type public.mood" covers the enum of that name.
void drop_covered_types(Lists& lists) {
  for (const char* kind : {"enum ", "domain ", "comptype ", "range "}) {
    std::erase_if(lists.objects, [&](const std::string& entry) {
      return entry.starts_with(kind) &&
             lists.objects.contains("type " + entry.substr(std::string_view(kind).size()));
    });
  }
}

// A DROP names a function by its types, which cover it under the names of its arguments as well.
void drop_covered_routines(Lists& lists) {
  const auto all = lists.objects;
  std::erase_if(lists.objects, [&all](const std::string& entry) {
    if (entry.find('(') == std::string::npos) return false;
    return std::any_of(all.begin(), all.end(),
                       [&entry](const auto& other) { return covers_routine(other, entry); });
  });
}

std::vector<std::string> untouched(const std::vector<std::string>& schemas, const Lists& lists) {
  std::vector<std::string> kept;
  for (const auto& glob : schemas) {
    const bool is_touched =
        std::any_of(lists.plain_schemas.begin(), lists.plain_schemas.end(),
                    [&glob](const auto& schema) { return pattern::glob_matches(glob, schema); });
    if (!is_touched) kept.push_back(glob);
  }
  return kept;
}

std::vector<std::string> list_of(const std::set<std::string>& names) {
  return {names.begin(), names.end()};
}

}  // namespace

bool SuggestedScope::names_anything() const {
  return !allowed_schemas.empty() || !allowed_tables.empty() || !allowed_objects.empty();
}

SuggestedScope suggest_scope(const bundle::ChangeFacts& change, const contract::Policy& policy) {
  Lists lists;
  for (const auto& script : change.scripts) {
    for (const auto& effect : script.effects) add(effect, lists);
  }
  for (const auto& script : change.scripts) {
    for (const auto& effect : script.effects) add_table(effect, lists);
  }
  drop_covered_types(lists);
  drop_covered_routines(lists);
  SuggestedScope suggested;
  suggested.allowed_schemas = list_of(lists.schemas);
  suggested.allowed_tables = list_of(lists.tables);
  suggested.allowed_objects = list_of(lists.objects);
  suggested.allowed_operations = list_of(lists.operations);
  suggested.forbidden_schemas = untouched(policy.protected_domains.schemas, lists);
  const auto totals = predicted_totals(change);
  suggested.max_table_count_touched = static_cast<std::int64_t>(totals.tables.size());
  suggested.max_index_count_delta = std::abs(totals.index_count_delta);
  suggested.max_constraint_count_delta = std::abs(totals.constraint_count_delta);
  suggested.max_row_backfill = static_cast<std::int64_t>(totals.rows);
  suggested.is_row_count_open = !totals.rows_unknown.empty();
  if (suggested.is_row_count_open) {
    suggested.max_row_backfill = std::max<std::int64_t>(suggested.max_row_backfill + 1,
                                                        policy.table_sizes.medium_from_rows - 1);
  }
  return suggested;
}

}  // namespace mig::rules
