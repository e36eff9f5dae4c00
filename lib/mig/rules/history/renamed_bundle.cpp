#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

/// Its folder is the same, and holds another migration by its declaration.
void report_other_id(const bundle::DepartedBundle& bundle,
                     const bundle::RepositoryComparison& comparison, Reporter& reporter) {
  const auto path = bundle.path.empty() ? "migration.yml" : bundle.path + "/migration.yml";
  auto& finding = reporter.at_path(
      path, fmt::format("{} has the id {} now; at {} it {}", bundle.id, bundle.id_now,
                        comparison.base->name(), protection_of(bundle.status, comparison)));
  finding.object = fmt::format("{} -> {}", object_of_bundle(bundle.path), bundle.id_now);
  finding.remedy = fmt::format("give it its id {} again: {}; another migration has its own folder",
                               bundle.id, checkout_of(*comparison.base, path));
  tell_object(finding);
}

void report_other_place(const bundle::DepartedBundle& bundle,
                        const bundle::RepositoryComparison& comparison, Reporter& reporter) {
  const bool has_other_id = !bundle.id_now.empty() && bundle.id_now != bundle.id;
  auto& finding = reporter.at_path(
      bundle.moved_to,
      fmt::format("{} lay in {} at {}, where it {}, and lies in {} now{}", bundle.id, bundle.path,
                  comparison.base->name(), protection_of(bundle.status, comparison),
                  bundle.moved_to,
                  has_other_id ? fmt::format(", with the id {}", bundle.id_now) : ""));
  finding.object = fmt::format("{} -> {}{}", object_of_bundle(bundle.path), bundle.moved_to,
                               has_other_id ? " " + bundle.id_now : "");
  finding.remedy = fmt::format(
      "move it back: git mv -- {} {}{}", as_argument(bundle.moved_to), as_argument(bundle.path),
      has_other_id ? fmt::format(", and give it its id {} again", bundle.id) : "");
  tell_object(finding);
}

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  for (const auto& bundle : comparison.departed) {
    if (!bundle.was_merged || bundle.moved_to.empty()) continue;
    if (bundle.moved_to == bundle.path) {
      report_other_id(bundle, comparison, reporter);
    } else {
      report_other_place(bundle, comparison, reporter);
    }
  }
}

}  // namespace

const Rule renamed_bundle{
    {
        .id = "history-renamed-bundle",
        .severity = Severity::fail,
        .summary = "A merged migration was moved, or was given another id",
        .rationale = "Receipts, approvals, the registry and the migrations that depend on it name "
                     "a migration by its id and its folder. Under another name it looks as if it "
                     "had never run.",
        .remedy = "Move the bundle back to where it lay, under the id that it had",
        .requirements = {"K-33"},
        .approvable = true,
        .bar = ApprovalBar::signed_only,
    },
    check};

}  // namespace mig::rules::history_rules
