#include "mig/app/scan/scan_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <thread>

#include "mig/app/scan/scan_context.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

/// Files that a thread takes at a time: most are so small that handing out single ones would cost
/// more than searching them.
constexpr std::size_t kFilesAtATime = 32;

ScanResult judged(const Run& run, bundle::ScannedFile file) {
  ScanResult result;
  result.size = file.size;
  result.was_searched = true;
  if (file.source != nullptr) {
    result.verdict = std::make_unique<rules::FileVerdict>(run.scan->judge->judge(file));
  }
  return result;
}

ScanResult scan_one(const Run& run, const std::string& path) {
  std::string problem;
  try {
    auto file = bundle::scan_file(run.root, path, run.repository.policy, run.repository.now);
    if (file) return judged(run, std::move(*file));
    ScanResult result;
    result.verdict = std::make_unique<rules::FileVerdict>();
    result.verdict->errors.push_back(std::move(file.error()));
    return result;
  } catch (const std::exception& thrown) {
    problem = thrown.what();
  }
  ScanResult result;
  result.verdict = std::make_unique<rules::FileVerdict>();
  result.verdict->errors.push_back(
      {ErrorKind::no_verdict, problem, Location{path, std::nullopt}, ""});
  return result;
}

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool lies_in_a_judged_bundle(const bundle::RepositoryFacts& repository, std::string_view path) {
  const auto& bundles = repository.bundles;
  return std::any_of(bundles.begin(), bundles.end(),
                     [path](const auto& bundle) { return bundle::is_beneath(path, bundle.path); });
}

}  // namespace

void ScanSummary::add(ScanResult&& result) {
  files += result.was_searched ? 1 : 0;
  bytes += result.size;
  if (result.verdict == nullptr) return;
  append(findings, result.verdict->findings);
  append(errors, result.verdict->errors);
  append(recorded, result.verdict->recorded);
  use.add(result.verdict->use);
}

std::string what_was_searched(const ScanSummary& summary) {
  return fmt::format("{} file{} searched ({} bytes)", summary.files, summary.files == 1 ? "" : "s",
                     summary.bytes);
}

std::vector<ScanResult> scan_files(const Run& run, const std::vector<std::string>& files,
                                   unsigned threads) {
  std::vector<ScanResult> results(files.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (auto begin = next.fetch_add(kFilesAtATime); begin < files.size();
         begin = next.fetch_add(kFilesAtATime)) {
      const auto end = std::min(begin + kFilesAtATime, files.size());
      for (auto at = begin; at < end; ++at) results[at] = scan_one(run, files[at]);
    }
  };
  const auto count = std::min<std::size_t>(threads, files.size() / kFilesAtATime + 1);
  std::vector<std::jthread> workers;
  for (std::size_t i = 1; i < count; ++i) workers.emplace_back(work);
  work();
  workers.clear();
  return results;
}

ScanSummary scan_bundle(const Run& run, const bundle::BundleFacts& bundle) {
  ScanSummary summary;
  for (const auto& entry : bundle.entries) {
    if (entry.kind != io::EntryKind::regular) continue;
    summary.add(scan_one(run, bundle.path_of(entry.path)));
  }
  return summary;
}

Result<ScanSummary> scan_around(Run& run) {
  ScanTargets targets;
  auto folders = run.repository.migrations_roots;
  folders.emplace_back(".mig");
  for (const auto& folder : folders) {
    auto there = bundle::is_folder(run.root, folder);
    if (!there) return tl::unexpected(there.error());
    if (!folder.empty() && !*there) continue;
    if (auto added = add_files_beneath(run.root, folder, targets); !added) {
      return tl::unexpected(added.error());
    }
  }
  auto& files = targets.files;
  files.erase(std::remove_if(files.begin(), files.end(),
                             [&run](const auto& path) {
                               return lies_in_a_judged_bundle(run.repository, path);
                             }),
              files.end());
  finish_targets(targets);
  ScanSummary summary;
  for (auto& result : scan_files(run, files, run.options.threads)) summary.add(std::move(result));
  run.searched.insert(run.searched.end(), files.begin(), files.end());
  return summary;
}

std::vector<Finding> unused_allowances(const Run& run, const rules::ScanUse& use,
                                       const ScanTargets& seen) {
  return run.scan->judge->leftovers(
      use, [&seen](std::string_view path) { return seen.covers(path); },
      [&](std::string_view glob) {
        // A list of files shows a part of what a glob names: it cannot tell that nothing is left.
        const bool names_many = glob.find_first_of("*?") != std::string_view::npos;
        if (names_many && run.options.files_from) return false;
        return std::any_of(seen.files.begin(), seen.files.end(),
                           [glob](const auto& path) { return pattern::glob_matches(glob, path); });
      });
}

}  // namespace mig::app
