#include "mig/runner/empty_database.hpp"

#include <fmt/format.h>

#include <vector>

#include "mig/postgres/capture.hpp"
#include "mig/postgres/connection.hpp"

namespace mig::runner {
namespace {

// What one statement drops may have been what the next one names.
constexpr int kMostRounds = 20;

/// Statements that drop what lies in the database, those of whole schemas first.
constexpr const char* kDrops = R"(
  SELECT format('DROP EVENT TRIGGER IF EXISTS %I CASCADE', evtname) FROM pg_catalog.pg_event_trigger
  UNION ALL SELECT format('DROP PUBLICATION IF EXISTS %I CASCADE', pubname)
    FROM pg_catalog.pg_publication
  UNION ALL SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_catalog.pg_namespace
    WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
  UNION ALL SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname)
    FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'
  UNION ALL SELECT format('DROP %s IF EXISTS public.%I CASCADE',
      CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                   WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END, relname)
    FROM pg_catalog.pg_class WHERE relnamespace = 'public'::pg_catalog.regnamespace
     AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
  UNION ALL SELECT format('DROP %s IF EXISTS %s CASCADE',
      CASE prokind WHEN 'a' THEN 'AGGREGATE' ELSE 'ROUTINE' END, oid::pg_catalog.regprocedure)
    FROM pg_catalog.pg_proc WHERE pronamespace = 'public'::pg_catalog.regnamespace
  UNION ALL SELECT format('DROP TYPE IF EXISTS public.%I CASCADE', typname)
    FROM pg_catalog.pg_type WHERE typnamespace = 'public'::pg_catalog.regnamespace
     AND typtype IN ('e', 'd', 'r', 'b') AND typelem = 0
  UNION ALL SELECT format('DROP OPERATOR IF EXISTS %s CASCADE', oid::pg_catalog.regoperator)
    FROM pg_catalog.pg_operator WHERE oprnamespace = 'public'::pg_catalog.regnamespace
  UNION ALL SELECT format('DROP COLLATION IF EXISTS public.%I CASCADE', collname)
    FROM pg_catalog.pg_collation WHERE collnamespace = 'public'::pg_catalog.regnamespace
  UNION ALL SELECT format('DROP TEXT SEARCH CONFIGURATION IF EXISTS public.%I CASCADE', cfgname)
    FROM pg_catalog.pg_ts_config WHERE cfgnamespace = 'public'::pg_catalog.regnamespace
  UNION ALL SELECT format('DROP TEXT SEARCH DICTIONARY IF EXISTS public.%I CASCADE', dictname)
    FROM pg_catalog.pg_ts_dict WHERE dictnamespace = 'public'::pg_catalog.regnamespace)";

/// The first thing that lies in the database; empty when there is none.
Result<std::string> first_object(postgres::Connection& connection) {
  auto extensions = connection.query(
      "SELECT extname FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' ORDER BY 1 LIMIT 1");
  if (!extensions) return tl::unexpected(extensions.error());
  if (extensions->size() > 0) return "extension " + std::string(extensions->text(0, 0));
  auto baseline = postgres::capture(connection, {"pre", "1970-01-01T00:00:00Z", {}});
  if (!baseline) return tl::unexpected(baseline.error());
  for (const auto& object : baseline->objects) {
    const bool is_public = object.kind == "schema" && object.name == "public";
    const bool is_comment_of_it = object.kind == "comment" && object.name == "schema public";
    const bool is_language = (object.kind == "extension" && object.name == "plpgsql") ||
                             (object.kind == "comment" && object.name == "extension plpgsql");
    if (!is_public && !is_comment_of_it && !is_language) return object.label();
  }
  return std::string();
}

Result<std::vector<std::string>> drops(postgres::Connection& connection) {
  auto rows = connection.query(kDrops);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::string> statements;
  for (std::size_t i = 0; i < rows->size(); ++i) statements.emplace_back(rows->text(i, 0));
  return statements;
}

Result<void> drop_all(postgres::Connection& connection) {
  std::size_t known = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    auto statements = drops(connection);
    if (!statements) return tl::unexpected(statements.error());
    if (statements->empty() || (round > 0 && statements->size() == known)) return {};
    known = statements->size();
    for (const auto& statement : *statements) {
      // One that is refused may go with another; what stays is looked for at the end.
      if (auto outcome = connection.run(statement); !outcome)
        return tl::unexpected(outcome.error());
    }
  }
  return {};
}

}  // namespace

Result<void> check_empty(const postgres::Target& target) {
  auto connection = postgres::Connection::open(target);
  if (!connection) return tl::unexpected(connection.error());
  auto found = first_object(*connection);
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return {};
  return failure(ErrorKind::no_verdict,
                 fmt::format("{} is not empty: it holds {}", target.name(), *found), {},
                 "give an empty database: a rehearsal changes and then cleans what it runs on");
}

Result<void> clean(const postgres::Target& target) {
  auto connection = postgres::Connection::open(target);
  if (!connection) return tl::unexpected(connection.error());
  if (auto dropped = drop_all(*connection); !dropped) return dropped;
  auto found = first_object(*connection);
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return {};
  return failure(ErrorKind::no_verdict,
                 fmt::format("{} could not be cleaned: {} stays behind", target.name(), *found), {},
                 "drop that database and make a new one");
}

}  // namespace mig::runner
