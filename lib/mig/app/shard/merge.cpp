#include "mig/app/shard/merge.hpp"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "mig/app/judge_run.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/app/review/evidence_of.hpp"
#include "mig/app/scan/in_parallel.hpp"
#include "mig/app/shard/carried_options.hpp"
#include "mig/app/shard/ground.hpp"
#include "mig/app/shard/outline.hpp"
#include "mig/app/shard/shard_set.hpp"
#include "mig/bundle/load.hpp"

namespace mig::app {
namespace {

/// Reads again what a part did not carry: what rules about the repository look at.
Result<void> read_outline(const Run& run, const report::ShardOutcome& part, Outcome& outcome) {
  const auto facts = bundle::load_outline(run.root, part.path, run.repository, run.store.get());
  if (!facts) return tl::unexpected(facts.error());
  outcome.summary = bundle::summarize(*facts);
  outcome.searched = searched_files(*facts);
  const auto outline = outline_digest(*outcome.summary, outcome.searched);
  if (!outline) return tl::unexpected(outline.error());
  if (*outline == part.outline) return {};
  return failure(ErrorKind::no_verdict,
                 fmt::format("{} reads otherwise here than where it was judged", part.path), {},
                 "give every part and the merge the same files, and the same --store");
}

Result<Outcome> outcome_of(const Run& run, report::ShardOutcome part) {
  try {
    Outcome outcome;
    if (part.report) {
      if (auto read = read_outline(run, part, outcome); !read) return tl::unexpected(read.error());
      // A part does not know which reports will be written, and carries what the richest shows.
      if (!shows_evidence(run.options)) part.report->evidence.reset();
    }
    auto& [path, outline, report, errors, gate_changes, use] = part;
    outcome.report = std::move(report);
    outcome.errors = std::move(errors);
    outcome.gate_changes = std::move(gate_changes);
    outcome.use = std::move(use);
    return outcome;
  } catch (const std::exception& problem) {
    return failure(ErrorKind::no_verdict, problem.what(), Location{part.path, std::nullopt});
  }
}

Result<std::vector<Outcome>> outcomes_of(const Run& run, std::vector<report::ShardOutcome> parts) {
  std::vector<Result<Outcome>> read(parts.size());
  in_parallel(parts.size(), run.options.threads,
              [&](std::size_t at) { read[at] = outcome_of(run, std::move(parts[at])); });
  std::vector<Outcome> outcomes;
  for (auto& outcome : read) {
    if (!outcome) return tl::unexpected(outcome.error());
    outcomes.push_back(std::move(*outcome));
  }
  return outcomes;
}

}  // namespace

Result<report::Report> merge_shards(const Tool& tool, const std::vector<std::string>& files,
                                    Options& options) {
  auto shards = read_shards(files);
  if (!shards) return tl::unexpected(shards.error());
  options = with_carried(shards->front().shard.options, std::move(options));
  return judge_with(tool, options, [&shards](Run& run, Targets targets) -> Result<report::Report> {
    const auto ground = ground_of(run, targets);
    if (!ground) return tl::unexpected(ground.error());
    if (auto same = check_ground(*shards, *ground); !same) return tl::unexpected(same.error());
    auto taken = take_outcomes(std::move(*shards), targets.bundles, run);
    if (!taken) return tl::unexpected(taken.error());
    auto outcomes = outcomes_of(run, std::move(*taken));
    if (!outcomes) return tl::unexpected(outcomes.error());
    return judge_targets(run, std::move(targets),
                         [&outcomes](const Run&, const auto&) { return std::move(*outcomes); });
  });
}

}  // namespace mig::app
