#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"

namespace mig::sql {

/// What a script holds besides statements. Each is judged by itself: the parser sees none of them.
enum class FactKind : std::uint8_t {
  meta_command,    ///< a psql line: `\i other.sql`
  copy_data,       ///< the rows behind COPY ... FROM stdin
  torn_statement,  ///< begins on the line of COPY and goes on behind its rows
  nul_byte,        ///< hides what follows from every parser written in C
};

struct Fact {
  FactKind kind = FactKind::meta_command;
  Span span;
  std::string text;  ///< the command word of a meta-command
};

/// One piece between semicolons, without them and without the white space around it.
struct Piece {
  Span span;
  std::uint32_t operators = 0;  ///< bounds how deep its parse tree can be
  Span data;                    ///< the rows behind COPY ... FROM stdin, without the end marker
};

struct Pieces {
  std::vector<Piece> statements;
  std::vector<Fact> facts;
};

/// Cuts a script as psql does: quotes, dollar quotes, comments, parentheses and BEGIN ATOMIC bodies
/// hold semicolons that end nothing. Never fails: what is left open runs to the end of the text.
Pieces split(std::string_view text);

}  // namespace mig::sql
