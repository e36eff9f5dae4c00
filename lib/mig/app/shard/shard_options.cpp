#include "mig/app/shard/shard_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "mig/report/shard_file.hpp"

namespace mig::app {
namespace {

/// Nothing for what is no decimal number from 1 on, written as people write it.
std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  const bool is_number = fault == std::errc() && stop == end && text.front() != '0';
  return is_number ? std::optional(number) : std::nullopt;
}

Result<void> needs(bool is_there, std::string_view what, std::string_view why,
                   std::string_view remedy) {
  if (is_there) return {};
  return failure(ErrorKind::usage, fmt::format("--shard needs {}: {}", what, why), {},
                 std::string(remedy));
}

Result<void> check_outputs_of_part(const Options& options) {
  for (const auto& output : options.outputs) {
    const bool is_for_people =
        output.format == report::Format::text || output.format == report::Format::concise;
    if (is_for_people) continue;
    return failure(ErrorKind::usage,
                   "a part writes text, concise and shard: every other report would show a part "
                   "as the whole",
                   {}, "give that --output to mig-gate merge");
  }
  return {};
}

}  // namespace

void declare_shard(CLI::App& app, std::string& shard) {
  app.add_option(
      "--shard", shard,
      "I/N: judge only part I (1 to N) of the bundles, into --output shard=FILE; mig-gate "
      "merge puts the parts together");
}

Result<void> give_shard_meaning(const std::string& shard, Options& options) {
  if (shard.empty()) return {};
  const std::string_view text = shard;
  const auto slash = std::min(text.find('/'), text.size());
  const auto index = number_of(text.substr(0, slash));
  const auto count = number_of(slash < text.size() ? text.substr(slash + 1) : "");
  const bool is_part = index && count && *index <= *count && *count <= report::kMaxShards;
  if (is_part) {
    options.shard = ShardPart{*index, *count};
    return {};
  }
  return failure(ErrorKind::usage, fmt::format("--shard {} is no part of a run", shard), {},
                 fmt::format("write which part of how many, such as 1/4: from 1 on, and {} at most",
                             report::kMaxShards));
}

Result<void> check_shard(const Options& options, bool has_now) {
  if (!options.shard) {
    if (options.shard_file.empty()) return {};
    return failure(ErrorKind::usage, "--output shard= belongs to --shard, which was not given", {},
                   "name the part that is judged: --shard 1/4");
  }
  auto sound = needs(!options.shard_file.empty(), "--output shard=FILE", "mig-gate merge reads it",
                     "name the file that this part is written to");
  if (!sound) return sound;
  sound = needs(has_now, "--now", "parts that are judged at different times do not fit together",
                "give every part the time at which the pipeline began: --now "
                "\"$CI_PIPELINE_CREATED_AT\"");
  if (!sound) return sound;
  if (!options.commit.empty()) {
    return failure(ErrorKind::usage, "--commit is named by reports, and a part writes none", {},
                   "give it to mig-gate merge");
  }
  const bool reads_input =
      std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end() ||
      options.files_from == "-";
  if (reads_input) {
    return failure(ErrorKind::usage,
                   "what is read from standard input is gone when parts are merged", {},
                   "write it to a file, which every part and the merge read");
  }
  return check_outputs_of_part(options);
}

}  // namespace mig::app
