#include "mig/app/shard/shard_set.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include "mig/app/shard/difference.hpp"
#include "mig/app/shard/ground.hpp"
#include "mig/io/root.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> refused(std::string message, std::string remedy) {
  return failure(ErrorKind::no_verdict, std::move(message), {}, std::move(remedy));
}

Result<NamedShard> read_one(const std::string& file) {
  const fs::path path(file);
  const auto folder =
      io::Root::open(path.has_parent_path() ? path.parent_path().string() : std::string("."));
  if (!folder) return tl::unexpected(folder.error());
  const auto bytes = folder->read(path.filename().string(), report::kMaxShardBytes);
  if (!bytes) {
    return refused(fmt::format("{}: {}", file, bytes.error().message),
                   "name the files that --output shard=FILE wrote, one for each part");
  }
  auto shard = report::read_shard(*bytes, file);
  if (!shard) return tl::unexpected(shard.error());
  const std::string remedy = "take the file as --output shard=FILE wrote it";
  const bool is_part =
      shard->index >= 1 && shard->index <= shard->count && shard->count <= report::kMaxShards;
  if (!is_part) {
    return refused(
        fmt::format("{} says that it is part {} of {}", file, shard->index, shard->count), remedy);
  }
  const auto& [phase, now] = std::tie(shard->options.phase, shard->options.now);
  const bool has_phase = phase.empty() || phase == "planned" || phase == "executed";
  if (!has_phase || !pattern::parse_timestamp(now)) {
    return refused(fmt::format("{} was judged with options that there are not", file), remedy);
  }
  return NamedShard{file, std::move(*shard)};
}

Result<void> check_complete(const std::vector<NamedShard>& shards) {
  const auto& first = shards.front();
  const auto count = first.shard.count;
  std::set<std::uint32_t> missing;
  for (std::uint32_t index = 1; index <= count; ++index) missing.insert(index);
  for (const auto& [file, shard] : shards) {
    if (shard.count != count) {
      return refused(
          fmt::format("{} is one of {} parts, {} one of {}", first.file, count, file, shard.count),
          "judge every part with the same N of --shard I/N");
    }
    if (missing.erase(shard.index) == 1) continue;
    const auto before = std::find_if(shards.begin(), shards.end(), [&](const auto& other) {
      return other.shard.index == shard.index;
    });
    return refused(
        fmt::format("{} and {} are both part {} of {}", before->file, file, shard.index, count),
        "name one file for each part");
  }
  if (missing.empty()) return {};
  return refused(fmt::format("{} {} of {} {} missing", missing.size() == 1 ? "part" : "parts",
                             fmt::join(missing, ", "), count, missing.size() == 1 ? "is" : "are"),
                 "judge it with --shard, and name its file, too");
}

Result<void> check_options(const std::vector<NamedShard>& shards) {
  const auto& first = shards.front();
  for (const auto& [file, shard] : shards) {
    const auto names = report::differing_members(first.shard.options, shard.options);
    if (!names.empty()) return tl::unexpected(other_option(first.file, file, names.front()));
  }
  return {};
}

/// Whether a part tells of its bundles, each once and in their order.
Result<void> check_bundles(const NamedShard& named, const std::vector<std::string>& expected) {
  std::set<std::string_view> known(expected.begin(), expected.end());
  std::set<std::string_view> told;
  const std::string remedy = "judge this part again";
  for (const auto& outcome : named.shard.outcomes) {
    if (!known.contains(outcome.path)) {
      return refused(
          fmt::format("{} tells of {}, which is no bundle of its part", named.file, outcome.path),
          remedy);
    }
    if (!told.insert(outcome.path).second) {
      return refused(fmt::format("{} tells of {} twice", named.file, outcome.path), remedy);
    }
  }
  for (const auto& path : expected) {
    if (told.contains(path)) continue;
    return refused(fmt::format("{} does not tell what became of {}", named.file, path), remedy);
  }
  return {};
}

/// Whether an outcome is one that this run could have come to.
Result<void> check_outcome(const NamedShard& named, const report::ShardOutcome& outcome,
                           const std::set<std::string_view>& rules) {
  const auto refuse = [&](std::string_view what) {
    return refused(fmt::format("{}: what it tells of {} {}", named.file, outcome.path, what),
                   "judge this part again");
  };
  if (!outcome.report && outcome.errors.empty()) return refuse("is neither a verdict nor an error");
  if (outcome.report.has_value() == outcome.outline.empty()) return refuse("is not whole");
  if (!outcome.report) return {};
  const auto& report = *outcome.report;
  if (report.path != (outcome.path.empty() ? "." : outcome.path)) return refuse("has another path");
  if (report.phase != "planned" && report.phase != "executed") return refuse("has no phase");
  const bool are_known =
      std::all_of(report.findings.begin(), report.findings.end(),
                  [&rules](const auto& finding) { return rules.contains(finding.rule); });
  return are_known ? Result<void>() : refuse("has a finding of a rule that was not asked");
}

}  // namespace

Result<std::vector<NamedShard>> read_shards(const std::vector<std::string>& files) {
  std::vector<NamedShard> shards;
  for (const auto& file : files) {
    auto named = read_one(file);
    if (!named) return tl::unexpected(named.error());
    shards.push_back(std::move(*named));
  }
  if (shards.empty()) return refused("no part was named", "name the file of every part");
  std::sort(shards.begin(), shards.end(), [](const auto& left, const auto& right) {
    return std::tie(left.shard.index, left.file) < std::tie(right.shard.index, right.file);
  });
  if (auto complete = check_complete(shards); !complete) return tl::unexpected(complete.error());
  if (auto alike = check_options(shards); !alike) return tl::unexpected(alike.error());
  return shards;
}

Result<void> check_ground(const std::vector<NamedShard>& shards,
                          const report::ShardGround& ground) {
  for (const auto& [file, shard] : shards) {
    const auto names = report::differing_members(ground, shard.ground);
    if (!names.empty()) {
      return tl::unexpected(other_ground(file, names.front(), shard.ground, ground));
    }
  }
  return {};
}

Result<std::vector<report::ShardOutcome>> take_outcomes(std::vector<NamedShard> shards,
                                                        const std::vector<std::string>& bundles,
                                                        const Run& run) {
  std::set<std::string_view> rules;
  for (const auto* rule : run.rules) rules.insert(rule->info.id);
  std::vector<report::ShardOutcome> outcomes(bundles.size());
  for (auto& named : shards) {
    const auto positions = positions_of(named.shard.index, named.shard.count, bundles.size());
    std::vector<std::string> expected;
    for (const auto at : positions) expected.push_back(bundles[at]);
    if (auto sound = check_bundles(named, expected); !sound) return tl::unexpected(sound.error());
    for (auto& outcome : named.shard.outcomes) {
      if (auto sound = check_outcome(named, outcome, rules); !sound) {
        return tl::unexpected(sound.error());
      }
      const auto at = std::lower_bound(bundles.begin(), bundles.end(), outcome.path);
      outcomes[static_cast<std::size_t>(at - bundles.begin())] = std::move(outcome);
    }
  }
  return outcomes;
}

}  // namespace mig::app
