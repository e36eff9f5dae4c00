#include "rehearsal_ground.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "mig/postgres/connection.hpp"

namespace mig::bench {
namespace {

using postgres::Connection;

constexpr const char* kState = "state";
constexpr const char* kCopy = "copy";

template <typename T>
T need(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

void need(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().message);
}

constexpr const char* kRoles =
    "SELECT rolname, format('CREATE ROLE %I %s %s %s', rolname,"
    " CASE WHEN rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,"
    " CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,"
    " CASE WHEN rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END)"
    " FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'";

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

}  // namespace

Ground::Ground(const std::string& preparation) : cluster_(need(postgres::Cluster::start())) {
  need(cluster_.create_database(kState));
  if (!preparation.empty()) command(kState, preparation);
}

runner::Stage Ground::stage(const std::string& database) const {
  return {cluster_.as_superuser(database), {}, "2026-01-01T00:00:00Z", {}, true, {}};
}

void Ground::command(const std::string& database, const std::string& statement) const {
  auto connection = need(Connection::open(cluster_.as_superuser(database)));
  need(connection.command(statement));
}

std::map<std::string, std::string> Ground::roles() const {
  auto connection = need(Connection::open(cluster_.as_superuser(kState)));
  const auto rows = need(connection.query(kRoles));
  std::map<std::string, std::string> made;
  for (std::size_t i = 0; i < rows.size(); ++i)
    made.emplace(std::string(rows.text(i, 0)), std::string(rows.text(i, 1)));
  return made;
}

runner::Rehearsal Ground::rehearse(const runner::Script& forward,
                                   const std::optional<runner::Script>& rollback) {
  need(cluster_.create_database(kCopy, kState));
  const auto before = roles();
  std::vector<runner::Script> back;
  if (rollback) back.push_back(*rollback);
  auto rehearsal = runner::rehearse(stage(kCopy), {forward}, back);
  need(cluster_.drop_database(kCopy));
  const auto after = roles();
  for (const auto& [role, statement] : after) {
    if (!before.contains(role)) command(kState, "DROP ROLE " + quoted(role));
  }
  for (const auto& [role, statement] : before) {
    if (!after.contains(role)) command(kState, statement);
  }
  return rehearsal;
}

std::string Ground::advance(const runner::Script& forward) {
  const auto answer = runner::run_scripts(stage(kState), runner::StepName::forward, {forward});
  if (!answer) return answer.error().message;
  if (!answer->failure) return {};
  // Our reading of the script may be what stopped it.
  auto connection = need(Connection::open(cluster_.as_superuser(kState)));
  const auto outcome = connection.run(forward.text);
  if (!outcome) return outcome.error().message;
  return outcome->ok() ? std::string() : outcome->error->message;
}

bool Ground::supply_role(const runner::Failure& failure) {
  constexpr std::string_view kBegin = "role \"";
  constexpr std::string_view kEnd = "\" does not exist";
  if (!failure.message.starts_with(kBegin) || !failure.message.ends_with(kEnd)) return false;
  const auto name =
      failure.message.substr(kBegin.size(), failure.message.size() - kBegin.size() - kEnd.size());
  if (roles().contains(name)) return false;
  command(kState, "CREATE ROLE " + quoted(name) + " LOGIN");
  return true;
}

}  // namespace mig::bench
