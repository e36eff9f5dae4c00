#include "mig/rules/plan/expected.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "mig/bundle/redaction.hpp"
#include "mig/rules/limit/predicted.hpp"
#include "mig/rules/plan/errors.hpp"

namespace mig::rules {
namespace {

using effect::ObjectKind;
using effect::Operation;

/// What stands at one place of a script.
struct Step {
  std::string tag;  ///< "CreateStmt"; empty for what is no statement of the server
  bool outside_transaction = false;
  std::vector<const effect::Effect*> effects;
};
using Steps = std::map<Span, Step>;

/// "alter table" of "AlterTableStmt".
std::string words_of(std::string_view tag) {
  if (tag.ends_with("Stmt")) tag.remove_suffix(4);
  std::string words;
  for (const char letter : tag) {
    const auto byte = static_cast<unsigned char>(letter);
    if (std::isupper(byte) != 0 && !words.empty()) words += ' ';
    words += static_cast<char>(std::tolower(byte));
  }
  return words.empty() ? "statement" : words;
}

// The path of a file and the text of a program are values, not names.
std::string object_of(const effect::ObjectName& object) {
  const bool is_value = object.kind == ObjectKind::file || object.kind == ObjectKind::program;
  if (is_value || object.name.empty()) return std::string(name_of(object.kind));
  return to_string(object);
}

// The object of these is an excerpt of what nobody could read.
bool is_named(Operation operation) {
  return operation != Operation::dynamic_sql && operation != Operation::unreadable_body &&
         operation != Operation::unknown_statement;
}

std::string spelled(const effect::Effect& effect) {
  if (!is_named(effect.operation)) return std::string(name_of(effect.operation));
  return fmt::format("{} {}", name_of(effect.operation), object_of(effect.object));
}

// What a parser says of a body quotes it.
std::string reason_of(const effect::Effect& effect) {
  if (effect.operation == Operation::unreadable_body) return "its text cannot be read";
  return effect.detail.empty() ? "what it reaches is not in the script" : effect.detail;
}

/// The effect that names a statement best: what is not taken along, and of a table with its columns
/// the table.
const effect::Effect* main_effect(const Step& step) {
  const effect::Effect* main = nullptr;
  for (const auto* effect : step.effects) {
    const bool is_first = main == nullptr;
    const bool was_taken_along =
        !is_first && main->traits.consequence && !effect->traits.consequence;
    const bool is_its_table = !is_first && main->operation == effect->operation &&
                              main->table == effect->object.name && main->object != effect->object;
    if (is_first || was_taken_along || is_its_table) main = effect;
  }
  return main;
}

std::string what_it_is(const Step& step) {
  const auto* main = main_effect(step);
  if (main == nullptr) return words_of(step.tag);
  const auto more = std::count_if(
      step.effects.begin(), step.effects.end(),
      [main](const auto* effect) { return effect != main && !effect->traits.consequence; });
  return more == 0 ? spelled(*main) : fmt::format("{} and {} more", spelled(*main), more);
}

Steps steps_of(const bundle::ScriptChange& script) {
  Steps steps;
  sql::read_script(script.script->source->bytes(), [&steps](const sql::Statement& statement) {
    auto& step = steps[statement.span];
    step.tag = std::string(statement.tree.tag());
    step.outside_transaction = !catalog::needs_no_block(statement.tree).empty();
  });
  for (const auto& effect : script.effects) steps[effect.span].effects.push_back(&effect);
  return steps;
}

std::int64_t line_of(const SourceText& source, Span span) {
  return source.position(span.begin).line;
}

void add_effects(const Step& step, contract::Plan& plan) {
  const auto statement = static_cast<std::int64_t>(plan.statements.size());
  for (const auto* effect : step.effects) {
    const std::string operation(name_of(effect->operation));
    if (is_opaque(effect->operation)) {
      plan.opaque.push_back({{statement, operation, reason_of(*effect)}, {}});
      continue;
    }
    std::string lock;
    if (effect->traits.lock != effect::LockLevel::none) lock = name_of(effect->traits.lock);
    plan.effects.push_back(
        {{statement, operation, object_of(effect->object), effect->table, std::move(lock)}, {}});
  }
}

void add_script(const bundle::ScriptChange& script, contract::Plan& plan) {
  const auto& source = *script.script->source;
  for (const auto& [span, step] : steps_of(script)) {
    plan.statements.push_back(
        {{script.script->path, line_of(source, span), what_it_is(step), step.outside_transaction},
         {}});
    add_effects(step, plan);
  }
}

void add_limits(const bundle::BundleFacts& bundle, const PredictedTotals& totals,
                contract::Plan& plan) {
  for (const auto& limit : bundle.declaration.limits) {
    plan.limits.push_back(
        {{limit.key, limit.maximum.value, predicted_figure(totals, limit.key)}, {}});
  }
  std::sort(plan.limits.begin(), plan.limits.end(),
            [](const auto& left, const auto& right) { return left.value.name < right.value.name; });
}

/// A plan is kept and read by many. Names are written as they stand, and parsers quote what they
/// choke on: neither may hold what was found in the scripts.
void clean(const bundle::BundleFacts& bundle, contract::Plan& plan) {
  const bundle::Redactor redactor(bundle);
  if (redactor.is_empty()) return;
  for (auto& [statement, span] : plan.statements) redactor.clean(statement.what);
  for (auto& [effect, span] : plan.effects) {
    redactor.clean(effect.object);
    redactor.clean(effect.table);
  }
  for (auto& [opaque, span] : plan.opaque) redactor.clean(opaque.reason);
  for (auto& [error, span] : plan.errors) {
    redactor.clean(error.object);
    redactor.clean(error.message);
  }
}

}  // namespace

contract::Plan expected_plan(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change) {
  contract::Plan plan;
  if (bundle.declaration.migration_id)
    plan.migration_id.value = bundle.declaration.migration_id->value;
  for (const auto& script : bundle.scripts) {
    plan.inputs.push_back({{script.path, "sha256:" + script.hex}, {}});
  }
  if (change.start != nullptr) {
    const auto& path = change.start->source->path();
    const auto prefix = bundle.path.empty() ? 0 : bundle.path.size() + 1;
    plan.baseline = {{path.substr(prefix), "sha256:" + change.start->hex}, {}};
  }
  for (const auto& script : change.scripts) add_script(script, plan);
  add_limits(bundle, predicted_totals(change), plan);
  for (auto& error : plan_errors(bundle, change)) plan.errors.push_back({std::move(error), {}});
  const auto length = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
  plan.totals.value = {length(plan.statements), length(plan.effects), length(plan.opaque),
                       length(plan.errors)};
  clean(bundle, plan);
  return plan;
}

}  // namespace mig::rules
