// Prints every literal that the secret scanner searches for, one a line: what secret_speed hands
// to other tools.
#include <cstdio>

#include "mig/secrets/engine/hooks.hpp"

int main() {
  const auto& literals = mig::secrets::Hooks::instance().literals();
  for (unsigned i = 0; i < literals.size(); ++i) {
    const auto literal = literals.literal(i);
    if (literal.find('\n') != std::string_view::npos) continue;
    std::printf("%.*s\n", static_cast<int>(literal.size()), literal.data());
  }
  return 0;
}
