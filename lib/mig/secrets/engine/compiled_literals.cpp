#include "mig/secrets/engine/compiled_literals.hpp"

namespace mig::secrets {

// Weak: the library cannot hold what only a program that is linked against it can compute. The
// tools link the object that the build generates; its definition then takes the place of this one.
__attribute__((weak)) std::string_view compiled_literals() {
  return {};
}

}  // namespace mig::secrets
