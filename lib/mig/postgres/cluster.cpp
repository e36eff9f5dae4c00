#include "mig/postgres/cluster.hpp"

#include <fmt/format.h>
#include <locale.h>

#include <csignal>
#include <fstream>
#include <optional>
#include <thread>
#include <vector>

#include "mig/postgres/child.hpp"
#include "mig/postgres/connection.hpp"
#include "mig/postgres/installation.hpp"
#include "mig/postgres/scratch_folder.hpp"
#include "mig/postgres/stop.hpp"

namespace mig::postgres {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kSuperuser = "postgres";
constexpr std::string_view kOwner = "mig_owner";
constexpr std::chrono::seconds kStartPatience{60};
constexpr std::chrono::seconds kFinishPatience{5};
constexpr std::chrono::seconds kStopPatience{8};

std::chrono::milliseconds since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
}

/// Upper and lower case as real databases have them, where the system can.
std::string locale_name() {
  const locale_t found = ::newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
  if (found == nullptr) return "C";
  ::freelocale(found);
  return "C.UTF-8";
}

/// The last words of a program that failed, on one line.
std::string complaint_in(const std::string& log) {
  std::ifstream file(log);
  std::string line;
  std::string found;
  while (std::getline(file, line)) {
    const bool says_why = line.find("FATAL:") != line.npos || line.find("error:") != line.npos ||
                          line.find("PANIC:") != line.npos || line.find("ERROR:") != line.npos;
    if (says_why) found = line;
  }
  return found.empty() ? "it does not say why" : found;
}

std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (const char letter : name) {
    out += letter;
    if (letter == '"') out += letter;
  }
  return out + '"';
}

}  // namespace

struct Cluster::State {
  ScratchFolder folder;
  Child server;
  ClusterTimes times;
  std::optional<ServerUser> user;

  ~State() { [[maybe_unused]] const auto ended = stop(); }

  Result<void> make(const std::string& binaries);
  Result<void> launch(const std::string& binaries);
  Result<void> await_readiness();
  Result<void> create_owner();
  Result<Connection> maintenance() const;
  Result<void> maintain(const std::string& statement);
  Result<void> stop();
  Target target(std::string_view who, const std::string& database) const {
    return Target::local(folder.sockets(), std::string(who), database);
  }
};

Result<void> Cluster::State::make(const std::string& binaries) {
  const auto begin = Clock::now();
  Program initdb;
  initdb.path = binaries + "/initdb";
  initdb.folder = folder.data();
  initdb.output = folder.log();
  initdb.user = user;
  initdb.signal_on_death = SIGKILL;
  initdb.arguments = {"--pgdata=" + folder.data(),
                      "--username=" + std::string(kSuperuser),
                      "--auth=trust",
                      "--encoding=UTF8",
                      "--locale=" + locale_name(),
                      "--wal-segsize=1",
                      "--no-sync",
                      "--no-instructions"};
  auto child = Child::start(initdb);
  if (!child) return tl::unexpected(child.error());
  const auto status = child->wait(kStartPatience, true);
  if (stop_requested()) {
    // The server that initdb starts by itself gives its shared memory back when it is done, and not
    // when a signal ends it: this takes less than a second.
    static_cast<void>(child->wait(kFinishPatience, false));
    return tl::unexpected(stopped());
  }
  if (!status) return failure(ErrorKind::no_verdict, "initdb did not finish within a minute");
  if (*status != 0) {
    return failure(ErrorKind::no_verdict, fmt::format("initdb cannot make a throw-away cluster: {}",
                                                      complaint_in(folder.log())));
  }
  times.made = since(begin);
  return {};
}

Result<void> Cluster::State::launch(const std::string& binaries) {
  Program postgres;
  postgres.path = binaries + "/postgres";
  postgres.folder = folder.data();
  postgres.output = folder.log();
  postgres.user = user;
  postgres.signal_on_death = SIGQUIT;  // of which it takes all its processes along, at once
  postgres.arguments = {"-D", folder.data()};
  // On the command line they win over all that a script could alter.
  for (const auto& setting : std::vector<std::string>{"listen_addresses=",
                                                      "unix_socket_directories=" + folder.sockets(),
                                                      "unix_socket_permissions=0700",
                                                      "port=5432",
                                                      "fsync=off",
                                                      "synchronous_commit=off",
                                                      "full_page_writes=off",
                                                      "wal_level=minimal",
                                                      "max_wal_senders=0",
                                                      "autovacuum=off",
                                                      "shared_buffers=16MB",
                                                      "max_connections=20",
                                                      "max_locks_per_transaction=512",
                                                      "jit=off",
                                                      "logging_collector=off",
                                                      "log_min_messages=fatal",
                                                      "log_min_error_statement=panic",
                                                      "log_statement=none",
                                                      "timezone=UTC",
                                                      "log_timezone=UTC",
                                                      "dynamic_shared_memory_type=mmap",
                                                      "cluster_name=mig-run",
                                                      "restart_after_crash=off"}) {
    postgres.arguments.emplace_back("-c");
    postgres.arguments.push_back(setting);
  }
  auto child = Child::start(postgres);
  if (!child) return tl::unexpected(child.error());
  server = std::move(*child);
  return await_readiness();
}

