#pragma once

#include <string>

#include "mig/base/result.hpp"

namespace mig::history {

constexpr const char* kMakeReadable =
    "Make the repository readable for this user, its folder .git and all in it.";

/// The last failure of libgit2 in this thread as an Error. `what` says what could not be done
/// ("cannot read the index"); `code` is what the function answered.
tl::unexpected<Error> git_failure(int code, const std::string& what);

/// An object that is there and is not what it has to be.
tl::unexpected<Error> corrupt_object(const std::string& what);

/// Trees are read by recursion, and whoever pushes can nest them.
inline constexpr int kDeepestFolder = 256;
tl::unexpected<Error> nested_too_deep(const std::string& folder);

/// No verdict, with a remedy.
tl::unexpected<Error> no_verdict(std::string message, std::string remedy);

/// Whether a function said "not found" because an object of the repository is not there.
bool lacks_object(int code);

}  // namespace mig::history
