#include "mig/postgres/connection.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "mig/postgres/session.hpp"
#include "mig/postgres/stop.hpp"

namespace mig::postgres {
namespace {

constexpr std::size_t kMaxNotices = 100;
constexpr std::size_t kMaxNoticeBytes = 2000;

/// libpq completes what a target leaves open from PG* variables. Where to connect to and how is
/// said by the target alone.
void forget_environment() {
  // Before the list is asked for: it would read the service file of these.
  for (const char* name : {"PGSERVICE", "PGSERVICEFILE", "PGSYSCONFDIR", "PGREQUIRESSL",
                           "PGDATESTYLE", "PGTZ", "PGGEQO", "PGLOCALEDIR", "PGDATABASE"}) {
    if (std::getenv(name) != nullptr) ::unsetenv(name);
  }
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> defaults(PQconndefaults(),
                                                                              &PQconninfoFree);
  for (const auto* option = defaults.get(); option != nullptr && option->keyword != nullptr;
       ++option) {
    if (option->envvar != nullptr && std::getenv(option->envvar) != nullptr)
      ::unsetenv(option->envvar);
  }
}

void collect(void* to, const PGresult* result) {
  auto& state = *static_cast<Connection::State*>(to);
  if (state.notices.size() >= kMaxNotices) return;
  const auto error = read_error(result, {}, state.target);
  const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  state.notices.push_back({severity == nullptr ? "NOTICE" : severity, error.sqlstate,
                           error.message.substr(0, kMaxNoticeBytes)});
}

/// "connection to server at ... failed: FATAL:  no such user\n..." without where it went.
std::string reason_of(std::string_view message) {
  constexpr std::string_view kFailed = " failed: ";
  if (const auto at = message.find(kFailed); at != message.npos)
    message.remove_prefix(at + kFailed.size());
  for (const std::string_view word : {"FATAL:  ", "ERROR:  "}) {
    if (message.starts_with(word)) message.remove_prefix(word.size());
  }
  return std::string(message.substr(0, message.find('\n')));
}

class Keywords {
 public:
  void add(const std::string& keyword, const std::string& value) {
    for (const auto& [present, unused] : entries_) {
      if (present == keyword) return;
    }
    entries_.emplace_back(keyword, value);
  }
  PGconn* start() const {
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : entries_) {
      names.push_back(name.c_str());
      values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return PQconnectStartParams(names.data(), values.data(), 0);
  }

 private:
  Target::Parameters entries_;
};

}  // namespace

void Connection::State::close() {
  if (connection != nullptr) PQfinish(connection);
  connection = nullptr;
}

Result<void> Connection::State::connect() {
  forget_environment();
  Keywords keywords;
  for (const auto& [name, value] : target.parameters()) keywords.add(name, value);
  keywords.add("application_name", options.application);
  keywords.add("client_encoding", "UTF8");
  // As defaults of the session, which RESET ALL of a script brings back.
  if (target.is_local()) {
    keywords.add("options",
                 fmt::format("-c statement_timeout={} -c lock_timeout={}",
                             options.statement_timeout.count(), options.lock_timeout.count()));
  }
  connection = keywords.start();
  const auto failed = [this](std::string_view reason) {
    const auto shown = target.redacted(reason);
    close();
    return failure(ErrorKind::no_verdict,
                   fmt::format("cannot connect to {}: {}", target.name(), shown));
  };
  if (connection == nullptr) return failed("out of memory");
  const auto until = Clock::now() + options.connect_timeout;
  for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK;) {
    if (next == PGRES_POLLING_FAILED || PQstatus(connection) == CONNECTION_BAD)
      return failed(reason_of(PQerrorMessage(connection)));
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    const auto waited = wait_for(PQsocket(connection), next == PGRES_POLLING_WRITING, left);
    if (waited == Waited::stopped) {
      close();
      return tl::unexpected(stopped());
    }
    if (waited == Waited::passed)
      return failed(fmt::format("no answer within {} ms", options.connect_timeout.count()));
    next = PQconnectPoll(connection);
  }
  if (const char* password = PQpass(connection)) target.add_secret(password);
  PQsetnonblocking(connection, 1);
  PQsetNoticeReceiver(connection, collect, this);
  return {};
}

