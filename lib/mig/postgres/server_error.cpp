#include <array>

#include "mig/postgres/session.hpp"

namespace mig::postgres {
namespace {

std::string field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string() : text;
}

/// Errors of class 22 quote the value that they are about.
std::string without_values(std::string message, std::string_view sqlstate) {
  if (!sqlstate.starts_with("22")) return message;
  for (const std::string_view before : {": \"", "value \""}) {
    const auto at = message.find(before);
    if (at == message.npos) continue;
    const auto first = at + before.size();
    const auto last = message.rfind('"');
    if (last > first) message.replace(first, last - first, "***");
  }
  return message;
}

/// The lines that say where in functions it happened; the others quote statements and rows.
std::string places_in(const std::string& context) {
  std::string places;
  for (std::size_t begin = 0; begin < context.size();) {
    const auto end = std::min(context.find('\n', begin), context.size());
    auto line = std::string_view(context).substr(begin, end - begin);
    if (line.starts_with("COPY ")) line = line.substr(0, line.find(':'));
    if (line.starts_with("COPY ") || line.starts_with("PL/pgSQL function") ||
        line.starts_with("SQL function")) {
      if (!places.empty()) places += '\n';
      places += line;
    }
    begin = end + 1;
  }
  return places;
}

std::string object_of(const PGresult* result) {
  const auto schema = field(result, PG_DIAG_SCHEMA_NAME);
  auto name = field(result, PG_DIAG_TABLE_NAME);
  if (name.empty()) name = field(result, PG_DIAG_DATATYPE_NAME);
  if (name.empty()) return {};
  if (!schema.empty()) name = schema + '.' + name;
  const auto column = field(result, PG_DIAG_COLUMN_NAME);
  const auto constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
  if (!constraint.empty()) return name + '/' + constraint;
  return column.empty() ? name : name + '.' + column;
}

/// The server counts characters from 1.
std::optional<std::uint32_t> offset_of(const std::string& position, std::string_view statement) {
  std::size_t characters = 0;
  for (const char digit : position) {
    if (digit < '0' || digit > '9') return std::nullopt;
    characters = characters * 10 + static_cast<std::size_t>(digit - '0');
  }
  if (characters == 0) return std::nullopt;
  std::size_t at = 0;
  for (; at < statement.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(statement[at]) & 0xC0U) != 0x80U;
    if (begins && --characters == 0) break;
  }
  return static_cast<std::uint32_t>(at);
}

}  // namespace

ServerError read_error(const PGresult* result, std::string_view statement, const Target& target) {
  ServerError error;
  error.sqlstate = field(result, PG_DIAG_SQLSTATE);
  error.message =
      target.redacted(without_values(field(result, PG_DIAG_MESSAGE_PRIMARY), error.sqlstate));
  error.hint = target.redacted(field(result, PG_DIAG_MESSAGE_HINT));
  error.context = target.redacted(places_in(field(result, PG_DIAG_CONTEXT)));
  error.object = object_of(result);
  error.offset = offset_of(field(result, PG_DIAG_STATEMENT_POSITION), statement);
  return error;
}

}  // namespace mig::postgres
