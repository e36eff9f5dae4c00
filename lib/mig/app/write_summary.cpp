#include "mig/app/write_summary.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <set>
#include <system_error>

#include "mig/report/diff_files.hpp"
#include "mig/rules/limit/predicted.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

std::string in_run(const bundle::RunFacts& run, const std::string& path) {
  return run.folder.empty() ? path : run.folder + "/" + path;
}

/// Below the bundle and not there yet, with folders that are folders.
Result<void> check_place(const bundle::BundleFacts& bundle, const std::string& path) {
  if (!io::is_contained_path(path)) {
    return failure(ErrorKind::usage, fmt::format("{} leaves the bundle", path));
  }
  for (auto end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1)) {
    const auto* entry = bundle.entry(path.substr(0, end));
    if (entry != nullptr && entry->kind != io::EntryKind::directory) {
      return failure(ErrorKind::usage, fmt::format("{} is no folder", bundle.path_of(entry->path)));
    }
  }
  if (bundle.entry(path) == nullptr) return {};
  return failure(ErrorKind::usage, fmt::format("{} exists", bundle.path_of(path)), {},
                 "remove it first: evidence is never written over");
}

Result<void> write_new(const io::Root& root, const bundle::BundleFacts& bundle,
                       const std::string& path, const std::string& bytes) {
  const fs::path target = fs::path(root.absolute_path()) / bundle.path_of(path);
  std::error_code code;
  fs::create_directories(target.parent_path(), code);
  if (code) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("{}: {}", target.parent_path().string(), code.message()));
  }
  return io::write_file_atomically(target.string(), bytes);
}

/// The tables that the scripts write to: baselines do not show rows.
std::vector<std::string> tables_with_rows(const bundle::ChangeFacts& change) {
  std::set<std::string> tables;
  for (const auto& placed : rules::predicted_totals(change).rows_written) {
    const auto& effect = *placed.effect;
    tables.insert(effect.table.empty() ? effect.object.name : effect.table);
  }
  return {tables.begin(), tables.end()};
}

Result<std::string> write_run(const Options& options, const io::Root& root,
                              const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                              const bundle::RunChange& run) {
  const auto& artifacts = bundle.declaration.artifacts;
  const auto summary = in_run(
      *run.run, artifacts.diff_summary ? artifacts.diff_summary->value : "diffs/summary.json");
  // Only where it is declared: receipts name what is declared, and what they do not name may not
  // lie here.
  std::optional<std::string> touched;
  if (artifacts.touched) touched = in_run(*run.run, artifacts.touched->value);
  auto free = check_place(bundle, summary);
  if (free && touched) free = check_place(bundle, *touched);
  if (!free) return tl::unexpected(free.error());
  report::DiffSource source;
  if (bundle.declaration.migration_id) source.migration_id = bundle.declaration.migration_id->value;
  source.pre_digest = "sha256:" + run.pre->hex;
  source.post_digest = "sha256:" + run.post->hex;
  source.pre = run.pre_inventory();
  source.post = run.post_inventory();
  source.observation = &*run.observation;
  source.tables_with_rows = tables_with_rows(change);
  source.row_backfill = options.command.rows_written.value_or(0);
  auto written = write_new(root, bundle, summary, report::diff_summary_json(source));
  if (written && touched) {
    written = write_new(root, bundle, *touched, report::touched_csv(*run.observation));
  }
  if (!written) return tl::unexpected(written.error());
  auto text = fmt::format("wrote {}\n", bundle.path_of(summary));
  if (touched) text += fmt::format("wrote {}\n", bundle.path_of(*touched));
  return text;
}

}  // namespace

Result<std::string> write_summaries(const Options& options, const io::Root& root,
                                    const bundle::BundleFacts& bundle,
                                    const bundle::ChangeFacts& change) {
  if (!options.command.rows_written && !tables_with_rows(change).empty()) {
    return failure(ErrorKind::usage, "the scripts write rows, which baselines do not show", {},
                   "say how many with --rows-written N");
  }
  std::string text;
  for (const auto& run : change.runs) {
    if (!run.observation || run.summary != nullptr) continue;
    auto written = write_run(options, root, bundle, change, run);
    if (!written) return tl::unexpected(written.error());
    text += *written;
  }
  if (!text.empty()) return text;
  return failure(ErrorKind::no_verdict,
                 fmt::format("{} has no run with two valid baselines and no summary",
                             bundle.path.empty() ? "." : bundle.path),
                 {}, "see what mig-validate tells of its baselines");
}

}  // namespace mig::app
