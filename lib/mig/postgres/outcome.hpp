#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mig::postgres {

/// What the server said against a statement. Its DETAIL is never kept: it quotes rows.
struct ServerError {
  std::string sqlstate;
  std::string message;
  std::string hint;
  std::string context;                  ///< where in functions it happened, without values
  std::string object;                   ///< "public.parcels/parcels_pkey"; empty when it names none
  std::optional<std::uint32_t> offset;  ///< in bytes from the start of the statement
};

struct Notice {
  std::string severity;  ///< "WARNING"
  std::string sqlstate;
  std::string message;
};

/// How a statement ended. A lost connection is none of these: it is an Error.
enum class Ending : std::uint8_t {
  done,
  refused,    ///< the server answered with an error
  timed_out,  ///< statement or lock timeout, or no answer in time
};

struct Outcome {
  Ending ending = Ending::done;
  std::optional<ServerError> error;  ///< of a statement that did not end in `done`
  std::vector<Notice> notices;       ///< the first hundred
  std::int64_t rows = 0;             ///< that the server says were read or written

  bool ok() const { return ending == Ending::done; }
};

}  // namespace mig::postgres
