#include "mig/app/base_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

#include "mig/app/given_path.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/rules/rule.hpp"

namespace mig::app {
namespace {

using bundle::RepositoryComparison;

/// Arguments as paths beneath the root; those that are gone are left out, git knows of them.
Result<std::vector<std::string>> given_paths(const Run& run) {
  std::vector<std::string> paths;
  FolderFinder folders;
  for (const auto& given : run.options.paths) {
    auto path = relative_to_root(given, run.root, folders);
    if (!path) return tl::unexpected(path.error());
    paths.push_back(std::move(*path));
  }
  return paths;
}

Result<void> compare(Run& run, const std::vector<std::string>& judged) {
  const auto watched = bundle::watched_paths(run.repository, judged);
  auto comparison =
      bundle::compare_repository(run.root, run.repository, watched, run.options.threads);
  if (!comparison) return tl::unexpected(comparison.error());
  run.repository.comparison = std::move(*comparison);
  return {};
}

/// What became of the finding about a key; empty: there was none.
std::string_view standing_of(std::string_view key, const std::vector<Finding>& findings) {
  const auto dot = key.find('.');
  const auto last = dot == std::string_view::npos ? key : key.substr(dot + 1);
  for (const auto& finding : findings) {
    if (rules::family_of(finding.rule) != "history") continue;
    const auto space = finding.object.find(' ');
    if (space == std::string::npos) continue;
    const auto object = std::string_view(finding.object).substr(space + 1);
    if (object == key || object == last) return name_of(finding.status);
  }
  return {};
}

report::GateChange row_of(const contract::Shift& shift, const std::string& subject,
                          const std::vector<Finding>& findings) {
  report::GateChange row;
  row.effect = shift.lean == contract::Lean::neither ? "other" : contract::name_of(shift.lean);
  row.subject = subject;
  row.key = shift.key;
  row.before = shift.before;
  row.after = shift.after;
  if (shift.lean == contract::Lean::looser) row.standing = standing_of(shift.key, findings);
  return row;
}

/// Findings that tell of something rewritten become rows as they are.
void add_rewritten(const report::BundleReport& bundle, std::vector<report::GateChange>& rows) {
  for (const auto& finding : bundle.findings) {
    const auto* rule = rules::find_rule(finding.rule);
    if (rule == nullptr || rule->info.bar != rules::ApprovalBar::signed_only) continue;
    rows.push_back(
        {"rewrites", finding.location.path, finding.message, "", "", name_of(finding.status)});
  }
}

void add_gate(const RepositoryComparison& comparison, const std::vector<Finding>& findings,
              std::vector<report::GateChange>& rows) {
  for (const auto& shift : comparison.policy) rows.push_back(row_of(shift, "policy", findings));
  for (const auto& shift : comparison.trust) rows.push_back(row_of(shift, "trust", findings));
  if (comparison.was_trust_removed) {
    rows.push_back(
        {"looser", "trust", "the file", "there", "removed", standing_of("file", findings)});
  }
  for (const auto& lost : comparison.lost_owners) {
    rows.push_back({"looser", "code owners", lost.path,
                    fmt::format("{}", fmt::join(lost.before, " ")),
                    fmt::format("{}", fmt::join(lost.now, " ")), standing_of(lost.path, findings)});
  }
}

}  // namespace

Result<std::shared_ptr<const bundle::BaseState>> base_of(const Options& options,
                                                         const io::Root& root) {
  if (!options.base) return nullptr;
  return bundle::open_base(root, {*options.base, options.merge_base});
}

Result<void> check_given_file(const Options& options, const io::Root& root, std::string_view flag,
                              const std::optional<std::string>& file) {
  FolderFinder folders;
  if (!options.base || !file || !place_beneath(*file, root, folders)) return {};
  return failure(
      ErrorKind::usage,
      fmt::format("{} {} lies in the tree that is judged, and could come with the change", flag,
                  *file),
      {}, fmt::format("leave {} out: with --base it is read from that revision", flag));
}

Result<void> add_roots_of_judged_policy(const io::Root& root, bundle::RepositoryFacts& repository) {
  const auto judged = bundle::load_policy(root, std::nullopt);
  // That it is not valid is told by itself; what it names cannot be known.
  if (!judged && judged.error().kind == ErrorKind::configuration) return {};
  if (!judged) return tl::unexpected(judged.error());
  auto& roots = repository.policy.migrations_roots;
  for (const auto& folder : judged->migrations_roots) {
    if (std::find(roots.begin(), roots.end(), folder) == roots.end()) roots.push_back(folder);
  }
  return {};
}

Result<void> compare_searched_files(Run& run) {
  if (run.repository.base == nullptr) return {};
  auto judged = given_paths(run);
  if (!judged) return tl::unexpected(judged.error());
  return compare(run, *judged);
}

Result<void> compare_with_base(Run& run, Targets& targets) {
  if (run.repository.base == nullptr) return {};
  auto judged = given_paths(run);
  if (!judged) return tl::unexpected(judged.error());
  judged->insert(judged->end(), targets.bundles.begin(), targets.bundles.end());
  if (auto compared = compare(run, *judged); !compared) return compared;
  if (run.options.judges_all) return {};
  const auto all = targets.bundles.size();
  std::erase_if(targets.bundles, [&run](const std::string& path) {
    return !run.repository.comparison->is_changed(path);
  });
  targets.notices.push_back(
      fmt::format("{} of {} bundles changed since {}{}", targets.bundles.size(), all,
                  run.repository.base->name(),
                  targets.bundles.size() == all ? "" : "; the others were not judged"));
  return {};
}

std::vector<report::GateChange> gate_changes_of(const bundle::BundleComparison& comparison,
                                                const std::string& path,
                                                const std::vector<Finding>& findings) {
  std::vector<report::GateChange> rows;
  for (const auto& shift : comparison.shifts) rows.push_back(row_of(shift, path, findings));
  return rows;
}

void finish_gate_changes(const Run& run, report::Report& report) {
  const auto* comparison = run.repository.comparison.get();
  if (comparison == nullptr) return;
  auto& rows = report.gate_changes;
  std::vector<Finding> findings;
  for (const auto& bundle : report.bundles) {
    add_rewritten(bundle, rows);
    findings.insert(findings.end(), bundle.findings.begin(), bundle.findings.end());
  }
  add_gate(*comparison, findings, rows);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
    return std::tie(left.subject, left.key) < std::tie(right.subject, right.key);
  });
}

}  // namespace mig::app
