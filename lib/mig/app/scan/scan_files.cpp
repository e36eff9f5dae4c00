#include "mig/app/scan/scan_files.hpp"

#include <algorithm>
#include <utility>

#include "mig/app/counted_progress.hpp"
#include "mig/app/scan/changed_files.hpp"
#include "mig/app/scan/in_parallel.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::app {
namespace {

ScanResult scan_one(const Run& run, const std::string& path) {
  return guarded(path, [&] {
    if (const auto* comparison = compared_with(run)) {
      return search_changed_file(run, *comparison, path);
    }
    auto file = bundle::scan_file(run.root, path, run.repository.policy, run.repository.now);
    return file ? judged(run, std::move(*file)) : without_verdict(std::move(file.error()));
  });
}

bool lies_in_a_judged_bundle(const bundle::RepositoryFacts& repository, std::string_view path) {
  const auto& bundles = repository.bundles;
  return std::any_of(bundles.begin(), bundles.end(),
                     [path](const auto& bundle) { return bundle::is_beneath(path, bundle.path); });
}

Result<void> add_around(const Run& run, const std::string& folder, ScanTargets& targets) {
  if (const auto* comparison = compared_with(run)) {
    return add_changed_beneath(run.root, *comparison, folder, targets);
  }
  auto there = bundle::is_folder(run.root, folder);
  if (!there) return tl::unexpected(there.error());
  if (!folder.empty() && !*there) return {};
  return add_files_beneath(run.root, folder, targets);
}

}  // namespace

std::vector<ScanResult> scan_files(const Run& run, const std::vector<std::string>& files,
                                   unsigned threads) {
  std::vector<ScanResult> results(files.size());
  CountedProgress progress(run.tool.name, "searched", files.size(), "files");
  in_parallel(files.size(), threads, [&](std::size_t i) {
    results[i] = scan_one(run, files[i]);
    progress.step();
  });
  return results;
}

ScanSummary scan_bundle(const Run& run, const bundle::BundleFacts& bundle) {
  ScanSummary summary;
  const auto* comparison = compared_with(run);
  for (const auto& entry : bundle.entries) {
    if (entry.kind != io::EntryKind::regular) continue;
    const auto path = bundle.path_of(entry.path);
    if (comparison != nullptr && !is_changed_file(*comparison, path)) continue;
    summary.add(scan_one(run, path));
  }
  return summary;
}

Result<ScanSummary> scan_around(Run& run) {
  ScanTargets targets;
  auto folders = run.repository.migrations_roots;
  folders.emplace_back(".mig");
  for (const auto& folder : folders) {
    if (auto added = add_around(run, folder, targets); !added) {
      return tl::unexpected(added.error());
    }
  }
  std::erase_if(targets.files,
                [&run](const auto& path) { return lies_in_a_judged_bundle(run.repository, path); });
  finish_targets(targets);
  ScanSummary summary;
  for (auto& result : scan_files(run, targets.files, run.options.threads)) {
    summary.add(std::move(result));
  }
  run.searched.insert(run.searched.end(), targets.files.begin(), targets.files.end());
  return summary;
}

}  // namespace mig::app
