#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/postgres/dsn.hpp"
#include "mig/postgres/outcome.hpp"
#include "mig/postgres/rows.hpp"

namespace mig::postgres {

struct ConnectionOptions {
  std::string application = "mig-run";
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds statement_timeout{60'000};
  std::chrono::milliseconds lock_timeout{5'000};
};

/// One session of a server. Never blocks beyond its timeouts: a server that died or hangs, and a
/// run that was asked to stop, end in an Error at once. Nothing that it says shows a secret of the
/// target.
class Connection {
 public:
  static Result<Connection> open(Target target, const ConnectionOptions& options = {});

  /// Runs one statement (or several, as one) and drops its rows. `copy_data` are the rows behind
  /// COPY ... FROM stdin; what COPY ... TO stdout answers is read and dropped.
  Result<Outcome> run(std::string_view statement, std::string_view copy_data = {});

  /// A statement of our own that must succeed.
  Result<void> command(std::string_view statement);
  /// A query of our own that must succeed, with the values of $1, $2 ...
  Result<Rows> query(const std::string& statement, const std::vector<std::string>& values = {});

  /// False once the connection was lost or given up.
  bool is_open() const;
  bool in_transaction() const;
  int server_version() const;  ///< 150004
  int server_process() const;
  const Target& target() const;
  void close();

  struct State;
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

 private:
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mig::postgres
