#pragma once

#include <cstddef>

/// There when the program was linked with the address sanitizer.
extern "C" void __asan_init() __attribute__((weak));

namespace mig::test {

/// Whether this test was linked with the sanitized rooms. Tests are compiled once for both, so only
/// the linked program knows: a macro of the compiler says no in either.
inline bool is_sanitized() {
  return __asan_init != nullptr;
}

/// Whether the programs that are run are those of another build (MIG_TEST_BIN_DIR), the sanitized.
bool runs_other_programs();

/// MIG_WHOLE_RUN=1: what is tried in samples is tried whole (bench/full_mutations, full_faults).
bool is_whole_run();

/// Takes some of a long row of equals: each, or every seventh where sanitizers look on. Those are
/// many times slower, and see how memory is used, not the verdicts that the release build is held
/// to.
class Sample {
 public:
  bool takes() { return offered_++ % stride() == 0; }
  static bool takes_all() { return stride() == 1; }

 private:
  static std::size_t stride();

  std::size_t offered_ = 0;
};

}  // namespace mig::test
