#pragma once

#include <cstdint>
#include <vector>

#include "mig/secrets/engine/literal_set.hpp"
#include "mig/secrets/token/format.hpp"

namespace mig::secrets {

/// Who looks at a hit of a literal.
enum class Finder : std::uint8_t {
  token,
  assignment,
  argument,
  dsn,
  sql,
  hash,
  command,
  place,
  rows
};

struct Hook {
  Finder finder = Finder::token;
  const TokenFormat* format = nullptr;  ///< of `token`
};

/// All literals of all finders in one set, and who waits for which.
class Hooks {
 public:
  /// Built on first use, once per process.
  static const Hooks& instance();

  const LiteralSet& literals() const { return *literals_; }
  const std::vector<Hook>& waiting_for(unsigned literal) const { return hooks_[literal]; }

 private:
  Hooks();
  std::unique_ptr<LiteralSet> literals_;
  std::vector<std::vector<Hook>> hooks_;
};

}  // namespace mig::secrets
