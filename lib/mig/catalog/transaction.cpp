#include "mig/catalog/transaction.hpp"

#include <algorithm>

#include "mig/catalog/temporary.hpp"

namespace mig::catalog {
namespace {

bool holds_word(std::string_view text, std::string_view lower_word) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
  return std::search(text.begin(), text.end(), lower_word.begin(), lower_word.end(), same) !=
         text.end();
}

/// What the server has done by then, whatever becomes of the transaction.
bool outlives_rollback(const Effect& effect) {
  const bool sequence =
      effect.operation == Operation::update && effect.object.kind == ObjectKind::sequence;
  return sequence || effect::is_opaque(effect.operation);
}

}  // namespace

Transactions::Transactions(Session& session, std::string_view script)
    : session_(session),
      may_go_back_(holds_word(script, "rollback") || holds_word(script, "abort")) {}

void Transactions::remember(std::string savepoint) {
  if (!may_go_back_) return;
  constexpr std::size_t kMostKept = 2'000'000;
  kept_ += session_.catalog.size();
  if (kept_ > kMostKept) {
    lost_ = true;
    return;
  }
  snapshots_.push_back(
      {std::move(savepoint), session_.catalog, session_.effects.size(), session_.search_path});
}

void Transactions::go_back(std::size_t to) {
  const auto& snapshot = snapshots_[to];
  session_.catalog = snapshot.catalog;
  auto& effects = session_.effects;
  const auto undone = effects.begin() + static_cast<std::ptrdiff_t>(snapshot.effects);
  effects.erase(std::remove_if(undone, effects.end(),
                               [](const Effect& effect) { return !outlives_rollback(effect); }),
                effects.end());
  session_.search_path = snapshot.search_path;
}

bool Transactions::handle(Node statement) {
  if (!statement.is("TransactionStmt")) return false;
  const auto kind = statement["kind"].text();
  // What was prepared stays, and is committed by whoever likes to.
  const bool commits = kind == "TRANS_STMT_COMMIT" || kind == "TRANS_STMT_PREPARE";
  if (commits || kind == "TRANS_STMT_ROLLBACK") {
    open_ = statement["chain"].truth();
    if (session_.path_outside) session_.search_path = *session_.path_outside;
    session_.path_outside.reset();
  }
  if (kind == "TRANS_STMT_BEGIN" || kind == "TRANS_STMT_START") {
    // Inside a transaction it is a warning and nothing else.
    if (!open_) begin();
  } else if (kind == "TRANS_STMT_RELEASE") {
    const auto name = statement["savepoint_name"].text();
    for (auto i = snapshots_.size(); i > 1; --i) {
      if (snapshots_[i - 1].savepoint != name) continue;
      snapshots_.resize(i - 1);
      break;
    }
  } else if (kind == "TRANS_STMT_SAVEPOINT") {
    remember(std::string(statement["savepoint_name"].text()));
  } else if (kind == "TRANS_STMT_ROLLBACK" && !snapshots_.empty()) {
    if (snapshots_.front().savepoint.empty()) {
      go_back(0);
    } else {
      session_.opaque(Operation::unreadable_body, "rollback",
                      "its transaction began before the script");
    }
    snapshots_.clear();
    kept_ = 0;
  } else if (kind == "TRANS_STMT_ROLLBACK_TO") {
    const auto name = statement["savepoint_name"].text();
    for (auto i = snapshots_.size(); i > 0; --i) {
      if (snapshots_[i - 1].savepoint != name) continue;
      go_back(i - 1);
      snapshots_.resize(i);
      return true;
    }
    if (lost_)
      session_.opaque(Operation::unreadable_body, "savepoint", "too many of them to go back to");
  } else if (commits) {
    drop_temporary(session_, true);
    snapshots_.clear();
    kept_ = 0;
  }
  if (statement["chain"].truth()) begin();
  return true;
}

void Transactions::begin() {
  open_ = true;
  snapshots_.clear();
  kept_ = 0;
  remember({});
}

// Runners often wrap a whole script in a transaction that it does not show. What is meant for one
// is taken to last; where it matters whether it does, nobody can tell what follows reaches.
void Transactions::end_statement() {
  if (open_) return;
  doubt_hidden_tables();
  if (!session_.path_outside) return;
  if (session_.search_path != *session_.path_outside) {
    session_.opaque(Operation::dynamic_sql, "search_path",
                    "set locally outside of BEGIN, it lasts only where the runner wraps the script "
                    "in a transaction");
  }
  session_.path_outside.reset();
}

void Transactions::doubt_hidden_tables() {
  const auto& catalog = session_.catalog;
  for (const Id id : catalog.dependents(catalog.temporary_schema())) {
    if (!catalog.alive(id) || !catalog.at(id).has(".ends") || !doubted_.insert(id).second) continue;
    for (const auto& name : session_.search_path) {
      const Id schema = catalog.find(name_space(ObjectKind::schema), 0, name);
      if (schema == 0 || catalog.find('r', schema, catalog.at(id).name) == 0) continue;
      session_.opaque(Operation::dynamic_sql, name + '.' + catalog.at(id).name,
                      "a temporary table hides it only where the runner wraps the script in a "
                      "transaction");
    }
  }
}

}  // namespace mig::catalog
