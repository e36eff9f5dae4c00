#include "mig/catalog/setting.hpp"

#include <algorithm>

#include "mig/catalog/evaluate.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

/// The names in a search_path that is written as one text: a, "B,c".
std::vector<std::string> path_names(const std::string& text) {
  std::vector<std::string> names;
  std::string name;
  bool quoted = false;
  for (const char c : text + ',') {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      if (!name.empty()) names.push_back(name);
      name.clear();
    } else if (quoted) {
      name += c;
    } else if (c != ' ' && (c < '\t' || c > '\r')) {
      name += lower(std::string(1, c));
    }
  }
  return names;
}

}  // namespace

void watch_reading(Session& session, const std::string& name,
                   const std::optional<std::string>& value) {
  const auto word = value ? lower(*value) : std::string();
  if (name == "standard_conforming_strings") {
    if (word == "on" || word == "true" || word == "yes" || word == "1") return;
    session.opaque(Operation::unreadable_body, name,
                   "what follows may have other quotes than are read here");
  } else if (name == "client_encoding") {
    if (word == "utf8" || word == "utf-8" || word == "unicode" || word == "sql_ascii") return;
    session.opaque(Operation::unreadable_body, name,
                   "what follows may be other characters than are read here");
  }
}

void set_config(Session& session, const std::vector<Node>& arguments) {
  if (arguments.size() < 2) return;
  const auto written = evaluate(arguments[0], {});
  if (!written) {
    session.opaque(Operation::dynamic_sql, "set_config",
                   "which setting it changes is put together at run time");
    return;
  }
  const auto name = lower(*written);
  const auto value = evaluate(arguments[1], {});
  watch_reading(session, name, value);
  if (name != "search_path") return;
  if (!value) {
    session.opaque(Operation::dynamic_sql, name, "the search path is not known from here on");
    return;
  }
  const auto before = session.search_path;
  const auto local = arguments.size() > 2 ? evaluate(arguments[2], {}) : std::nullopt;
  const bool lasting = local && (*local == "false" || *local == "f");
  if (!lasting && !session.path_outside) session.path_outside = before;
  if (lasting) session.path_outside.reset();
  search_path_from(session, path_names(*value));
  if (session.uncertain > 0 && session.search_path != before)
    session.opaque(Operation::dynamic_sql, name,
                   "the search path is changed where that may not happen");
}

}  // namespace mig::catalog
