#include <algorithm>

#include "mig/catalog/evaluate.hpp"
#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/partition_query.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

constexpr long long kMostRounds = 20'000;

/// Runs a body as far as it can be known: both branches of a condition that depends on data, a loop
/// over data once, a loop over known numbers as often as it says.
class Interpreter {
 public:
  Interpreter(Session& session, Variables variables)
      : session_(session), variables_(std::move(variables)) {}

  void run(Node function) {
    for (const auto& datum : function["datums"].items()) {
      const auto name = std::string(datum["refname"].text());
      names_.push_back(name);
      if (datum["default_val"]) variables_[name] = value(datum["default_val"]);
      expressions(datum);
    }
    statement(function["action"]);
    if (left_early_) --session_.uncertain;
  }

 private:
  void list(Node statements) {
    for (const auto& node : statements.items()) statement(node);
  }

  /// Statements that may run not at all. One that may leave the body makes all that follow such.
  void maybe(Node statements) {
    ++session_.uncertain;
    list(statements);
    --session_.uncertain;
    bool leaves = false;
    statements.each([&](Node at) {
      leaves = leaves || at.is("PLpgSQL_stmt_return") || at.is("PLpgSQL_stmt_exit") ||
               at.is("PLpgSQL_stmt_raise");
    });
    if (leaves) leave();
  }

  void statement(Node node) {
    if (!session_.may_go_on()) return;
    const auto tag = node.tag();
    if (tag != "PLpgSQL_stmt_while" && tag != "PLpgSQL_stmt_assign") expressions(node);
    if (tag == "PLpgSQL_stmt_block") {
      // What a handler catches is taken back.
      const int caught = node["exceptions"] ? 1 : 0;
      session_.uncertain += caught;
      list(node["body"]);
      session_.uncertain -= caught;
      for (const auto& handler : node["exceptions"]["exc_list"].items()) maybe(handler["action"]);
    } else if (tag == "PLpgSQL_stmt_if") {
      branch(node);
    } else if (tag == "PLpgSQL_stmt_case") {
      for (const auto& when : node["case_when_list"].items()) maybe(when["stmts"]);
      maybe(node["else_stmts"]);
    } else if (tag == "PLpgSQL_stmt_fori") {
      count(node);
    } else if (tag == "PLpgSQL_stmt_assign") {
      assign(node);
    } else if (tag == "PLpgSQL_stmt_execsql") {
      execute(node["sqlstmt"]["query"].text());
      forget(node["target"]);
    } else if (tag == "PLpgSQL_stmt_dynexecute") {
      dynamic(node["query"]);
      forget(node["target"]);
    } else if (tag == "PLpgSQL_stmt_dynfors") {
      dynamic(node["query"]);
      loop(node);
    } else if (tag == "PLpgSQL_stmt_fors") {
      over_rows(node);
    } else if (tag == "PLpgSQL_stmt_while") {
      repeat(node);
    } else if (node["body"]) {
      loop(node);
    } else if (tag == "PLpgSQL_stmt_raise") {
      raise(node);
    } else {
      if (node["dynquery"]) dynamic(node["dynquery"]);
      if (tag == "PLpgSQL_stmt_return" || tag == "PLpgSQL_stmt_exit") leave();
    }
  }

  void raise(Node node) {
    // ERROR of elog.h; RAISE alone, in a handler, raises again what was caught.
    constexpr std::int64_t kError = 21;
    if (node["elog_level"].number() < kError) return;
    tell_raised(session_, std::string(node["message"].text()));
    leave();
  }

  /// What follows runs not at all, or only where a condition did not hold.
  void leave() {
    if (left_early_) return;
    left_early_ = true;
    ++session_.uncertain;
  }

  void branch(Node node) {
    const auto known = value(node["cond"]);
    if (known && is_true(*known)) {
      list(node["then_body"]);
      return;
    }
    const auto before = variables_;
    if (!known) maybe(node["then_body"]);
    const bool other_may_run = !known || node["elsif_list"].count() != 0;
    for (const auto& other : node["elsif_list"].items()) {
      variables_ = before;
      maybe(other["stmts"]);
    }
    variables_ = before;
    if (other_may_run) {
      maybe(node["else_body"]);
    } else {
      list(node["else_body"]);
    }
    // Whatever either branch set depends on the condition.
    if (!known)
      node.each([&](Node at) {
        if (at.is("PLpgSQL_stmt_assign")) unset(at);
      });
  }

  void count(Node node) {
    const auto name = std::string(node["var"]["refname"].text());
    const auto from = number(value(node["lower"]));
    const auto to = number(value(node["upper"]));
    if (!from || !to || node["step"] || *to - *from > kMostRounds) {
      variables_[name] = std::nullopt;
      loop(node);
      return;
    }
    for (auto i = *from; i <= *to; ++i) {
      if (!session_.may_go_on()) return;
      variables_[name] = std::to_string(i);
      list(node["body"]);
    }
  }

