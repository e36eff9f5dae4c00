#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "mig/base/location.hpp"

namespace mig {

/// Why a run could not judge. A fault of the migration itself is a Finding, never an Error.
enum class ErrorKind {
  usage,          ///< unknown flag, bad value: exit 2
  configuration,  ///< invalid policy or trust file: exit 2
  no_verdict,     ///< something could not be read, understood or finished: exit 3
};

struct Error {
  ErrorKind kind = ErrorKind::no_verdict;
  std::string message;
  std::optional<Location> location;
  std::string remedy;
};

template <class T>
using Result = tl::expected<T, Error>;

/// For `return failure(ErrorKind::..., "...")` out of any function that returns a Result.
inline tl::unexpected<Error> failure(ErrorKind kind, std::string message,
                                     std::optional<Location> location = std::nullopt,
                                     std::string remedy = {}) {
  return tl::unexpected<Error>(
      Error{kind, std::move(message), std::move(location), std::move(remedy)});
}

}  // namespace mig
