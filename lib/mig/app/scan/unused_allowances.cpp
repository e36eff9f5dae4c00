#include <algorithm>
#include <optional>
#include <utility>

#include "mig/app/scan/changed_files.hpp"
#include "mig/app/scan/scan_context.hpp"
#include "mig/app/scan/scan_files.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

/// Whether the run saw everything that a glob names. A list of files, and what is staged or
/// changed, show a part of what one with wildcards names: that nothing is left they cannot tell.
bool was_glob_seen(std::string_view glob, const ScanTargets& seen, bool shows_a_part) {
  const bool names_many = glob.find_first_of("*?") != std::string_view::npos;
  if (names_many && shows_a_part) return false;
  return std::any_of(seen.files.begin(), seen.files.end(),
                     [glob](const auto& path) { return pattern::glob_matches(glob, path); });
}

std::vector<Finding> leftovers(const rules::ScanJudge& judge, const rules::ScanUse& use,
                               const ScanTargets& seen, bool shows_a_part) {
  return judge.leftovers(
      use, [&seen](std::string_view path) { return seen.covers(path); },
      [&](std::string_view glob) { return was_glob_seen(glob, seen, shows_a_part); });
}

bool is_same(const contract::AllowedValue& left, const contract::AllowedValue& right) {
  return left.rule == right.rule && left.path == right.path &&
         left.fingerprint == right.fingerprint;
}

/// The policy of the judged tree; the one in force where that is not the base's.
contract::Policy judged_policy(const Run& run, const bundle::RepositoryComparison& comparison) {
  if (run.options.policy) return run.repository.policy;
  const auto& document = comparison.policy_document;
  if (!document || !document->is_valid()) return {};
  auto policy = contract::read_policy(document->value);
  policy.source = document->source->path();
  policy.text = document->source;
  return policy;
}

/// The same uses, told by the places of the judged tree's entries. One that is not in force yet
/// could be of no use, and counts as used.
void translate(const contract::SecretPolicy& in_force, const contract::SecretPolicy& judged,
               const rules::ScanUse& use, rules::ScanUse& translated) {
  for (std::size_t i = 0; i < judged.allow.size(); ++i) {
    bool is_idle = false;
    for (std::size_t at = 0; at < in_force.allow.size() && in_force.salt == judged.salt; ++at) {
      if (!is_same(in_force.allow[at], judged.allow[i])) continue;
      is_idle = !use.policy.contains(at);
      if (!is_idle) break;
    }
    if (!is_idle) translated.policy.insert(i);
  }
}

void translate(const std::optional<rules::KnownValues>& in_force,
               const contract::SecretBaseline& judged, const rules::ScanUse& use,
               rules::ScanUse& translated) {
  for (std::size_t i = 0; i < judged.entries.size(); ++i) {
    const auto& entry = judged.entries[i];
    auto& met = translated.known[i];
    met = entry.count;
    if (!in_force || in_force->list.salt != judged.salt) continue;
    const auto& entries = in_force->list.entries;
    const auto before = std::lower_bound(entries.begin(), entries.end(), entry);
    if (before == entries.end() || !(*before == entry)) continue;
    const auto used = use.known.find(static_cast<std::size_t>(before - entries.begin()));
    met = used == use.known.end() ? 0 : used->second;
  }
}

// What is in force is the base's, and the change cannot mend it there. What the change took out of
// its own policy and list needs no word; what it left there does.
std::vector<Finding> leftovers_since(const bundle::RepositoryComparison& comparison, const Run& run,
                                     const rules::ScanUse& use, ScanTargets seen) {
  const auto& lists = run.scan->lists;
  const auto policy = judged_policy(run, comparison);
  const auto& known = lists.is_from_base ? lists.judged : lists.known;
  rules::ScanUse translated;
  translate(run.repository.policy.secrets, policy.secrets, use, translated);
  if (known) translate(lists.known, known->list, use, translated);
  for (const auto& change : comparison.changes) {
    if (change.kind == history::ChangeKind::removed) seen.gone.push_back(change.path);
    if (change.kind == history::ChangeKind::renamed) seen.gone.push_back(change.before_path);
  }
  std::erase_if(seen.files, [&](const auto& path) { return !is_changed_file(comparison, path); });
  seen.folders.clear();
  finish_targets(seen);
  rules::ScanSettings settings;
  settings.now = run.repository.now;
  settings.policy = &policy;
  settings.known = known ? &*known : nullptr;
  return leftovers(rules::ScanJudge(run.rules, std::move(settings)), translated, seen, true);
}

}  // namespace

std::vector<Finding> unused_allowances(const Run& run, const rules::ScanUse& use,
                                       const ScanTargets& seen) {
  if (const auto* comparison = compared_with(run)) {
    return leftovers_since(*comparison, run, use, seen);
  }
  const bool shows_a_part = run.options.files_from.has_value() || run.options.staged;
  return leftovers(*run.scan->judge, use, seen, shows_a_part);
}

}  // namespace mig::app
