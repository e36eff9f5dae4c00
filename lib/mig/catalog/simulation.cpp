#include "mig/catalog/simulation.hpp"

#include <algorithm>
#include <utility>

#include "mig/catalog/hazard_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/temporary.hpp"
#include "mig/catalog/transaction.hpp"

namespace mig::catalog {

bool Prediction::opaque() const {
  return std::any_of(effects.begin(), effects.end(), [](const effect::Effect& effect) {
    return effect::is_opaque(effect.operation);
  });
}

Prediction predict(Catalog before, std::string_view script, Id first_new) {
  const Id known = before.size();
  Prediction prediction;
  prediction.after = std::move(before);
  prediction.after.take_written();
  Session session(prediction.after);
  session.watch.first_new = first_new == 0 ? known : first_new;
  session.watch.first_own = known;
  session.first_new = known;
  Transactions transactions(session, script);
  constexpr Id kMostObjects = 1'000'000;
  bool full = false;
  auto reading = sql::read_script(script, [&](const sql::Statement& statement) {
    session.span = statement.span;
    session.source = statement.text;
    session.data = statement.data;
    session.traits = {};
    watch_transaction(session, statement.tree);
    if (transactions.handle(statement.tree)) return;
    if (prediction.after.size() > known + kMostObjects) {
      if (std::exchange(full, true)) return;
      session.opaque(Operation::unreadable_body, "script",
                     "it makes more objects than can be followed");
      return;
    }
    if (!apply_statement(session, statement.tree)) {
      session.opaque(Operation::unknown_statement, std::string(statement.tree.tag()),
                     "a statement that has no model");
    }
    session.tell_written();
    transactions.end_statement();
  });
  for (const auto& fact : reading.facts) {
    session.span = fact.span;
    if (fact.kind == sql::FactKind::meta_command) {
      session.opaque(Operation::meta_command, fact.text, "psql reads it, not the server");
    }
    if (fact.kind == sql::FactKind::torn_statement) {
      session.opaque(Operation::unreadable_body, "statement",
                     "begins on the line of COPY and goes on behind its rows");
    }
  }
  watch_end(session);
  drop_temporary(session, false);
  prediction.effects = std::move(session.effects);
  prediction.hazards = std::move(session.watch.hazards);
  prediction.obstacles = std::move(session.obstacles.found);
  prediction.conditional = std::move(session.obstacles.conditional);
  prediction.facts = std::move(reading.facts);
  prediction.faults = std::move(reading.faults);
  prediction.statements = reading.statements;
  return prediction;
}

}  // namespace mig::catalog
