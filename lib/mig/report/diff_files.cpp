#include "mig/report/diff_files.hpp"

#include <set>

#include "mig/contract/touched.hpp"
#include "mig/report/json_text.hpp"

namespace mig::report {
namespace {

Json change_of(const delta::ObservedChange& observed) {
  Json change;
  change["kind"] = observed.kind;
  change["object"] = observed.label();
  change["change"] = catalog::name_of(observed.change);
  if (!observed.table.empty()) change["table"] = observed.table;
  return change;
}

Json counts_of(const delta::Observation& observation) {
  auto counts = Json::object();
  for (const auto& [kind, numbers] : observation.counts) {
    counts[kind] = {{"added", numbers[0]}, {"removed", numbers[1]}, {"changed", numbers[2]}};
  }
  return counts;
}

Json totals_of(const DiffSource& source) {
  const auto& observation = *source.observation;
  std::set<std::string> tables(observation.touched_tables.begin(),
                               observation.touched_tables.end());
  tables.insert(source.tables_with_rows.begin(), source.tables_with_rows.end());
  return {{"table_count_touched", tables.size()},
          {"index_count_delta", observation.index_count_delta},
          {"constraint_count_delta", observation.constraint_count_delta},
          {"row_backfill", source.row_backfill}};
}

Json pair_of(const contract::LocatedString& pre, const contract::LocatedString& post) {
  return {{"pre", pre.value}, {"post", post.value}};
}

std::string cell(const std::string& text) {
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

}  // namespace

std::string diff_summary_json(const DiffSource& source) {
  const auto& pre = source.pre->baseline;
  const auto& post = source.post->baseline;
  Json summary;
  summary["schema_version"] = "diff_summary.v1";
  summary["store"] = post.store.value;
  summary["migration_id"] = source.migration_id;
  summary["pre_digest"] = source.pre_digest;
  summary["post_digest"] = source.post_digest;
  summary["changes"] = Json::array();
  for (const auto& change : source.observation->changes)
    summary["changes"].push_back(change_of(change));
  summary["counts"] = counts_of(*source.observation);
  summary["totals"] = totals_of(source);
  summary["schema_fingerprint"] = pair_of(pre.schema_fingerprint, post.schema_fingerprint);
  summary["protected_fingerprint"] = pair_of(pre.protected_fingerprint, post.protected_fingerprint);
  return json_text(summary) + '\n';
}

std::string touched_csv(const delta::Observation& observation) {
  std::string text = std::string(contract::kTouchedHeader) + '\n';
  for (const auto& change : observation.changes) {
    text += cell(change.kind) + ',' + cell(change.label()) + ',' +
            std::string(catalog::name_of(change.change)) + ',' + cell(change.table) + '\n';
  }
  return text;
}

}  // namespace mig::report
