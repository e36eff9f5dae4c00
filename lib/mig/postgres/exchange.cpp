#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "mig/postgres/session.hpp"
#include "mig/postgres/stop.hpp"

namespace mig::postgres {
namespace {

constexpr std::size_t kChunk = 64U << 10U;

bool is_timeout(const ServerError& error) {
  // 57014 is also what a cancelled statement ends in; nobody but a timeout cancels ours.
  return error.sqlstate == "57014" || error.sqlstate == "55P03";
}

void count_rows(PGresult* result, Outcome& outcome) {
  const char* text = PQcmdTuples(result);
  std::int64_t rows = 0;
  std::from_chars(text, text + std::strlen(text), rows);
  outcome.rows += rows;
}

std::string first_line(const char* text) {
  std::string_view line(text == nullptr ? "" : text);
  line = line.substr(0, line.find('\n'));
  return std::string(line);
}

}  // namespace

Clock::time_point Connection::State::patience() const {
  // The server keeps the timeout itself; a little later it must have said so.
  constexpr std::chrono::milliseconds kGrace{3'000};
  if (options.statement_timeout.count() <= 0) return Clock::now() + std::chrono::hours(24 * 365);
  return Clock::now() + options.statement_timeout + kGrace;
}

tl::unexpected<Error> Connection::State::lost() {
  const auto reason = target.redacted(first_line(PQerrorMessage(connection)));
  close();
  return failure(ErrorKind::no_verdict,
                 fmt::format("the connection to {} was lost{}{}", target.name(),
                             reason.empty() ? "" : ": ", reason));
}

Outcome Connection::State::gave_up() {
  close();
  Outcome outcome;
  outcome.ending = Ending::timed_out;
  outcome.error = ServerError{};
  outcome.error->message = fmt::format("no answer within {} ms; the session was ended",
                                       options.statement_timeout.count());
  outcome.notices = std::move(notices);
  return outcome;
}

Result<Connection::State::Arrival> Connection::State::wait_once(bool for_writing,
                                                                Clock::time_point until) {
  if (PQsocket(connection) < 0) return lost();
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  switch (wait_for(PQsocket(connection), for_writing, std::max(left, left.zero()))) {
    case Waited::stopped:
      close();
      return tl::unexpected(stopped());
    case Waited::passed:
      return Arrival::silent;
    case Waited::ready:
      break;
  }
  if (PQconsumeInput(connection) == 0) return lost();
  return Arrival::ready;
}

Result<Connection::State::Arrival> Connection::State::flush(Clock::time_point until) {
  for (;;) {
    const int left = PQflush(connection);
    if (left < 0) return lost();
    if (left == 0) return Arrival::ready;
    auto waited = wait_once(true, until);
    if (!waited || *waited == Arrival::silent) return waited;
  }
}

Result<Connection::State::Arrival> Connection::State::await(Clock::time_point until) {
  if (auto flushed = flush(until); !flushed || *flushed == Arrival::silent) return flushed;
  while (PQisBusy(connection) != 0) {
    auto waited = wait_once(false, until);
    if (!waited || *waited == Arrival::silent) return waited;
  }
  return Arrival::ready;
}

Result<Connection::State::Arrival> Connection::State::feed(std::string_view data,
                                                           Clock::time_point until) {
  while (!data.empty()) {
    const auto chunk = data.substr(0, kChunk);
    const int taken = PQputCopyData(connection, chunk.data(), static_cast<int>(chunk.size()));
    if (taken < 0) return lost();
    if (taken > 0) data.remove_prefix(chunk.size());
    if (auto flushed = flush(until); !flushed || *flushed == Arrival::silent) return flushed;
  }
  if (PQputCopyEnd(connection, nullptr) < 0) return lost();
  return flush(until);
}

Result<Connection::State::Arrival> Connection::State::drain(Clock::time_point until) {
  for (;;) {
    char* row = nullptr;
    const int bytes = PQgetCopyData(connection, &row, 1);
    PQfreemem(row);
    if (bytes < 0) return Arrival::ready;
    if (bytes > 0) continue;
    auto waited = wait_once(false, until);
    if (!waited || *waited == Arrival::silent) return waited;
  }
}

Result<Outcome> Connection::State::finish(std::string_view statement, std::string_view copy_data) {
  const auto until = patience();
  Outcome outcome;
  for (;;) {
    auto arrival = await(until);
    if (!arrival) return tl::unexpected(arrival.error());
    if (*arrival == Arrival::silent) return gave_up();
    const ResultPointer result(PQgetResult(connection));
    if (!result) break;
    Result<Arrival> copied = Arrival::ready;
    switch (PQresultStatus(result.get())) {
      case PGRES_COPY_IN:
        copied = feed(copy_data, until);
        break;
      case PGRES_COPY_OUT:
        copied = drain(until);
        break;
      case PGRES_COMMAND_OK:
      case PGRES_TUPLES_OK:
        count_rows(result.get(), outcome);
        break;
      case PGRES_SINGLE_TUPLE:
      case PGRES_EMPTY_QUERY:
        break;
      case PGRES_COPY_BOTH:
        return lost();
      default:
        if (!outcome.error) outcome.error = read_error(result.get(), statement, target);
    }
    if (!copied) return tl::unexpected(copied.error());
    if (*copied == Arrival::silent) return gave_up();
  }
  while (PGnotify* notification = PQnotifies(connection)) PQfreemem(notification);
  if (PQstatus(connection) != CONNECTION_OK) return lost();
  if (outcome.error) {
    outcome.ending = is_timeout(*outcome.error) ? Ending::timed_out : Ending::refused;
  }
  outcome.notices = std::move(notices);
  return outcome;
}

}  // namespace mig::postgres
