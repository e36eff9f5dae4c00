// Prints every literal that the secret scanner searches for, one a line: what secret_speed hands
// to other tools.
#include <algorithm>
#include <cstdio>

#include "mig/secrets/engine/hooks.hpp"

int main() {
  const auto& literals = mig::secrets::Hooks::instance().literals();
  for (unsigned i = 0; i < literals.size(); ++i) {
    const auto literal = literals.literal(i);
    // One a line, in what every tool takes for text.
    const bool is_plain = std::all_of(literal.begin(), literal.end(),
                                      [](char byte) { return byte >= ' ' && byte <= '~'; });
    if (!is_plain) continue;
    std::printf("%.*s\n", static_cast<int>(literal.size()), literal.data());
  }
  return 0;
}
