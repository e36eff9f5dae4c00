#pragma once

/// There when the program was linked with the address sanitizer.
extern "C" void __asan_init() __attribute__((weak));

namespace mig::test {

/// Whether this test was linked with the sanitized rooms. Tests are compiled once for both, so only
/// the linked program knows: a macro of the compiler says no in either.
inline bool is_sanitized() { return __asan_init != nullptr; }

}  // namespace mig::test
