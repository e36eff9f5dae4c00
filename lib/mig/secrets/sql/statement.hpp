#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/sql/cursor.hpp"
#include "mig/secrets/sql/expression.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// What kind of statement a place belongs to, by the words before it.
enum class Head : std::uint8_t {
  none,
  role,     ///< CREATE/ALTER ROLE, USER, LOGIN, ...; GRANT
  key,      ///< CREATE/OPEN/BACKUP of keys, certificates, credentials, secrets; replication
  options,  ///< SERVER, USER MAPPING, FOREIGN TABLE
  storage,  ///< COPY, UNLOAD, STAGE, INTEGRATION, SOURCE, CONNECTION, LINK, ...
  table,    ///< CREATE/ALTER TABLE and everything else that only defines
};

/// Looks at most a few hundred bytes back, and not over the end of a statement.
Head head_before(std::string_view bytes, std::uint32_t at);

/// The bytes before a place that belong to the same statement.
std::string_view statement_before(std::string_view bytes, std::uint32_t at);

/// The word in front of a place, in lower case, blanks between them skipped.
std::string word_before(std::string_view bytes, std::uint32_t at);

/// The name around a hit: word bytes, dots and hyphens.
Span name_around(std::string_view bytes, Hit hit);

/// Reads the literal that a keyword is followed by: a string of any form, a hexadecimal number, a
/// string that the text around adds to the statement, or the argument that fills `%L` of format().
/// False for everything that is no literal.
bool read_secret(Cursor& cursor, Expression& secret);

/// The literal that a script gives a variable before a place.
bool read_variable(std::string_view bytes, std::uint32_t at, std::string_view name,
                   Expression& secret);

/// The name of the variable at a place: `@pw`, `:'pw'`, `&pw`, `' || quote_literal(pw)`, `{pw}`.
std::string_view variable_at(std::string_view bytes, std::uint32_t at);

/// The last word of the argument of format() that fills a mark of its string.
std::string_view format_argument_name(std::string_view bytes, std::uint32_t at);

/// The literal that the program around a statement puts into a mark of it: `"... PASSWORD %s",
/// ("x",)`, `"... '{}'".format("x")`, `... $1', ['x']`, `... :p"), {"p": "x"}`.
bool read_host_argument(Cursor& cursor, Expression& secret);

/// Whether what stands between two quotes is code that puts a value there: `" + pw + "`.
bool is_spliced(std::string_view value);

void add_secret(std::string_view rule, std::string_view subject, const Expression& secret,
                Detections& found);

// The parts of find_sql_secret, each for its literals.
void find_role_password(const Text& text, Hit hit, Detections& found);
void find_identified(const Text& text, Hit hit, Detections& found);
void find_setting(const Text& text, Hit hit, Detections& found);
void find_call(const Text& text, Hit hit, Detections& found);
void find_connection(const Text& text, Hit hit, Detections& found);
/// A statement whose words themselves are split: 'ALTER ROLE b PASS' || 'WORD ..'.
void find_split_statement(const Text& text, Hit hit, Detections& found);
void find_server_command(const Text& text, Hit hit, Detections& found);
void find_server_login(const Text& text, Hit hit, Detections& found);
void find_declaration(const Text& text, Hit hit, Detections& found);
void find_table_function(const Text& text, Hit hit, Detections& found);
void find_pragma(const Text& text, Hit hit, Detections& found);
void find_attach(const Text& text, Hit hit, Detections& found);
void find_open_rowset(const Text& text, Hit hit, Detections& found);
void find_connect_using(const Text& text, Hit hit, Detections& found);
void find_shell_login(const Text& text, Hit hit, Detections& found);

}  // namespace mig::secrets
