#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "mig/base/result.hpp"

namespace mig::postgres {

/// Who a server runs as. PostgreSQL refuses to run as root.
struct ServerUser {
  uid_t user = 0;
  gid_t group = 0;
  std::string name;
};

/// Nobody when this process may be the server itself; an existing unprivileged user for root.
Result<std::optional<ServerUser>> server_user();

/// A program to run without a shell, in a session of its own and with nothing of our environment.
struct Program {
  std::string path;
  std::vector<std::string> arguments;  ///< without the name
  std::string folder;                  ///< working folder
  std::string output;                  ///< file that takes what it prints; appended to
  std::optional<ServerUser> user;
  int signal_on_death = 0;  ///< what it gets when this process dies, however that happens
};

/// A process that was started here and is waited for here. Killed when the object goes.
class Child {
 public:
  static Result<Child> start(const Program& program);

  pid_t id() const { return id_; }
  /// The status once it has ended.
  std::optional<int> ended();
  /// Waits for its end; nothing when the time passed or the run was asked to stop.
  std::optional<int> wait(std::chrono::milliseconds at_most, bool heeds_stop);
  void signal(int number) const;
  /// Everything of its session that stayed in its process group.
  void kill_group();

  Child() = default;
  Child(Child&& other) noexcept;
  Child& operator=(Child&& other) noexcept;
  ~Child();

 private:
  pid_t id_ = -1;
  std::optional<int> status_;
};

}  // namespace mig::postgres
