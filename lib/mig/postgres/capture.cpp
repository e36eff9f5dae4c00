#include "mig/postgres/capture.hpp"

#include <fmt/format.h>

#include <array>

#include "mig/base/utf8.hpp"
#include "mig/delta/inventory.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/postgres/reading.hpp"

namespace mig::postgres {
namespace {

constexpr int kOldestServer = 120000;

/// How values look inside definitions must not depend on who asks.
// By its full name: a script may have left a search path with a function of that name on it.
constexpr std::string_view kSettings =
    "SELECT pg_catalog.set_config(name, value, true) FROM (VALUES ('search_path', ''), "
    "('datestyle', 'ISO, MDY'), ('intervalstyle', 'postgres'), ('timezone', 'UTC'), "
    "('extra_float_digits', '1'), ('bytea_output', 'hex'), ('quote_all_identifiers', 'off'), "
    "('jit', 'off')) AS wanted (name, value)";

Result<void> list_all(Gathering& into, RowEstimates& estimates) {
  constexpr std::array kLists{list_schemas,   list_types,       list_relations, list_columns,
                              list_sequences, list_constraints, list_indexes,   list_routines,
                              list_triggers,  list_rules,       list_policies,  list_others,
                              list_comments,  link_dependencies};
  for (const auto list : kLists) {
    auto listed = releasing_locks(into, [&] { return list(into); });
    if (!listed) return listed;
  }
  return estimate_rows(into, estimates);
}

Result<void> in_one_snapshot(Gathering& into, RowEstimates& estimates) {
  auto& connection = into.connection;
  auto begun = connection.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  if (!begun) return begun;
  auto listed = connection.command(kSettings);
  if (listed) listed = list_all(into, estimates);
  // Nothing was written; this only ends the snapshot.
  auto ended = connection.is_open() ? connection.command("ROLLBACK") : Result<void>();
  return listed ? ended : listed;
}

constexpr std::array<const char*, 11> kFields{"captured_at",
                                              "counts",
                                              "objects",
                                              "phase",
                                              "protected_domains",
                                              "protected_fingerprint",
                                              "row_estimates",
                                              "schema_fingerprint",
                                              "schema_version",
                                              "store",
                                              "tool"};

/// A database without an encoding of its own may hold any bytes.
bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    if (!point.valid) return false;
    at += point.size;
  }
  return true;
}

Result<void> record_digests(contract::Baseline& baseline) {
  for (auto& object : baseline.objects) {
    const auto text = delta::canonical_json(object);
    if (!is_utf8(text)) {
      return failure(
          ErrorKind::no_verdict,
          fmt::format("the name of a {} is no valid UTF-8: it cannot be listed", object.kind));
    }
    auto digest = digest::sha256_digest(text);
    if (!digest) return tl::unexpected(digest.error());
    object.digest = std::move(*digest);
  }
  return {};
}

void locate(contract::LocatedString& field, std::string value) {
  field.value = std::move(value);
}

}  // namespace

Result<contract::Baseline> capture(Connection& connection, const CaptureOptions& options) {
  if (connection.server_version() < kOldestServer) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("{} is served by PostgreSQL {}; captures need 12 or later",
                               connection.target().name(), connection.server_version() / 10000));
  }
  if (connection.in_transaction()) {
    return failure(ErrorKind::no_verdict, "a capture cannot begin inside a transaction");
  }
  Gathering gathering(connection);
  gathering.version = connection.server_version();
  contract::Baseline baseline;
  if (auto listed = in_one_snapshot(gathering, baseline.row_estimates); !listed) {
    auto error = listed.error();
    error.message = fmt::format("the capture was not finished: {}", error.message);
    return tl::unexpected(std::move(error));
  }
  baseline.objects = gathering.finish();
  if (auto sound = record_digests(baseline); !sound) return tl::unexpected(sound.error());
  // Also when there is none: two baselines are compared when they have the same fields.
  baseline.row_estimates_span.emplace();
  baseline.fields = {kFields.begin(), kFields.end()};
  locate(baseline.store, "postgis");
  locate(baseline.phase, options.phase);
  locate(baseline.captured_at, options.captured_at);
  locate(baseline.tool_name, "mig-run");
  locate(baseline.tool_version, MIG_VERSION);
  baseline.protected_domains = options.protected_domains;
  baseline.protected_domains_span.emplace();
  auto inventory = delta::take_inventory(std::move(baseline));
  if (!inventory) return tl::unexpected(inventory.error());
  baseline = std::move(inventory->baseline);
  locate(baseline.schema_fingerprint, std::move(inventory->schema_fingerprint));
  locate(baseline.protected_fingerprint, std::move(inventory->protected_fingerprint));
  for (const auto& [kind, count] : inventory->counts) {
    contract::Located<std::int64_t> counted;
    counted.value = count;
    baseline.counts.emplace_back(kind, counted);
  }
  return baseline;
}

}  // namespace mig::postgres
