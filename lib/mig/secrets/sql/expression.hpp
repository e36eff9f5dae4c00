#pragma once

#include <string>
#include <string_view>

#include "mig/base/location.hpp"
#include "mig/secrets/sql/cursor.hpp"

namespace mig::secrets {

/// What one expression says without being run.
struct Expression {
  std::string value;  ///< pieces joined; of a function its literal argument
  Span span;          ///< from the first piece to the last
  bool is_text = false;
  bool is_hex = false;  ///< 0x.. or X'..'
  /// Nothing but one string, joined or cast: no function was applied.
  bool is_plain = true;
};

struct ExpressionLimits {
  unsigned tokens = 1024;
  unsigned depth = 32;  ///< of brackets
};

/// Reads one expression up to a comma, a closing bracket, a semicolon or a clause that ends it.
/// False when it has no end within reach.
bool read_expression(Cursor& cursor, Expression& expression, const ExpressionLimits& limits = {});

/// What nearly every cell of a dump is: one string, number or NULL up to a comma or bracket. False,
/// with the cursor where it was, for everything else. `expression` is cleared before.
bool read_simple_expression(Cursor& cursor, Expression& expression);

}  // namespace mig::secrets
