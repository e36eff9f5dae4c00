#include "mig/app/surroundings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <variant>

#include "mig/app/scan/scan_context.hpp"
#include "mig/app/scan/scan_files.hpp"
#include "mig/base/counted.hpp"
#include "mig/bundle/comparison.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/judge.hpp"

namespace mig::app {
namespace {

using BundlesByPath = std::unordered_map<std::string_view, report::BundleReport*>;

/// The outermost of the bundles that a path lies in; null when it lies in none.
report::BundleReport* home_of(std::string_view path, const BundlesByPath& bundles) {
  for (auto end = path.find('/');; end = path.find('/', end + 1)) {
    const auto found = bundles.find(path.substr(0, end));
    if (found != bundles.end()) return found->second;
    if (end == std::string_view::npos) return nullptr;
  }
}

// A finding about the repository is shown with the bundle it lies in, if it lies in one.
void distribute(std::vector<Finding> findings, report::BundleReport& around,
                std::vector<report::BundleReport>& bundles) {
  BundlesByPath by_path;
  for (auto& bundle : bundles) by_path.emplace(bundle.path, &bundle);
  for (auto& finding : findings) {
    auto* home = home_of(finding.location.path, by_path);
    (home == nullptr ? around : *home).findings.push_back(std::move(finding));
  }
  for (auto& bundle : bundles) {
    std::stable_sort(bundle.findings.begin(), bundle.findings.end(), report_order);
  }
}

/// Files outside of bundles are searched where a whole tree is judged; what allows values is judged
/// last, when all was seen that this run sees.
Result<void> judge_files_around(Run& run, report::BundleReport& around, report::Report& report) {
  if (run.repository.is_tree) {
    auto scanned = scan_around(run);
    if (!scanned) return tl::unexpected(scanned.error());
    run.use.add(scanned->use);
    around.findings = std::move(scanned->findings);
    std::move(scanned->errors.begin(), scanned->errors.end(), std::back_inserter(report.errors));
    around.checked.push_back(fmt::format("outside of bundles: {}", what_was_searched(*scanned)));
  }
  const auto& about_lists = run.scan->lists.notices;
  report.notices.insert(report.notices.end(), about_lists.begin(), about_lists.end());
  ScanTargets seen;
  seen.files = run.searched;
  if (run.repository.is_tree) seen.folders = run.repository.migrations_roots;
  finish_targets(seen);
  auto unused = unused_allowances(run, run.use, seen);
  std::move(unused.begin(), unused.end(), std::back_inserter(around.findings));
  rules::finish(around.findings);
  return {};
}

/// Says which histories were judged, and against what. An end that is missing shows in an earlier
/// state alone.
void tell_histories(const Run& run, report::BundleReport& around) {
  if (std::find(run.rules.begin(), run.rules.end(), &rules::history_rules::truncated) ==
      run.rules.end()) {
    return;
  }
  const auto& repository = run.repository;
  for (const auto& history : repository.histories) {
    const auto& document = repository.history_documents[history.document];
    if (document.is_valid()) {
      around.checked.push_back(
          fmt::format("status history: {} changes", history.history.changes.size()));
    }
    // Of a history that cannot be read nothing was compared.
    const bool is_gone = document.is_missing();
    if (history.previous && (!document.access || is_gone)) {
      around.checked.push_back(
          fmt::format("{} bytes held against {}", history.previous->bytes, history.previous->path));
    }
  }
  if (!run.options.previous && run.repository.base == nullptr) {
    around.skipped.push_back(
        {"an earlier state of the status history", "--previous was not given"});
  }
}

bool compares(const rules::Rule& rule) {
  return std::holds_alternative<rules::BundleComparisonCheck>(rule.check) ||
         std::holds_alternative<rules::RepositoryComparisonCheck>(rule.check);
}

void tell_base(const Run& run, report::BundleReport& around) {
  if (const auto* comparison = run.repository.comparison.get()) {
    around.checked.push_back(
        fmt::format("held against {}: {}", comparison->base->name(),
                    counted(comparison->changes.size(), "file differs", "files differ")));
    for (const auto& note : comparison->notes) {
      around.skipped.push_back({"a part of the comparison with the base", note});
    }
  } else if (std::any_of(run.rules.begin(), run.rules.end(),
                         [](const auto* rule) { return compares(*rule); })) {
    around.skipped.push_back({"what changed since a base revision", "--base was not given"});
  }
}

}  // namespace

Result<void> judge_surroundings(Run& run, report::Report& report) {
  auto& repository = run.repository;
  if (auto resolved = bundle::resolve_entries(run.root, repository); !resolved) return resolved;
  if (auto loaded = bundle::load_dependencies(run.root, repository); !loaded) return loaded;
  report::BundleReport around;
  around.path = ".";
  if (!repository.is_tree) {
    around.skipped.push_back({"scripts outside any bundle", "single bundles were named"});
  }
  around.checked.push_back(checked_line(
      run, fmt::format("{}, {}, {}",
                       counted(repository.registry_documents.size(), "registry", "registries"),
                       counted(repository.registry.entries.size(), "registered migration"),
                       counted(repository.bundles.size(), "bundle"))));
  tell_histories(run, around);
  tell_base(run, around);
  if (run.scan) {
    if (auto scanned = judge_files_around(run, around, report); !scanned) return scanned;
  }
  distribute(rules::judge_repository(repository, run.rules), around, report.bundles);
  report.bundles.push_back(std::move(around));
  return {};
}

}  // namespace mig::app
