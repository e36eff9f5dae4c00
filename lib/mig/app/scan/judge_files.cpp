#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <utility>

#include "mig/app/scan/changed_files.hpp"
#include "mig/app/scan/scan_context.hpp"
#include "mig/app/scan/scan_files.hpp"
#include "mig/app/scan/search_history.hpp"
#include "mig/bundle/load.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/judge_scan.hpp"

namespace mig::app {
namespace {

/// The bundle that files belong to; nothing for those outside of every bundle.
using Owner = std::optional<std::string>;

bool has_open_review(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const auto& finding) {
    return finding.status == Status::open && finding.severity == Severity::review;
  });
}

/// One run of mig-scan-secrets, from its files to its report.
class FilesRun {
 public:
  FilesRun(Run& run, report::Report report) : run_(run), report_(std::move(report)) {}

  Result<report::Report> judge(const std::vector<std::string>& listed_files);

 private:
  Result<ScanTargets> choose(const std::vector<std::string>& listed_files) const;
  void search();
  Result<void> search_past();
  void search_input();
  void add_around();
  void add_bundle(const std::string& path, ScanSummary summary);
  Result<std::optional<std::string>> why_unapproved(const std::string& path) const;
  bool may_be_approved(const std::string& path);
  void settle(const std::string& path, report::BundleReport& told);
  Result<void> write_list();

  Run& run_;
  report::Report report_;
  ScanTargets targets_;
  std::string past_;  ///< what of the history was searched
  std::map<Owner, ScanSummary> by_owner_;
  rules::ScanUse use_;
  std::vector<contract::KnownValue> recorded_;
};

Result<ScanTargets> FilesRun::choose(const std::vector<std::string>& listed_files) const {
  if (const auto* staged = run_.scan->staged.get()) return staged->choose(run_.options, run_.root);
  if (const auto* comparison = compared_with(run_)) return choose_changed_files(run_, *comparison);
  return choose_files(run_.options, run_.root, listed_files);
}

void FilesRun::search() {
  OwnerFinder owners(run_.root, run_.repository);
  const auto* staged = run_.scan->staged.get();
  auto results = staged != nullptr ? staged->search(run_, targets_.files)
                                   : scan_files(run_, targets_.files, run_.options.threads);
  for (std::size_t i = 0; i < results.size(); ++i) {
    by_owner_[owners.owner_of(targets_.files[i])].add(std::move(results[i]));
  }
}

Result<void> FilesRun::search_past() {
  if (!run_.options.history) return {};
  auto searched = search_history(run_);
  if (!searched) return tl::unexpected(searched.error());
  past_ = std::move(searched->checked);
  OwnerFinder owners(run_.root, run_.repository);
  for (auto& version : searched->versions) {
    by_owner_[owners.owner_of(version.path)].add(std::move(version.result));
  }
  return {};
}

void FilesRun::search_input() {
  const auto& paths = run_.options.paths;
  if (std::find(paths.begin(), paths.end(), "-") == paths.end()) return;
  const auto& policy = run_.repository.policy;
  const auto& given = run_.options.stdin_filename;
  auto& around = by_owner_[std::nullopt];
  auto bytes = io::read_stream(STDIN_FILENO, policy.file_limits.scanned_bytes);
  if (!bytes) {
    around.errors.push_back(std::move(bytes.error()));
    return;
  }
  if (bytes->empty()) {
    around.errors.push_back({ErrorKind::no_verdict, "standard input is empty: nothing was searched",
                             std::nullopt, "look why the command in front of it wrote nothing"});
    return;
  }
  auto file = bundle::scan_bytes(given.empty() ? "<stdin>" : given, std::move(*bytes), policy,
                                 run_.repository.now);
  around.add(judged(run_, std::move(file)));
}

void FilesRun::add_around() {
  auto around = std::move(by_owner_[std::nullopt]);
  by_owner_.erase(std::nullopt);
  report::BundleReport told;
  told.path = ".";
  run_.repository.irregular_entries = targets_.irregular;
  told.findings = rules::judge_repository(run_.repository, run_.rules);
  std::move(around.findings.begin(), around.findings.end(), std::back_inserter(told.findings));
  rules::finish(told.findings);
  told.checked.push_back(checked_line(run_, what_was_searched(around)));
  if (!past_.empty()) told.checked.push_back(past_);
  told.skipped = targets_.skipped;
  const bool was_listed = run_.options.files_from.has_value();
  for (const auto& path : targets_.gone) {
    told.skipped.push_back(
        {path, was_listed ? "it was listed, and is no longer there" : "it is not there any more"});
  }
  std::move(around.errors.begin(), around.errors.end(), std::back_inserter(report_.errors));
  report_.bundles.insert(report_.bundles.begin(), std::move(told));
}

