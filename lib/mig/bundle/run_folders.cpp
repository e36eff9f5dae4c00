#include "mig/bundle/run_folders.hpp"

#include <map>

namespace mig::bundle {
namespace {

constexpr std::string_view kRuns = "runs/";

std::string declared_or(const std::optional<contract::LocatedString>& declared,
                        std::string_view usual) {
  return declared ? declared->value : std::string(usual);
}

/// "runs/stage-2" of "runs/stage-2/receipts/run_receipt.json"; "" outside of runs/.
std::string_view run_folder_of(std::string_view path) {
  if (!path.starts_with(kRuns)) return {};
  const auto slash = path.find('/', kRuns.size());
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

}  // namespace

std::vector<RunFacts> find_runs(const BundleFacts& bundle) {
  const auto& artifacts = bundle.declaration.artifacts;
  const auto pre_baseline = declared_or(artifacts.pre_baseline, "baselines/pre.json");
  const auto post_baseline = declared_or(artifacts.post_baseline, "baselines/post.json");
  const auto diff_summary = declared_or(artifacts.diff_summary, "diffs/summary.json");
  const auto touched = declared_or(artifacts.touched, "diffs/touched.csv");
  std::map<std::string, RunFacts, std::less<>> runs;
  runs[""] = {};
  for (const auto& entry : bundle.entries) {
    const bool is_run_folder = entry.kind == io::EntryKind::directory &&
                               entry.path.starts_with(kRuns) &&
                               entry.path.find('/', kRuns.size()) == std::string::npos;
    const std::string folder(is_run_folder ? entry.path : run_folder_of(entry.path));
    auto& run = runs[folder];
    run.folder = folder;
    if (is_run_folder || entry.kind == io::EntryKind::directory) continue;
    const auto below = folder.empty() ? entry.path : entry.path.substr(folder.size() + 1);
    if (below == pre_baseline) run.pre_baseline = entry.path;
    if (below == post_baseline) run.post_baseline = entry.path;
    if (below == diff_summary) run.diff_summary = entry.path;
    if (below == touched) run.touched = entry.path;
    if (below == "receipts/run_receipt.json") run.inline_receipt = entry.path;
    if (below == "receipts/receipt_ref.json") run.receipt_ref = entry.path;
    if (below == "receipts/backup.json") run.backup = entry.path;
  }
  std::vector<RunFacts> found;
  found.reserve(runs.size());
  for (auto& [folder, run] : runs) found.push_back(std::move(run));
  return found;
}

}  // namespace mig::bundle
