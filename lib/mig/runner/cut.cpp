#include <algorithm>
#include <set>

#include "mig/catalog/hazard.hpp"
#include "mig/runner/script.hpp"
#include "mig/sql/script.hpp"

namespace mig::runner {
namespace {

/// Whether a body in PL/pgSQL ends the transaction that it is called in.
bool ends_transactions(std::string_view statement) {
  const auto parsed = sql::parse_plpgsql(statement);
  if (!parsed) return false;
  bool ends = false;
  parsed->root().each([&ends](sql::Node at) {
    ends = ends || at.is("PLpgSQL_stmt_commit") || at.is("PLpgSQL_stmt_rollback");
  });
  return ends;
}

/// What of the statements so far keeps a script from being one transaction.
class Transactions {
 public:
  void look_at(sql::Node statement, std::string_view text) {
    if (statement.is("TransactionStmt")) own_control_ = true;
    if (!catalog::needs_no_block(statement).empty()) own_control_ = true;
    if (uses_new_value(statement)) own_control_ = true;
    if (statement.is("DoStmt") && ends_transactions(text)) own_control_ = true;
    if (statement["is_procedure"].truth()) add_procedure(statement, text);
    if (statement.is("CallStmt") && !staying_.contains(name_of(statement["funccall"]["funcname"])))
      own_control_ = true;
    if (statement.is("AlterEnumStmt") && !statement["oldVal"])
      new_values_.insert(std::string(statement["newVal"].text()));
  }
  bool may_be_one() const { return !own_control_; }

 private:
  static std::string name_of(sql::Node names) {
    const auto parts = names.items();
    return parts.empty() ? std::string() : std::string(parts.back()["sval"].text());
  }

  void add_procedure(sql::Node statement, std::string_view text) {
    const auto name = name_of(statement["funcname"]);
    if (ends_transactions(text)) {
      staying_.erase(name);
      ending_.insert(name);
    } else if (!ending_.contains(name)) {
      staying_.insert(name);
    }
  }

  bool uses_new_value(sql::Node statement) const {
    if (new_values_.empty()) return false;
    bool uses = false;
    statement.each([&](sql::Node at) {
      const bool is_text =
          at.key() == "sval" || at.key() == "newVal" || at.key() == "newValNeighbor";
      uses = uses || (is_text && mentions(at.text()));
    });
    return uses;
  }

  // A body of a function or DO block is one text.
  bool mentions(std::string_view text) const {
    return std::any_of(new_values_.begin(), new_values_.end(), [text](const auto& value) {
      return text == value || text.find('\'' + value + '\'') != std::string_view::npos;
    });
  }

  std::set<std::string> new_values_;
  // Procedures of this script: of any other nobody knows here whether it commits.
  std::set<std::string> staying_;
  std::set<std::string> ending_;
  bool own_control_ = false;
};

}  // namespace

CutScript cut(const Script& script) {
  CutScript pieces;
  Transactions transactions;
  const auto reading = sql::read_script(script.text, [&](const sql::Statement& statement) {
    // Views of the visit may be of a copy: the spans lead back to the script.
    const auto& span = statement.span;
    transactions.look_at(statement.tree, statement.text);
    // What the splitter leaves in one piece is sent as one piece.
    if (!pieces.steps.empty() && pieces.steps.back().span == span) return;
    Step step{span, script.text.substr(span.begin, span.end - span.begin), {}};
    if (!statement.data.empty()) step.data = statement.data;
    pieces.steps.push_back(step);
  });
  pieces.in_one_transaction = transactions.may_be_one();
  if (!reading.faults.empty()) {
    pieces.unreadable = reading.faults.front().span;
    pieces.fault = reading.faults.front().message;
  }
  return pieces;
}

}  // namespace mig::runner
