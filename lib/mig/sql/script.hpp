#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"
#include "mig/base/result.hpp"
#include "mig/sql/split.hpp"
#include "mig/sql/tree.hpp"

namespace mig::sql {

/// One parsed statement. Lives only while it is visited: a script of many megabytes never stands in
/// memory as trees.
struct Statement {
  Span span;
  std::string_view text;
  Node tree;              ///< tag "CreateStmt", "SelectStmt", ...
  std::string_view data;  ///< the inline rows of COPY ... FROM stdin
};

/// Text that PostgreSQL 15 does not accept.
struct SyntaxFault {
  Span span;  ///< where the parser stopped
  std::string message;
};

struct Reading {
  std::size_t statements = 0;
  std::vector<Fact> facts;
  std::vector<SyntaxFault>
      faults;  ///< in the order of the text; statements behind one are still read
};

/// Parses statement by statement, in order. `visit` runs on a thread whose stack is deep enough for
/// every expression of the script.
Reading read_script(std::string_view text, const std::function<void(const Statement&)>& visit);

/// SQL text out of a function body. Nothing when it does not parse.
std::optional<Tree> parse_fragment(std::string_view sql);

/// The body of a CREATE FUNCTION or DO statement in PL/pgSQL, as libpg_query's function trees.
/// `statement` is the whole statement.
tl::expected<Tree, std::string> parse_plpgsql(std::string_view statement);

/// Runs `work` where a parse of a text with that many operators cannot overflow the stack.
void with_deep_stack(std::size_t operators, const std::function<void()>& work);

}  // namespace mig::sql
