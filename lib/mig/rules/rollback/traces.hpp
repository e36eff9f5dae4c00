#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::rollback_rules {

/// Whether the script changes anything that outlives it, or may.
bool does_something(const bundle::ScriptChange& script);

/// Whether there is a rollback to compare: one that does nothing is told as empty, and not again
/// for each object that it leaves.
bool has_effective_rollback(const bundle::ChangeFacts& change);

/// Where a script speaks of an object.
struct Trace {
  const bundle::ScriptChange* script = nullptr;
  Span span;
  bool is_exact = false;  ///< of the object itself; else of the table that it belongs to
  effect::Operation operation = effect::Operation::alter;
};
/// The last statement of the forward or of the rollback scripts that changes the object, else its
/// table.
std::optional<Trace> last_trace(const bundle::ChangeFacts& change, bool forward,
                                const effect::ObjectName& object, std::string_view table);

/// One object that the rollback does not bring back to what it was, with what goes along with it.
struct Residual {
  const catalog::Unrestored* one = nullptr;
  std::size_t members = 0;  ///< columns, constraints, indexes, ... of a table that came or went
};
/// Those of one sort. Members of a table that came or went are counted with it.
std::vector<Residual> residuals(const bundle::RollbackChange& rollback, catalog::Residue residue);

/// Whether the scripts show it beyond doubt.
bool is_known(const bundle::RollbackChange& rollback, const catalog::Unrestored& one);

/// What the rollback leaves over under a name so like this one that it was most likely meant.
std::optional<std::string> meant_name(const bundle::ChangeFacts& change,
                                      const effect::ObjectName& object);

/// " with 4 objects that belong to it"; empty for none.
std::string with_members(const Residual& residual);

/// At the forward statement that did it, with what the rollback does there; else at the rollback.
Finding& report_at_trace(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                         Reporter& reporter, const catalog::Unrestored& one, std::string message);

}  // namespace mig::rules::rollback_rules
