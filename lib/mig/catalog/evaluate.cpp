#include "mig/catalog/evaluate.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace mig::catalog {
namespace {

using sql::Node;
using Value = std::optional<std::string>;

std::optional<long long> integer(const Value& value) {
  if (!value || value->empty()) return std::nullopt;
  long long number = 0;
  const auto* end = value->data() + value->size();
  const auto read = std::from_chars(value->data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

std::string last_name(Node list) {
  std::string name;
  for (const auto& item : list.items()) name = item["sval"].text();
  return name;
}

std::string quoted_identifier(const std::string& name) {
  const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  }) && !(name.front() >= '0' && name.front() <= '9');
  if (plain) return name;
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + '"';
}

std::string quoted_literal(const std::string& value) {
  std::string text = "'";
  for (const char c : value) text += c == '\'' ? std::string("''") : std::string(1, c);
  return text + '\'';
}

Value constant(Node node) {
  if (node["sval"]) return std::string(node["sval"]["sval"].text());
  if (node["ival"]) return node["ival"]["ival"] ? std::string(node["ival"]["ival"].text()) : "0";
  if (node["fval"]) return std::string(node["fval"]["fval"].text());
  if (node["boolval"]) return node["boolval"]["boolval"].truth() ? "true" : "false";
  return std::nullopt;
}

Value formatted(const std::vector<Value>& arguments) {
  if (arguments.empty() || !arguments[0]) return std::nullopt;
  const auto& pattern = *arguments[0];
  std::string text;
  std::size_t next = 1;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%' || i + 1 == pattern.size()) {
      text += pattern[i];
      continue;
    }
    ++i;
    if (pattern[i] == '%') {
      text += '%';
      continue;
    }
    auto index = next;
    std::size_t digits = i;
    while (digits < pattern.size() && pattern[digits] >= '0' && pattern[digits] <= '9') ++digits;
    if (digits > i && digits + 1 < pattern.size() && pattern[digits] == '$') {
      std::from_chars(pattern.data() + i, pattern.data() + digits, index);
      i = digits + 1;
    }
    next = index + 1;
    if (index >= arguments.size() || !arguments[index]) return std::nullopt;
    if (pattern[i] == 's') {
      text += *arguments[index];
    } else if (pattern[i] == 'I') {
      text += quoted_identifier(*arguments[index]);
    } else if (pattern[i] == 'L') {
      text += quoted_literal(*arguments[index]);
    } else {
      return std::nullopt;
    }
  }
  return text;
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// substr(text, from): counts characters, so that only ASCII is known.
Value part_of(const std::vector<Value>& arguments) {
  const auto from = arguments.size() > 1 ? integer(arguments[1]) : std::nullopt;
  if (!from || *from < 1 || arguments.size() > 3 || !is_ascii(*arguments[0])) return std::nullopt;
  const auto start = std::min(static_cast<std::size_t>(*from - 1), arguments[0]->size());
  if (arguments.size() == 2) return arguments[0]->substr(start);
  const auto length = integer(arguments[2]);
  if (!length || *length < 0) return std::nullopt;
  return arguments[0]->substr(start, static_cast<std::size_t>(*length));
}

Value called(const std::string& name, const std::vector<Value>& arguments) {
  if (name == "format") return formatted(arguments);
  if (std::any_of(arguments.begin(), arguments.end(), [](const Value& value) { return !value; }))
    return std::nullopt;
  if (arguments.size() == 1 && name == "quote_ident") return quoted_identifier(*arguments[0]);
  if (arguments.size() == 1 && name == "quote_literal") return quoted_literal(*arguments[0]);
  if (arguments.size() == 1 && (name == "text" || name == "btrim")) return arguments[0];
  if (arguments.size() == 1 && name == "length" && is_ascii(*arguments[0]))
    return std::to_string(arguments[0]->size());
  if (name == "substr" || name == "substring") return part_of(arguments);
  if (name == "concat") {
    std::string text;
    for (const auto& argument : arguments) text += *argument;
    return text;
  }
  if (name == "lpad" && arguments.size() == 3 && arguments[2]->size() == 1) {
    const auto width = integer(arguments[1]).value_or(0);
    auto text = *arguments[0];
    if (width < 0 || width > 1000) return std::nullopt;
    text.insert(
        0, static_cast<std::size_t>(std::max(0LL, width - static_cast<long long>(text.size()))),
        arguments[2]->front());
    return text;
  }
  return std::nullopt;
}

Value compared(const std::string& name, long long left, long long right) {
  const auto truth = [](bool value) { return std::string(value ? "true" : "false"); };
  if (name == "<") return truth(left < right);
  if (name == ">") return truth(left > right);
  if (name == "<=") return truth(left <= right);
  if (name == ">=") return truth(left >= right);
  if (name == "=") return truth(left == right);
  if (name == "<>") return truth(left != right);
  return std::nullopt;
}

// Longer than any statement that a person puts together.
constexpr std::size_t kLongest = std::size_t{1} << 18;

Value operation(const std::string& name, const Value& left, const Value& right) {
  if (!left || !right) return std::nullopt;
  if (name == "||")
    return left->size() + right->size() > kLongest ? Value() : Value(*left + *right);
  const auto a = integer(left);
  const auto b = integer(right);
  constexpr long long kLarge = 1LL << 31;
  if (!a || !b || std::abs(*a) > kLarge || std::abs(*b) > kLarge) {
    if (name == "=") return *left == *right ? "true" : "false";
    if (name == "<>") return *left != *right ? "true" : "false";
    return std::nullopt;
  }
  if (name == "+") return std::to_string(*a + *b);
  if (name == "-") return std::to_string(*a - *b);
  if (name == "*") return std::to_string(*a * *b);
  if (name == "/" && *b != 0) return std::to_string(*a / *b);
  if (name == "%" && *b != 0) return std::to_string(*a % *b);
  return compared(name, *a, *b);
}

// Deeper than any text that a person concatenates; an expression beyond it is not known.
constexpr int kDeepest = 2000;

Value value_of(Node node, const Variables& variables, int depth) {
  if (depth > kDeepest) return std::nullopt;
  if (node.is("A_Const")) return constant(node);
  if (node.is("TypeCast")) return value_of(node["arg"], variables, depth + 1);
  if (node.is("ParamRef")) {
    const auto found = variables.find('$' + std::string(node["number"].text()));
    return found == variables.end() ? std::nullopt : found->second;
  }
  if (node.is("ColumnRef")) {
    if (node["fields"].count() > 2) return std::nullopt;
    // A field of a record stands under its whole name.
    const bool field = node["fields"].count() == 2;
    const auto record =
        field ? std::string(node["fields"].first()["sval"].text()) + '.' : std::string();
    const auto found = variables.find(record + last_name(node["fields"]));
    return found == variables.end() ? std::nullopt : found->second;
  }
  if (node.is("A_Expr") && node["kind"].text() == "AEXPR_OP" && node["lexpr"]) {
    return operation(last_name(node["name"]), value_of(node["lexpr"], variables, depth + 1),
                     value_of(node["rexpr"], variables, depth + 1));
  }
  if (node.is("FuncCall")) {
    std::vector<Value> arguments;
    for (const auto& argument : node["args"].items())
      arguments.push_back(value_of(argument, variables, depth + 1));
    return called(last_name(node["funcname"]), arguments);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> evaluate(sql::Node expression, const Variables& variables) {
  return value_of(expression, variables, 0);
}

}  // namespace mig::catalog
