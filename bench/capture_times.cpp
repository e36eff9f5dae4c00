// How long a throw-away cluster, a snapshot and a capture take as a database grows.
// Usage: capture_times [TABLES...]
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "mig/postgres/capture.hpp"
#include "mig/postgres/cluster.hpp"
#include "mig/postgres/connection.hpp"
#include "mig/report/baseline_file.hpp"

namespace {

using mig::postgres::Cluster;
using mig::postgres::Connection;

template <class T>
T must(mig::Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}\n", result.error().message);
  std::exit(3);
}

void must(const mig::Result<void>& result) {
  if (result) return;
  fmt::print(stderr, "{}\n", result.error().message);
  std::exit(3);
}

template <class Work>
long milliseconds(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               begin)
      .count();
}

// As real tables are: a key, references, an index, defaults, a check and some comments.
void fill(Connection& connection, int tables) {
  must(connection.command(
      "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"));
  for (int from = 1; from <= tables; from += 500) {
    must(connection.command(fmt::format(
        "DO $$ BEGIN FOR i IN {}..{} LOOP "
        "EXECUTE format('CREATE TABLE t%s (id bigserial PRIMARY KEY, other bigint REFERENCES t%s, "
        "name text NOT NULL DEFAULT ''x'', kind varchar(20), made timestamptz DEFAULT now(), "
        "amount numeric(10,2) CHECK (amount > 0), c1 integer, c2 integer, c3 jsonb, c4 text)', i, "
        "greatest(1, i - 1)); "
        "EXECUTE format('CREATE INDEX ON t%s (lower(name)) WHERE amount > 1', i); "
        "IF i % 5 = 0 THEN EXECUTE format('COMMENT ON TABLE t%s IS ''table''', i); "
        "EXECUTE format('CREATE TRIGGER s BEFORE UPDATE ON t%s FOR EACH ROW EXECUTE FUNCTION "
        "stamp()', i); EXECUTE format('CREATE VIEW v%s AS SELECT id, name FROM t%s', i, i); "
        "END IF; END LOOP; END $$",
        from, std::min(from + 499, tables))));
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<int> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::atoi(argv[i]));
  if (sizes.empty()) sizes = {10, 1000, 10000};
  auto cluster = must(Cluster::start());
  fmt::print("initdb {} ms, start {} ms\n", cluster.times().made.count(),
             cluster.times().started.count());
  for (const int tables : sizes) {
    const auto name = fmt::format("with_{}", tables);
    const auto created = milliseconds([&] { must(cluster.create_database(name)); });
    auto connection = must(Connection::open(cluster.as_superuser(name)));
    fill(connection, tables);
    mig::postgres::CaptureOptions options;
    options.captured_at = "2026-01-01T00:00:00Z";
    mig::contract::Baseline baseline;
    const auto captured =
        milliseconds([&] { baseline = must(mig::postgres::capture(connection, options)); });
    std::string text;
    const auto written = milliseconds([&] { text = mig::report::baseline_as_json(baseline); });
    connection.close();
    const auto copied = milliseconds([&] { must(cluster.create_database(name + "_copy", name)); });
    fmt::print(
        "{:6} tables: {} objects, create {} ms, capture {} ms, write {} ms ({} MB), "
        "snapshot {} ms\n",
        tables, baseline.objects.size(), created, captured, written, text.size() >> 20U, copied);
  }
  fmt::print("stop {} ms\n", milliseconds([&] { must(cluster.stop()); }));
  return 0;
}
