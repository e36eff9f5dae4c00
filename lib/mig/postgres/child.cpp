#include "mig/postgres/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <thread>
#include <utility>

#include "mig/io/descriptor.hpp"
#include "mig/postgres/stop.hpp"

namespace mig::postgres {
namespace {

std::string error_text(int error) {
  return std::generic_category().message(error);
}

/// What the child needs after the fork, where nothing may be allocated.
struct Plan {
  std::vector<char*> arguments;
  std::vector<char*> environment;
  const Program* program = nullptr;
  int output = -1;
  int input = -1;
  int complaint = -1;  ///< takes errno when the program could not be started
  pid_t parent = -1;
};

[[noreturn]] void give_up(const Plan& plan) {
  const int error = errno;
  [[maybe_unused]] const auto written = ::write(plan.complaint, &error, sizeof error);
  ::_exit(127);
}

[[noreturn]] void become(const Plan& plan) {
  const auto& program = *plan.program;
  ::setsid();
  if (program.user && (::setgroups(1, &program.user->group) != 0 ||
                       ::setgid(program.user->group) != 0 || ::setuid(program.user->user) != 0))
    give_up(plan);
  // After the change of user, which would clear it.
  if (program.signal_on_death != 0) {
    ::prctl(PR_SET_PDEATHSIG, program.signal_on_death);
    if (::getppid() != plan.parent) ::_exit(127);
  }
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::umask(077);
  if (::dup2(plan.input, STDIN_FILENO) < 0 || ::dup2(plan.output, STDOUT_FILENO) < 0 ||
      ::dup2(plan.output, STDERR_FILENO) < 0 || ::chdir(program.folder.c_str()) != 0)
    give_up(plan);
  ::execve(program.path.c_str(), plan.arguments.data(), plan.environment.data());
  give_up(plan);
}

}  // namespace

Result<std::optional<ServerUser>> server_user() {
  if (::geteuid() != 0) return std::optional<ServerUser>();
  for (const char* name : {"postgres", "nobody"}) {
    if (const auto* found = ::getpwnam(name); found != nullptr && found->pw_uid != 0)
      return std::optional(ServerUser{found->pw_uid, found->pw_gid, name});
  }
  return failure(ErrorKind::no_verdict,
                 "PostgreSQL does not run as root, and there is neither a user postgres nor nobody",
                 {}, "run mig-run as an ordinary user, or create a user postgres");
}

Result<Child> Child::start(const Program& program) {
  const auto failed = [&](int error) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("cannot run {}: {}", program.path, error_text(error)));
  };
  const io::Descriptor output(
      ::open(program.output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
  const io::Descriptor input(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  std::array<int, 2> ends{};
  if (!output.is_open() || !input.is_open() || ::pipe2(ends.data(), O_CLOEXEC) != 0)
    return failed(errno);
  const io::Descriptor reading(ends[0]);
  io::Descriptor writing(ends[1]);

  std::vector<std::string> environment{"LC_ALL=C", "TZ=UTC", "HOME=/nonexistent",
                                       "TMPDIR=" + program.folder,
                                       "PATH=/usr/local/bin:/usr/bin:/bin"};
  Plan plan;
  plan.arguments.push_back(const_cast<char*>(program.path.c_str()));
  for (const auto& word : program.arguments)
    plan.arguments.push_back(const_cast<char*>(word.c_str()));
  for (auto& entry : environment) plan.environment.push_back(entry.data());
  plan.arguments.push_back(nullptr);
  plan.environment.push_back(nullptr);
  plan.program = &program;
  plan.output = output.number();
  plan.input = input.number();
  plan.complaint = writing.number();
  plan.parent = ::getpid();

  Child child;
  child.id_ = ::fork();
  if (child.id_ < 0) return failed(errno);
  if (child.id_ == 0) become(plan);
  writing = io::Descriptor();
  int error = 0;
  // The pipe closes when the program has taken over.
  const auto got = ::read(reading.number(), &error, sizeof error);
  if (got == sizeof error) return failed(error);
  return child;
}

std::optional<int> Child::ended() {
  if (id_ > 0 && !status_) {
    int status = 0;
    const pid_t found = ::waitpid(id_, &status, WNOHANG);
    if (found == id_) status_ = status;
    if (found < 0 && errno == ECHILD) status_ = -1;
  }
  return status_;
}

std::optional<int> Child::wait(std::chrono::milliseconds at_most, bool heeds_stop) {
  const auto until = std::chrono::steady_clock::now() + at_most;
  for (;;) {
    if (const auto status = ended()) return status;
    if (std::chrono::steady_clock::now() >= until) return std::nullopt;
    constexpr std::chrono::milliseconds kPause{2};
    if (!heeds_stop) {
      std::this_thread::sleep_for(kPause);
    } else if (wait_for(-1, false, kPause) == Waited::stopped) {
      return std::nullopt;
    }
  }
}

void Child::signal(int number) const {
  if (id_ > 0 && !status_) ::kill(id_, number);
}

void Child::kill_group() {
  if (id_ <= 0 || ended()) return;
  const pid_t group = -id_;
  // Asked first: a server that is killed outright leaves its shared memory behind for good.
  constexpr std::chrono::milliseconds kGrace{3000};
  constexpr std::chrono::milliseconds kPause{5};
  ::kill(group, SIGTERM);
  ::kill(id_, SIGTERM);
  const auto until = std::chrono::steady_clock::now() + kGrace;
  const bool ended_itself = wait(kGrace, false).has_value();
  while (::kill(group, 0) == 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(kPause);
  ::kill(group, SIGKILL);
  if (ended_itself) return;
  ::kill(id_, SIGKILL);
  int status = 0;
  while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  status_ = status;
}

Child::Child(Child&& other) noexcept
    : id_(std::exchange(other.id_, -1)), status_(std::exchange(other.status_, {})) {}

Child& Child::operator=(Child&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(status_, other.status_);
  return *this;
}

Child::~Child() {
  kill_group();
}

}  // namespace mig::postgres