  void over_rows(Node node) {
    const auto tree = sql::parse_fragment(node["query"]["query"].text());
    const auto select = tree ? tree->root()["stmts"].first()["stmt"] : Node();
    const auto target = node["var"];
    const auto record = target["fields"] ? std::string(target["fields"].first()["name"].text())
                                         : std::string(target["refname"].text());
    const auto names = partition_names(session_, select, variables_);
    if (!names) {
      variables_.erase(record + ".relname");
      loop(node);
      return;
    }
    for (const auto& name : *names) {
      variables_[record + ".relname"] = name;
      list(node["body"]);
    }
    variables_.erase(record + ".relname");
  }

  void repeat(Node node) {
    auto known = value(node["cond"]);
    expressions(node);
    if (!known) {
      loop(node);
      return;
    }
    for (long long round = 0; known && is_true(*known); ++round) {
      if (!session_.may_go_on()) return;
      if (round == kMostRounds) {
        unreadable(node["cond"]["query"].text());
        return;
      }
      list(node["body"]);
      known = value(node["cond"]);
    }
    if (!known) loop(node);
  }

  static bool is_true(const std::string& value) { return value == "true" || value == "t"; }

  static std::optional<long long> number(const std::optional<std::string>& text) {
    if (!text || text->empty() || text->size() > 9) return std::nullopt;
    const bool digits =
        std::all_of(text->begin(), text->end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::optional<long long>(std::stoll(*text)) : std::nullopt;
  }

  void loop(Node node) {
    node.each([&](Node at) {
      if (at.is("PLpgSQL_stmt_assign")) unset(at);
    });
    forget(node["var"]);
    maybe(node["body"]);
  }

  void unset(Node assign) {
    const auto at = static_cast<std::size_t>(assign["varno"].number());
    if (at < names_.size()) variables_[names_[at]] = std::nullopt;
  }

  void forget(Node target) {
    if (!target) return;
    variables_.erase(std::string(target["refname"].text()));
    for (const auto& field : target["fields"].items())
      variables_.erase(std::string(field["name"].text()));
  }

  void assign(Node node) {
    const auto query = std::string(node["expr"]["query"].text());
    const auto at = static_cast<std::size_t>(node["varno"].number());
    const auto colon = query.find(":=");
    const auto equals = colon != std::string::npos ? colon + 1 : query.find('=');
    const auto right = equals == std::string::npos ? query : query.substr(equals + 1);
    const auto tree = sql::parse_fragment("SELECT " + right);
    const auto left = equals == std::string::npos
                          ? ""
                          : query.substr(0, colon == std::string::npos ? equals : colon);
    const bool element = left.find('[') != std::string::npos;
    if (element) expression(left);
    std::optional<std::string> result;
    if (tree) {
      run_query(session_, tree->root());
      result = evaluate(first_value(*tree), variables_);
    } else {
      unreadable(query);
    }
    if (at < names_.size()) variables_[names_[at]] = element ? std::nullopt : result;
  }

  static Node first_value(const sql::Tree& tree) {
    return tree.root()["stmts"].first()["stmt"]["targetList"].first()["val"];
  }

  std::optional<std::string> value(Node expression) {
    if (!expression) return std::nullopt;
    const auto tree = sql::parse_fragment("SELECT " + std::string(expression["query"].text()));
    return tree ? evaluate(first_value(*tree), variables_) : std::nullopt;
  }

  /// Whatever the server evaluates for this statement itself, wherever it stands in it. The
  /// statements inside have their turn.
  void expressions(Node node) {
    node.walk([&](Node at) {
      if (at.key() == "sqlstmt") return false;
      if (at != node && at.tag().starts_with("PLpgSQL_stmt_")) return false;
      if (!at.is("PLpgSQL_expr")) return true;
      expression(at["query"].text());
      return false;
    });
  }

  void expression(std::string_view text) {
    auto tree = sql::parse_fragment(text);
    if (!tree) tree = sql::parse_fragment("SELECT " + std::string(text));
    if (!tree) {
      unreadable(text);
      return;
    }
    for (const auto& raw : tree->root()["stmts"].items()) {
      if (raw["stmt"].is("CallStmt")) {
        apply_statement(session_, raw["stmt"]);
      } else {
        run_query(session_, raw["stmt"]);
      }
    }
  }

  void execute(std::string_view query) {
    // SELECT ... INTO of PL/pgSQL sets variables: the parser took the words out before.
    run_statements(session_, query);
  }

  void dynamic(Node query) {
    if (const auto text = value(query)) {
      execute(*text);
    } else {
      session_.opaque(Operation::dynamic_sql, std::string(query["query"].text()).substr(0, 200),
                      "EXECUTE of a text that is put together at run time");
    }
  }

  void unreadable(std::string_view text) {
    session_.opaque(Operation::unreadable_body, std::string(text.substr(0, 200)),
                    "cannot be parsed");
  }

  Session& session_;
  Variables variables_;
  std::vector<std::string> names_;
  bool left_early_ = false;
};

}  // namespace

void run_plpgsql(Session& session, std::string_view statement, const Variables& variables) {
  const auto parsed = sql::parse_plpgsql(statement);
  if (!parsed) {
    session.opaque(Operation::unreadable_body, "plpgsql", parsed.error());
    return;
  }
  const auto functions = parsed->root().items();
  if (functions.empty()) return;
  Interpreter(session, variables).run(functions.front());
}

}  // namespace mig::catalog
