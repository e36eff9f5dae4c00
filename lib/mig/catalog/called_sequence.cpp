#include "mig/catalog/called_sequence.hpp"

namespace mig::catalog {
namespace {

std::string literal(Node argument) {
  if (argument.is("TypeCast")) return literal(argument["arg"]);
  return std::string(argument["sval"]["sval"].text());
}

/// A name as regclass reads it: folded where it is not quoted.
std::vector<std::string> path_of(std::string_view text) {
  std::vector<std::string> path(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      path.back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      path.emplace_back();
    } else if (quoted || c != ' ') {
      path.back() += !quoted && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return path;
}

/// What SERIAL and IDENTITY make has a name of its own making, where the column shows no other.
Id owned_sequence(Session& session, Id table, const std::string& name) {
  const Id column = session.column(table, name);
  const auto owned = session.catalog.children(column, ObjectKind::sequence);
  if (!owned.empty()) return owned.front();
  const auto& holder = session.catalog.at(table);
  Object sequence;
  sequence.kind = ObjectKind::sequence;
  sequence.schema = holder.schema;
  sequence.parent = column;
  sequence.temporary = holder.temporary;
  sequence.name = object_name(holder.name, name, "seq");
  sequence.needs = {{holder.schema, Bond::normal}, {column, Bond::automatic}};
  if (const Id present = session.catalog.find('r', sequence.schema, sequence.name)) return present;
  return session.catalog.assume(std::move(sequence));
}

}  // namespace

Id called_sequence(Session& session, Node argument) {
  if (argument.is("TypeCast")) return called_sequence(session, argument["arg"]);
  if (argument.is("FuncCall")) {
    const auto function = names_of(argument["funcname"]);
    const auto arguments = argument["args"].items();
    if (function.empty() || function.back() != "pg_get_serial_sequence" || arguments.size() != 2)
      return 0;
    const auto table = literal(arguments[0]);
    const auto column = literal(arguments[1]);
    if (table.empty() || column.empty()) return 0;
    return owned_sequence(session, session.relation_named(path_of(table), ObjectKind::table),
                          column);
  }
  const auto name = literal(argument);
  return name.empty() ? 0 : session.relation_named(path_of(name), ObjectKind::sequence);
}

}  // namespace mig::catalog