// Approvals are read from the disk: they count for what is staged, and for what a branch brings,
// only where git has the same.
Result<std::optional<std::string>> FilesRun::why_unapproved(const std::string& path) const {
  if (const auto* staged = run_.scan->staged.get()) {
    auto difference = staged->difference_on_disk(run_, path);
    if (!difference) return tl::unexpected(std::move(difference.error()));
    if (!*difference) return std::optional<std::string>();
    return fmt::format("{} is not staged as it lies on disk", **difference);
  }
  const auto* comparison = run_.repository.comparison.get();
  if (comparison == nullptr) return std::optional<std::string>();
  const auto& base = *comparison->base;
  // What was searched may be a file of the bundle and not the whole of it.
  auto disk = base.git.working_tree(run_.root, {path}, run_.options.threads, &base.tree);
  if (!disk) return tl::unexpected(std::move(disk.error()));
  if (disk->untracked.empty()) return std::optional<std::string>();
  return fmt::format("git does not track {}", disk->untracked.front());
}

bool FilesRun::may_be_approved(const std::string& path) {
  auto reason = why_unapproved(path);
  if (!reason) {
    report_.errors.push_back(std::move(reason.error()));
    return false;
  }
  if (!*reason) return true;
  report_.notices.push_back(
      fmt::format("the approvals of {} were left out: {}", path.empty() ? "." : path, **reason));
  return false;
}

// A bundle is read only where its approvals may matter.
void FilesRun::settle(const std::string& path, report::BundleReport& told) {
  if (!has_open_review(told.findings) || !may_be_approved(path)) {
    rules::finish(told.findings);
    return;
  }
  auto facts = bundle::load_bundle(run_.root, path, run_.repository, run_.options.phase);
  if (!facts) {
    rules::finish(told.findings);
    report_.errors.push_back(std::move(facts.error()));
    return;
  }
  if (const auto* comparison = run_.repository.comparison.get()) {
    facts->approvals_at_base = bundle::approvals_at_base(*comparison, facts->approvals);
  }
  const auto& id = facts->declaration.migration_id;
  if (id && pattern::parse_migration_id(id->value)) told.id = id->value;
  rules::settle_scanned(told.findings, *facts);
}

void FilesRun::add_bundle(const std::string& path, ScanSummary summary) {
  report::BundleReport told;
  told.path = path.empty() ? "." : path;
  std::move(summary.errors.begin(), summary.errors.end(), std::back_inserter(report_.errors));
  told.checked.push_back(checked_line(run_, what_was_searched(summary)));
  told.findings = std::move(summary.findings);
  settle(path, told);
  report_.bundles.push_back(std::move(told));
}

Result<void> FilesRun::write_list() {
  const auto& file = run_.options.write_baseline;
  if (!file) return {};
  if (!report_.errors.empty()) {
    report_.notices.push_back(
        fmt::format("{} was not written: not everything could be searched", *file));
    return {};
  }
  const auto total = recorded_.size();
  auto refused =
      write_known_values(*file, *run_.scan, std::move(recorded_),
                         [this](std::string_view path) { return targets_.covers(path); });
  if (!refused) return tl::unexpected(refused.error());
  if (refused->empty()) {
    report_.notices.push_back(
        fmt::format("wrote {}: {} known", *file,
                    total == 1 ? "1 value is" : fmt::format("{} values are", total)));
    return {};
  }
  report_.notices.push_back(
      fmt::format("{} was not written: it would grow by {}, such as one in {}", *file,
                  refused->size() == 1 ? "1 value" : fmt::format("{} values", refused->size()),
                  refused->front().path));
  report_.exit_code = 1;
  return {};
}

Result<report::Report> FilesRun::judge(const std::vector<std::string>& listed_files) {
  auto targets = choose(listed_files);
  if (!targets) return tl::unexpected(targets.error());
  targets_ = std::move(*targets);
  report_.notices = targets_.notices;
  const auto& about_lists = run_.scan->lists.notices;
  report_.notices.insert(report_.notices.end(), about_lists.begin(), about_lists.end());
  search();
  if (auto searched = search_past(); !searched) return tl::unexpected(searched.error());
  search_input();
  for (auto& [owner, summary] : by_owner_) {
    use_.add(summary.use);
    std::move(summary.recorded.begin(), summary.recorded.end(), std::back_inserter(recorded_));
  }
  if (!run_.options.write_baseline) {
    auto& around = by_owner_[std::nullopt].findings;
    auto unused = unused_allowances(run_, use_, targets_);
    std::move(unused.begin(), unused.end(), std::back_inserter(around));
  }
  add_around();
  for (auto& [owner, summary] : by_owner_) add_bundle(*owner, std::move(summary));
  if (auto written = write_list(); !written) return tl::unexpected(written.error());
  // A list that would have to grow is refused, whatever its findings come to.
  const bool is_refused = report_.exit_code == 1;
  report_.exit_code = report::exit_code_of(report_);
  if (is_refused && report_.exit_code != 3) report_.exit_code = 1;
  return std::move(report_);
}

}  // namespace

Result<report::Report> judge_files(Run& run, const std::vector<std::string>& listed_files,
                                   report::Report report) {
  return FilesRun(run, std::move(report)).judge(listed_files);
}

}  // namespace mig::app
