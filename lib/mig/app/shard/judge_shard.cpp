#include "mig/app/shard/judge_shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mig/app/judge_run.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/app/shard/carried_options.hpp"
#include "mig/app/shard/ground.hpp"
#include "mig/app/shard/outline.hpp"
#include "mig/io/root.hpp"
#include "mig/report/mask_names.hpp"
#include "mig/report/shard_file.hpp"

namespace mig::app {
namespace {

/// The outcome as it is written; the bundle itself stays in the tree, where the merge finds it.
Result<report::ShardOutcome> written(const std::string& path, const Outcome& outcome) {
  const auto& [report, summary, errors, searched, gate_changes, use] = outcome;
  report::ShardOutcome out{path, {}, report, errors, gate_changes, use};
  if (!summary) return out;
  auto outline = outline_digest(*summary, searched);
  if (!outline) return tl::unexpected(outline.error());
  out.outline = std::move(*outline);
  return out;
}

Result<void> write_part(const Options& options, report::ShardGround ground,
                        const std::vector<std::string>& bundles,
                        const std::vector<Outcome>& outcomes) {
  report::ShardFile shard{
      options.shard->index, options.shard->count, carried_options(options), std::move(ground), {}};
  for (std::size_t i = 0; i < bundles.size(); ++i) {
    auto outcome = written(bundles[i], outcomes[i]);
    if (!outcome) return tl::unexpected(outcome.error());
    shard.outcomes.push_back(std::move(*outcome));
  }
  const auto text = report::shard_json(shard);
  if (!text) return tl::unexpected(text.error());
  return io::write_file_atomically(options.shard_file, *text);
}

/// The merge finds a bundle by its path: a part cannot mask it, and must not hold a secret.
Result<void> check_names(const std::vector<std::string>& bundles) {
  if (std::none_of(bundles.begin(), bundles.end(), report::holds_secret)) return {};
  return failure(ErrorKind::no_verdict,
                 "the path of a bundle holds a secret, which a part would repeat", {},
                 "rename the folder; mig-gate without --shard shows which");
}

Result<report::Report> judge_part(Run& run, Targets targets) {
  if (auto named = check_names(targets.bundles); !named) return tl::unexpected(named.error());
  const auto& part = *run.options.shard;
  auto ground = ground_of(run, targets);
  if (!ground) return tl::unexpected(ground.error());
  std::vector<std::string> bundles;
  for (const auto at : positions_of(part.index, part.count, targets.bundles.size())) {
    bundles.push_back(targets.bundles[at]);
  }
  auto outcomes = judge_bundles(run, bundles);
  auto written = write_part(run.options, std::move(*ground), bundles, outcomes);
  if (!written) return tl::unexpected(written.error());
  auto report = begin_report(run);
  report.part = fmt::format("part {} of {}", part.index, part.count);
  report.notices = std::move(targets.notices);
  report.notices.push_back(
      fmt::format("{} judged {} of {} bundles, and nothing around them: mig-gate merge gives the "
                  "verdict",
                  report.part, bundles.size(), targets.bundles.size()));
  collect(std::move(outcomes), run, report);
  report.exit_code = report::exit_code_of(report);
  return report;
}

}  // namespace

Result<report::Report> judge_shard(const Tool& tool, const Options& options) {
  return judge_with(tool, options, judge_part);
}

}  // namespace mig::app
