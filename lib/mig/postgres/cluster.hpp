#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "mig/base/result.hpp"
#include "mig/postgres/dsn.hpp"

namespace mig::postgres {

struct ClusterOptions {
  std::string parent;    ///< folder to make it in; empty: TMPDIR, else /tmp
  std::string binaries;  ///< folder of initdb and postgres; empty: what is installed
};

struct ClusterTimes {
  std::chrono::milliseconds made{0};     ///< initdb
  std::chrono::milliseconds started{0};  ///< until it took connections
};

/// A PostgreSQL of our own in a temporary folder: reached through a socket in it and nothing else,
/// without any durability, and gone when the object goes. The thread that starts it must outlive
/// it: the server ends with that thread, so that it also ends when the process is killed.
class Cluster {
 public:
  static Result<Cluster> start(const ClusterOptions& options = {});

  /// The database `name`, as the role that scripts run as: it owns the database and has no
  /// privilege beyond it.
  Target as_owner(const std::string& database) const;
  /// As superuser, for what is ours.
  Target as_superuser(const std::string& database) const;

  /// An empty database, or a copy of one that nobody is connected to.
  Result<void> create_database(const std::string& name, const std::string& copy_of = "template0");
  Result<void> drop_database(const std::string& name);

  bool is_running() const;
  int server_process() const;
  const std::string& folder() const;
  const ClusterTimes& times() const;

  /// Ends and removes it, and says when something stays behind. Also done by the destructor.
  Result<void> stop();

  Cluster(Cluster&&) noexcept;
  Cluster& operator=(Cluster&&) noexcept;
  ~Cluster();

 private:
  struct State;
  explicit Cluster(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mig::postgres