Result<void> Connection::State::apply_settings() {
  if (target.is_local()) return {};
  // The last makes a server stop working for a client that went away; old servers lack it.
  const auto statement = fmt::format(
      "SELECT pg_catalog.set_config(s.name, v.value, false) FROM (VALUES "
      "('statement_timeout', '{}'), ('lock_timeout', '{}'), "
      "('client_connection_check_interval', '1000')) AS v (name, value) "
      "JOIN pg_catalog.pg_settings AS s ON s.name = v.name",
      options.statement_timeout.count(), options.lock_timeout.count());
  if (PQsendQuery(connection, statement.c_str()) == 0) return lost();
  auto outcome = finish(statement, {});
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->ok()) return {};
  return failure(ErrorKind::no_verdict, fmt::format("cannot set timeouts in {}: {}", target.name(),
                                                    outcome->error->message));
}

Result<Connection> Connection::open(Target target, const ConnectionOptions& options) {
  Connection made(std::make_unique<State>(std::move(target), options));
  if (auto connected = made.state_->connect(); !connected) return tl::unexpected(connected.error());
  if (auto applied = made.state_->apply_settings(); !applied)
    return tl::unexpected(applied.error());
  return made;
}

Result<Outcome> Connection::run(std::string_view statement, std::string_view copy_data) {
  auto& state = *state_;
  if (!is_open()) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("the connection to {} is closed", state.target.name()));
  }
  if (stop_requested()) return tl::unexpected(stopped());
  if (statement.find('\0') != statement.npos) {
    return failure(ErrorKind::no_verdict,
                   "a statement holds a NUL byte, behind which no server reads on");
  }
  state.notices.clear();
  if (PQsendQuery(state.connection, std::string(statement).c_str()) == 0) return state.lost();
  PQsetSingleRowMode(state.connection);
  return state.finish(statement, copy_data);
}

Result<void> Connection::command(std::string_view statement) {
  auto outcome = run(statement);
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->ok()) return {};
  return failure(ErrorKind::no_verdict,
                 fmt::format("{}: {}", state_->target.name(), outcome->error->message));
}

Result<Rows> Connection::query(const std::string& statement,
                               const std::vector<std::string>& values) {
  auto& state = *state_;
  if (!is_open()) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("the connection to {} is closed", state.target.name()));
  }
  state.notices.clear();
  std::vector<const char*> texts;
  for (const auto& value : values) texts.push_back(value.c_str());
  if (PQsendQueryParams(state.connection, statement.c_str(), static_cast<int>(texts.size()),
                        nullptr, texts.data(), nullptr, nullptr, 0) == 0)
    return state.lost();
  const auto until = state.patience();
  auto arrival = state.await(until);
  if (!arrival) return tl::unexpected(arrival.error());
  std::string complaint;
  if (*arrival == State::Arrival::silent) {
    complaint = state.gave_up().error->message;
    return failure(ErrorKind::no_verdict, fmt::format("{}: {}", state.target.name(), complaint));
  }
  ResultPointer rows(PQgetResult(state.connection));
  if (PQresultStatus(rows.get()) != PGRES_TUPLES_OK)
    complaint = read_error(rows.get(), statement, state.target).message;
  auto rest = state.finish(statement, {});
  if (!rest) return tl::unexpected(rest.error());
  if (complaint.empty()) return Rows(rows.release());
  return failure(ErrorKind::no_verdict, fmt::format("{}: {}", state.target.name(), complaint));
}

bool Connection::is_open() const {
  return state_->connection != nullptr && PQstatus(state_->connection) == CONNECTION_OK;
}

bool Connection::in_transaction() const {
  return is_open() && PQtransactionStatus(state_->connection) != PQTRANS_IDLE;
}

int Connection::server_version() const {
  return is_open() ? PQserverVersion(state_->connection) : 0;
}

int Connection::server_process() const {
  return is_open() ? PQbackendPID(state_->connection) : 0;
}

const Target& Connection::target() const {
  return state_->target;
}

void Connection::close() {
  state_->close();
}

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

std::size_t Rows::size() const {
  return static_cast<std::size_t>(PQntuples(result_.get()));
}

std::size_t Rows::width() const {
  return static_cast<std::size_t>(PQnfields(result_.get()));
}

std::string_view Rows::text(std::size_t row, std::size_t column) const {
  const int line = static_cast<int>(row);
  const int place = static_cast<int>(column);
  return {PQgetvalue(result_.get(), line, place),
          static_cast<std::size_t>(PQgetlength(result_.get(), line, place))};
}

bool Rows::is_null(std::size_t row, std::size_t column) const {
  return PQgetisnull(result_.get(), static_cast<int>(row), static_cast<int>(column)) == 1;
}

void Rows::Free::operator()(pg_result* result) const {
  PQclear(result);
}

}  // namespace mig::postgres