Result<void> Cluster::State::await_readiness() {
  const auto begin = Clock::now();
  while (since(begin) < kStartPatience) {
    if (server.ended()) {
      return failure(ErrorKind::no_verdict, fmt::format("the throw-away server does not start: {}",
                                                        complaint_in(folder.log())));
    }
    std::ifstream file(folder.data() + "/postmaster.pid");
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      if (number != 8 || !line.starts_with("ready")) continue;
      times.started = since(begin);
      return {};
    }
    if (wait_for(-1, false, std::chrono::milliseconds(2)) == Waited::stopped)
      return tl::unexpected(stopped());
  }
  return failure(ErrorKind::no_verdict, "the throw-away server did not start within a minute");
}

Result<Connection> Cluster::State::maintenance() const {
  ConnectionOptions options;
  options.application = "mig-run maintenance";
  return Connection::open(target(kSuperuser, "postgres"), options);
}

Result<void> Cluster::State::maintain(const std::string& statement) {
  auto connection = maintenance();
  if (!connection) return tl::unexpected(connection.error());
  constexpr std::chrono::seconds kPatience{5};
  for (const auto begin = Clock::now();;) {
    auto outcome = connection->run(statement);
    if (!outcome) return tl::unexpected(outcome.error());
    if (outcome->ok()) return {};
    // A session that was just closed may still be about to leave the database.
    const bool in_use = outcome->error->sqlstate == "55006";
    if (!in_use || since(begin) > kPatience) {
      return failure(ErrorKind::no_verdict,
                     fmt::format("the throw-away cluster: {}", outcome->error->message));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

Result<void> Cluster::State::create_owner() {
  return maintain(
      fmt::format("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE "
                  "NOREPLICATION NOBYPASSRLS",
                  kOwner));
}

Result<void> Cluster::State::stop() {
  if (server.id() > 0 && !server.ended()) {
    server.signal(SIGQUIT);
    if (!server.wait(kStopPatience, false)) server.kill_group();
  }
  return folder.remove();
}

Result<Cluster> Cluster::start(const ClusterOptions& options) {
  auto user = server_user();
  if (!user) return tl::unexpected(user.error());
  auto binaries =
      options.binaries.empty() ? find_installation() : Result<std::string>(options.binaries);
  if (!binaries) return tl::unexpected(binaries.error());
  auto folder = ScratchFolder::create(options.parent, *user);
  if (!folder) return tl::unexpected(folder.error());
  Cluster cluster(std::make_unique<State>());
  auto& state = *cluster.state_;
  state.folder = std::move(*folder);
  state.user = std::move(*user);
  for (auto step : {&State::make, &State::launch}) {
    if (auto done = (state.*step)(*binaries); !done) return tl::unexpected(done.error());
  }
  if (auto made = state.create_owner(); !made) return tl::unexpected(made.error());
  return cluster;
}

Target Cluster::as_owner(const std::string& database) const {
  return state_->target(kOwner, database);
}

Target Cluster::as_superuser(const std::string& database) const {
  return state_->target(kSuperuser, database);
}

Result<void> Cluster::create_database(const std::string& name, const std::string& copy_of) {
  return state_->maintain(fmt::format("CREATE DATABASE {} TEMPLATE {} OWNER {}", quoted_name(name),
                                      quoted_name(copy_of), kOwner));
}

Result<void> Cluster::drop_database(const std::string& name) {
  return state_->maintain(
      fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", quoted_name(name)));
}

bool Cluster::is_running() const {
  return state_->server.id() > 0 && !state_->server.ended();
}

int Cluster::server_process() const {
  return state_->server.id();
}

const std::string& Cluster::folder() const {
  return state_->folder.path();
}

const ClusterTimes& Cluster::times() const {
  return state_->times;
}

Result<void> Cluster::stop() {
  return state_->stop();
}

Cluster::Cluster(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cluster::Cluster(Cluster&&) noexcept = default;
Cluster& Cluster::operator=(Cluster&&) noexcept = default;
Cluster::~Cluster() = default;

}  // namespace mig::postgres
