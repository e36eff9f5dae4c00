#pragma once

#include <string_view>

#include "mig/base/result.hpp"

namespace mig::app {

inline constexpr int kExitUsage = 2;
inline constexpr int kExitNoVerdict = 3;

int exit_code_of(const Error& error);

/// A reader that went away, and a file that may not grow, must be errors of ours and not signals
/// that hide the verdict: what was begun is taken away again.
void take_failed_writes_as_errors();

/// To standard output.
Result<void> print(std::string_view text);

/// To standard error, escaped and without secrets. It may be closed or full: the exit code already
/// says what matters.
void complain(std::string_view text);

/// Tells an error with its place and its fix; answers the exit code that it ends in.
int fail_with(std::string_view tool, const Error& error);

}  // namespace mig::app
