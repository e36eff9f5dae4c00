#include "mig/app/base_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

#include "mig/app/given_path.hpp"
#include "mig/app/no_bundle.hpp"
#include "mig/app/scan/changed_files.hpp"
#include "mig/base/shell_argument.hpp"
#include "mig/bundle/gate.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/bundle/trust_facts.hpp"
#include "mig/report/text_walk.hpp"
#include "mig/rules/rule.hpp"

namespace mig::app {
namespace {

using bundle::RepositoryComparison;

/// Arguments as paths beneath the root.
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

/// What bundles are judged by has to be what is merged with them. Their own files are for a rule.
Result<void> refuse_untracked(const Run& run) {
  auto places = bundle::owners_files();
  for (const auto place : {bundle::kPolicyPath, bundle::kTrustPath, bundle::kGateApprovals}) {
    places.emplace(place);
  }
  for (const auto& root : run.repository.migrations_roots) {
    places.insert(bundle::joined(root, bundle::kRegistryFolder));
  }
  for (const auto& path : run.repository.comparison->untracked) {
    const bool is_judged_by = std::any_of(places.begin(), places.end(), [&path](const auto& place) {
      return bundle::is_beneath(path, place);
    });
    if (!is_judged_by) continue;
    return failure(ErrorKind::no_verdict,
                   fmt::format("git does not track {}: bundles are judged by it here, and it would "
                               "not be merged with them",
                               path),
                   {}, fmt::format("add it: git add -f -- {}, or remove it", shell_argument(path)));
  }
  return {};
}

/// What is no longer listed may lie where no walk comes by.
void add_touched(const Run& run, Targets& targets) {
  auto& bundles = targets.bundles;
  for (const auto& path : run.repository.comparison->touched_bundles) {
    const auto kind = run.root.kind_of(path);
    if (kind && *kind == io::EntryKind::directory) bundles.push_back(path);
  }
  std::sort(bundles.begin(), bundles.end());
  bundles.erase(std::unique(bundles.begin(), bundles.end()), bundles.end());
}

/// Whether the declaration of a bundle speaks of a migration that is not where it was. What it says
/// exactly is for its rules; one that cannot be read is judged.
bool speaks_of(const Run& run, const std::string& path, const std::vector<std::string>& ids) {
  const auto bytes = run.root.read(bundle::joined(path, bundle::kDeclarationFile),
                                   run.repository.policy.file_limits.document_bytes);
  return !bytes || std::any_of(ids.begin(), ids.end(), [&bytes](const auto& id) {
    return !id.empty() && bytes->find(id) != std::string::npos;
  });
}

/// Leaves of the bundles those that changed, and those that may rest on what is gone.
void keep_changed(const Run& run, Targets& targets) {
  const auto& comparison = *run.repository.comparison;
  std::vector<std::string> gone;
  for (const auto& departed : comparison.departed) gone.push_back(departed.id);
  const auto all = targets.bundles.size();
  std::size_t dependants = 0;
  std::erase_if(targets.bundles, [&](const std::string& path) {
    if (comparison.is_changed(path)) return false;
    const bool is_kept = !gone.empty() && speaks_of(run, path, gone);
    dependants += is_kept ? 1 : 0;
    return !is_kept;
  });
  auto notice = fmt::format("{} of {} bundles changed since {}",
                            targets.bundles.size() - dependants, all, comparison.base->name());
  if (dependants > 0) notice += fmt::format("; {} more name what is gone", dependants);
  if (targets.bundles.size() < all) notice += "; the others were not judged";
  targets.notices.push_back(std::move(notice));
}

/// An unsigned approval opens nothing in the change that brings it, and may open what comes next:
/// whoever merges it has to know.
void tell_new_approvals(const RepositoryComparison& comparison, Targets& targets) {
  const auto& gate = comparison.gate;
  for (std::size_t i = 0; i < gate.approvals.size(); ++i) {
    const auto& approval = gate.approvals[i];
    const auto& path = approval.source->path();
    if (gate.approvals_at_base.contains(path) || gate.approval_signatures[i]) continue;
    const auto* rule = rules::find_rule(approval.rule.value);
    if (rule == nullptr || rule->info.bar != rules::ApprovalBar::signed_or_merged) continue;
    targets.notices.push_back(fmt::format(
        "{} comes with the change: once it is merged, {} may be approved by it ({}, {})", path,
        approval.rule.value, approval.approved_by.value, approval.role.value));
  }
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

/// The same among the findings of a whole report.
std::string_view standing_of(std::string_view key, const report::Report& report) {
  for (const auto& bundle : report.bundles) {
    if (const auto standing = standing_of(key, bundle.findings); !standing.empty()) return standing;
  }
  return {};
}

template <class Findings>
report::GateChange row_of(const contract::Shift& shift, const std::string& subject,
                          const Findings& findings) {
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

/// "@ops @sec", where fewer of them are asked than before "2 of @ops @sec".
std::string asked(const std::vector<std::string>& owners, std::uint32_t approvals) {
  auto text = fmt::format("{}", fmt::join(owners, " "));
  return approvals == 0 ? text : fmt::format("{} of {}", approvals, text);
}

void add_gate(const RepositoryComparison& comparison, report::Report& report) {
  auto& rows = report.gate_changes;
  for (const auto& shift : comparison.policy) rows.push_back(row_of(shift, "policy", report));
  for (const auto& shift : comparison.trust) rows.push_back(row_of(shift, "trust", report));
  if (comparison.was_trust_removed) {
    rows.push_back(
        {"looser", "trust", "the file", "there", "removed", standing_of("file", report)});
  }
  for (const auto& lost : comparison.lost_owners) {
    rows.push_back({"looser", "code owners", lost.path, asked(lost.before, lost.approvals_before),
                    asked(lost.now, lost.approvals_now), standing_of(lost.path, report)});
  }
}

/// Tables quote what the documents say, which may hold what is never shown.
void mask(std::vector<report::GateChange>& rows, const bundle::Redactor& redactor) {
  if (redactor.is_empty()) return;
  report::TextWalk([&redactor](std::string_view, std::string& text) {
    redactor.clean(text);
  }).field("changes", rows);
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
  std::vector<std::string> searched;
  for (const auto& given : run.options.paths) {
    // What is gone with the change is told as gone.
    auto path = path_in_git(given, run.root);
    if (!path) return tl::unexpected(path.error());
    searched.push_back(std::move(*path));
  }
  return compare(run, searched);
}

Result<void> compare_with_base(Run& run, Targets& targets) {
  if (run.repository.base == nullptr) return {};
  auto judged = given_paths(run);
  if (!judged) return tl::unexpected(judged.error());
  judged->insert(judged->end(), targets.bundles.begin(), targets.bundles.end());
  if (auto compared = compare(run, *judged); !compared) return compared;
  if (auto tracked = refuse_untracked(run); !tracked) return tracked;
  const auto& comparison = *run.repository.comparison;
  const bool was_there = !comparison.departed.empty() || !comparison.entries.empty();
  if (!targets.empty_folder.empty() && targets.bundles.empty() && !was_there) {
    return no_bundle_in(targets.empty_folder);
  }
  tell_new_approvals(comparison, targets);
  if (run.repository.is_tree) add_touched(run, targets);
  if (!run.options.judges_all) keep_changed(run, targets);
  return {};
}

std::vector<report::GateChange> gate_changes_of(const bundle::BundleFacts& facts,
                                                const bundle::BundleComparison& comparison,
                                                const std::string& path,
                                                const std::vector<Finding>& findings) {
  std::vector<report::GateChange> rows;
  if (comparison.shifts.empty()) return rows;
  for (const auto& shift : comparison.shifts) rows.push_back(row_of(shift, path, findings));
  bundle::Redactor redactor(facts);
  redactor.add(comparison);
  mask(rows, redactor);
  return rows;
}

void finish_gate_changes(const Run& run, report::Report& report) {
  const auto* comparison = run.repository.comparison.get();
  if (comparison == nullptr) return;
  auto& rows = report.gate_changes;
  for (const auto& bundle : report.bundles) add_rewritten(bundle, rows);
  add_gate(*comparison, report);
  if (rows.empty()) return;
  bundle::Redactor redactor;
  redactor.add(run.repository);
  redactor.add(*comparison);
  mask(rows, redactor);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& left, const auto& right) {
    return std::tie(left.subject, left.key) < std::tie(right.subject, right.key);
  });
}

}  // namespace mig::app
