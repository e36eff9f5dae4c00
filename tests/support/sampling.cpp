#include "support/sampling.hpp"

#include <cstdlib>

namespace mig::test {

bool runs_other_programs() {
  return std::getenv("MIG_TEST_BIN_DIR") != nullptr;
}

bool is_whole_run() {
  return std::getenv("MIG_WHOLE_RUN") != nullptr;
}

std::size_t Sample::stride() {
  // A prime: what is taken of rows within rows comes from every column.
  constexpr std::size_t kSanitized = 7;
  return (is_sanitized() || runs_other_programs()) && !is_whole_run() ? kSanitized : 1;
}

}  // namespace mig::test
