#include <algorithm>

#include "mig/catalog/evaluate.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

std::vector<std::string> parameter_names(Node parameters) {
  std::vector<std::string> names;
  for (const auto& parameter : parameters.items()) {
    const auto mode = parameter["mode"].text();
    if (mode != "FUNC_PARAM_OUT" && mode != "FUNC_PARAM_TABLE")
      names.emplace_back(parameter["name"].text());
  }
  return names;
}

}  // namespace

void Session::pending_arguments(Id routine, const std::vector<Node>& values) {
  auto& known = known_arguments[routine];
  known.clear();
  for (const auto& value : values) known.push_back(evaluate(value, {}));
}

namespace {

/// CREATE FUNCTION ... SET search_path = ...
void enter_path(Session& session, Node create) {
  for (const auto& option : create["options"].items()) {
    if (option["defname"].text() != "set" || option["arg"]["name"].text() != "search_path")
      continue;
    if (option["arg"]["kind"].text() == "VAR_SET_CURRENT") {
      session.opaque(Operation::unreadable_body, "search_path",
                     "it is the one under which the function was created");
    }
    std::vector<std::string> names;
    for (const auto& argument : option["arg"]["args"].items())
      names.emplace_back(argument["sval"]["sval"].text());
    search_path_from(session, names);
  }
}

void run_read_body(Session& session, Node create, std::string_view statement,
                   std::string_view language);

}  // namespace

void run_statements(Session& session, std::string_view text) {
  const auto tree = sql::parse_fragment(text);
  if (!tree) {
    session.opaque(Operation::unreadable_body, std::string(text.substr(0, 200)),
                   "cannot be parsed");
    return;
  }
  const auto outer = session.source;
  for (const auto& raw : tree->root()["stmts"].items()) {
    const auto from = static_cast<std::size_t>(raw["stmt_location"].number());
    const auto length = static_cast<std::size_t>(raw["stmt_len"].number());
    session.source = text.substr(std::min(from, text.size()));
    if (length != 0) session.source = session.source.substr(0, length);
    apply_statement(session, raw["stmt"]);
  }
  session.source = outer;
}

void run_body(Session& session, std::string_view statement, std::string_view language) {
  const auto tree = sql::parse_fragment(statement);
  if (!tree) {
    session.opaque(Operation::unreadable_body, std::string(language), "cannot be parsed");
    return;
  }
  const auto create = tree->root()["stmts"].first()["stmt"];
  const auto path = session.search_path;
  enter_path(session, create);
  run_read_body(session, create, statement, language);
  session.search_path = path;
}

namespace {

void run_read_body(Session& session, Node create, std::string_view statement,
                   std::string_view language) {
  if (language == "plpgsql") {
    Variables variables;
    const auto names = parameter_names(create["parameters"]);
    for (const auto& [routine, values] : session.known_arguments) {
      if (session.running.count(routine) == 0 || session.catalog.at(routine).body != statement)
        continue;
      for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) {
        variables[names[i]] = values[i];
        variables['$' + std::to_string(i + 1)] = values[i];
      }
    }
    run_plpgsql(session, statement, variables);
    return;
  }
  if (create["sql_body"]) {
    run_query(session, create["sql_body"]);
    return;
  }
  if (language != "sql" && !language.empty()) {
    session.opaque(Operation::unreadable_body, std::string(language),
                   "a body in this language is not read");
    return;
  }
  for (const auto& option : create["options"].items()) {
    if (option["defname"].text() != "as") continue;
    const auto text = names_of(option["arg"]);
    run_statements(session, text.empty() ? "" : text.front());
  }
}

}  // namespace

void do_block(Session& session, Node block) {
  std::string language = "plpgsql";
  for (const auto& argument : block["args"].items()) {
    if (argument["defname"].text() == "language") language = argument["arg"]["sval"].text();
  }
  if (language != "plpgsql") {
    session.opaque(Operation::unreadable_body, language, "a body in this language is not read");
    return;
  }
  ++session.depth;
  run_plpgsql(session, session.source, {});
  --session.depth;
}

}  // namespace mig::catalog
