#include <algorithm>
#include <array>

#include "mig/catalog/imported.hpp"

namespace mig::catalog {
namespace {

bool lies_in_schema(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::enumeration:
    case ObjectKind::composite:
    case ObjectKind::range:
    case ObjectKind::base_type:
    case ObjectKind::domain:
    case ObjectKind::collation:
    case ObjectKind::conversion:
    case ObjectKind::statistics:
    case ObjectKind::text_search:
    case ObjectKind::operator_:
    case ObjectKind::operator_class:
    case ObjectKind::operator_family:
      return true;
    default:
      return false;
  }
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// What stands between the commas of an argument list, parentheses and quotes heeded.
std::vector<std::string_view> arguments_of(std::string_view text) {
  std::vector<std::string_view> found;
  int depth = 0;
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char letter = at == text.size() ? ',' : text[at];
    if (letter == '"' && at < text.size()) quoted = !quoted;
    if (letter == '(' && !quoted) ++depth;
    if (letter == ')' && !quoted) --depth;
    const bool ends = letter == ',' && ((depth == 0 && !quoted) || at == text.size());
    if (!ends) continue;
    if (const auto one = trimmed(text.substr(start, at - start)); !one.empty())
      found.push_back(one);
    start = at + 1;
  }
  return found;
}

/// Types of several words: whatever begins like this has no name before it.
bool begins_a_type(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWords{
      "double precision", "character varying", "bit varying", "timestamp with",
      "time with",        "timestamp(",        "time(",       "interval year",
      "interval day"};
  for (const auto word : kWords) {
    if (text.starts_with(word)) return true;
  }
  return false;
}

/// The type of "INOUT total integer"; empty for what a call does not name.
std::string type_of_argument(std::string_view argument) {
  for (const std::string_view mode : {"OUT ", "TABLE "}) {
    if (argument.starts_with(mode)) return {};
  }
  for (const std::string_view mode : {"INOUT ", "VARIADIC ", "IN "}) {
    if (argument.starts_with(mode)) argument = trimmed(argument.substr(mode.size()));
  }
  if (begins_a_type(argument)) return std::string(argument);
  auto end = argument.find(' ');
  if (argument.starts_with('"')) {
    const auto close = argument.find('"', 1);
    end = close == std::string_view::npos ? close : argument.find(' ', close);
  }
  return std::string(end == std::string_view::npos ? argument : trimmed(argument.substr(end)));
}

}  // namespace

void import_routine(Import& into, const BaselineObject& object, ObjectKind kind) {
  Object made;
  made.kind = kind;
  made.name = object.name;
  made.schema = into.schema_of(made.name);
  into.need(made, made.schema, Bond::normal);
  std::string arguments;
  if (const auto open = made.name.find('('); open != std::string::npos) {
    arguments = made.name.substr(open + 1);
    made.name.resize(open);
    if (arguments.ends_with(')')) arguments.pop_back();
  }
  std::string types;
  for (const auto argument : arguments_of(arguments)) {
    const auto type = type_of_argument(argument);
    if (!type.empty()) types += (types.empty() ? "" : ", ") + type;
    // A renamed type renames the routine as well.
    const auto before = argument.substr(0, argument.size() - type.size());
    made.arguments.push_back({(made.arguments.empty() ? "" : ", ") + std::string(before), 0});
    const auto parts = type.empty() ? Parts() : into.type(type);
    made.arguments.append(parts);
    for (const auto& part : parts) into.need(made, part.named, Bond::normal);
  }
  made.set(".types", types);
  if (const auto* returns = object.text(Attribute::returns)) {
    made.attributes["returns"] = into.type(*returns);
    for (const auto& part : made.attributes["returns"]) into.need(made, part.named, Bond::normal);
  }
  if (const auto* language = object.text(Attribute::language))
    made.set("option language", *language);
  if (const auto* definer = object.flag(Attribute::security_definer);
      definer != nullptr && *definer)
    made.set("option security", "true");
  describe_rest(into, object, "definition", made);
  for (const Id on : into.needed(object)) into.need(made, on, Bond::normal);
  into.add(object, std::move(made));
}

void import_other(Import& into, const BaselineObject& object, ObjectKind kind) {
  Object made;
  made.kind = kind;
  made.name = object.name;
  if (lies_in_schema(kind)) made.schema = into.schema_of(made.name);
  into.need(made, made.schema, Bond::normal);
  if (const auto* labels = object.list(Attribute::labels)) {
    std::string values;
    for (const auto& label : *labels) values += label + '\n';
    made.set("values", values);
  }
  if (const auto* type = object.text(Attribute::type)) {
    made.attributes["type"] = into.type(*type);
    for (const auto& part : made.attributes["type"]) into.need(made, part.named, Bond::normal);
  }
  if (const auto* nullable = object.flag(Attribute::nullable); nullable != nullptr && !*nullable)
    made.set("not_null", "true");
  if (const auto* digest = object.text(Attribute::default_digest))
    made.attributes["default"] = {{*digest, 0}};
  if (const auto* version = object.text(Attribute::version)) made.set("version", *version);
  if (kind == ObjectKind::statistics && object.table) {
    made.parent = into.relation(*object.table);
    into.need(made, made.parent, Bond::automatic);
  }
  describe_rest(into, object, "definition", made);
  for (const Id on : into.needed(object)) {
    if (on != made.schema && on != made.parent)
      into.need(made, on,
                into.catalog.at(on).kind == ObjectKind::column ? Bond::automatic
                : kind == ObjectKind::publication              ? Bond::attribute
                                                               : Bond::normal);
  }
  into.add(object, std::move(made));
}

}  // namespace mig::catalog
