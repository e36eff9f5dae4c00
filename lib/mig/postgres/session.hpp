#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/postgres/connection.hpp"

namespace mig::postgres {

using Clock = std::chrono::steady_clock;

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, FreeResult>;

/// What a result of libpq says against a statement, without row data and secrets.
ServerError read_error(const PGresult* result, std::string_view statement, const Target& target);

/// The talk with one server. Every wait ends by its deadline, when the server goes away or when the
/// run is asked to stop.
struct Connection::State {
  State(Target where, const ConnectionOptions& how) : target(std::move(where)), options(how) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { close(); }

  Target target;
  ConnectionOptions options;
  PGconn* connection = nullptr;
  std::vector<Notice> notices;

  enum class Arrival { ready, silent };

  void close();
  Result<void> connect();
  Result<void> apply_settings();
  Clock::time_point patience() const;

  /// Until a result, or data of a COPY, can be taken without waiting.
  Result<Arrival> await(Clock::time_point until);
  /// Until what was handed to libpq is on its way.
  Result<Arrival> flush(Clock::time_point until);
  Result<Arrival> feed(std::string_view data, Clock::time_point until);
  Result<Arrival> drain(Clock::time_point until);
  Result<Outcome> finish(std::string_view statement, std::string_view copy_data);
  Outcome gave_up();
  tl::unexpected<Error> lost();

 private:
  Result<Arrival> wait_once(bool for_writing, Clock::time_point until);
};

}  // namespace mig::postgres
