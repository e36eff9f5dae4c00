#include "mig/app/shard/merge_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "mig/app/end_of_run.hpp"
#include "mig/app/output_options.hpp"
#include "mig/app/shard/merge.hpp"
#include "mig/app/work_options.hpp"

namespace mig::app {
namespace {

struct MergeOptions {
  std::vector<std::string> files;
  std::vector<std::string> outputs;
  WorkFlags work;
  Options run;  ///< where reports go; the rest is what the parts say
};

/// A report in place of a part would leave nothing to merge again.
Result<void> check_parts_are_kept(const MergeOptions& given) {
  std::set<std::filesystem::path> parts;
  for (const auto& file : given.files) parts.insert(place_of_file(file));
  for (const auto& output : given.run.outputs) {
    if (output.path.empty() || !parts.contains(place_of_file(output.path))) continue;
    return failure(ErrorKind::usage,
                   fmt::format("the report {} would replace a part that is merged", output.path),
                   {}, "give the --output a file of its own");
  }
  return {};
}

Result<int> merge(MergeOptions& given) {
  const auto* tool = find_tool("mig-gate");
  auto& options = given.run;
  give_work_meaning(given.work, options);
  if (auto sound = give_outputs_meaning(*tool, given.outputs, options); !sound) {
    return tl::unexpected(sound.error());
  }
  if (!options.shard_file.empty()) {
    return failure(ErrorKind::usage, "merge writes reports, and no part", {},
                   "leave --output shard= to the runs with --shard");
  }
  if (auto kept = check_parts_are_kept(given); !kept) return tl::unexpected(kept.error());
  auto merged = merge_shards(*tool, given.files, options);
  return end_run(*tool, options, std::move(merged));
}

}  // namespace

Action declare_merge(CLI::App& app) {
  auto given = std::make_shared<MergeOptions>();
  app.add_option("parts", given->files, "files that --output shard=FILE wrote, one for each part")
      ->required();
  declare_outputs(app, given->outputs, given->run);
  declare_work(app, given->work, "how many bundles to read at a time (default: cores)");
  app.footer(
      "Runs where the parts ran: in the same folder of a checkout of the same commit. Everything "
      "else that they were\ntold (paths, --base, --now, --strict and so on) stands in them.\n"
      "Exit codes: those of a run without parts; 3 when a part is missing, there twice, or not of "
      "this run.");
  return [given] { return merge(*given); };
}

}  // namespace mig::app
