#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

/// Where a bundle declares its id; nothing: that could not be read.
const std::optional<Place>* place_of_id(std::string_view path,
                                        const bundle::RepositoryFacts& repository) {
  for (const auto* list : {&repository.bundles, &repository.neighbours}) {
    for (const auto& bundle : *list) {
      if (bundle.path == path) return &bundle.id_place;
    }
  }
  return nullptr;
}

void check(const bundle::RepositoryFacts& repository,
           const bundle::RepositoryComparison& comparison, Reporter& reporter) {
  for (const auto& reused : comparison.reused_ids) {
    const auto name = comparison.base->name();
    auto message = reused.owner.empty()
                       ? fmt::format(
                             "{} is taken: the status history at {} tells of another migration of "
                             "that id",
                             reused.id, name)
                       : fmt::format("{} is taken: at {} it was {}", reused.id, name, reused.owner);
    const auto* place = place_of_id(reused.path, repository);
    auto& finding = place != nullptr && *place ? reporter.at(**place, std::move(message))
                                               : reporter.at_path(reused.path, std::move(message));
    finding.object = fmt::format("migration {}", reused.id);
    finding.remedy = fmt::format(
        "give the migration in {} an id that was never used, in its migration.yml, its folder and "
        "the registry",
        reused.path);
  }
}

}  // namespace

const Rule reused_id{
    {
        .id = "history-reused-id",
        .severity = Severity::fail,
        .summary = "The id of another migration is used again",
        .rationale = "An id stands for one change for ever. Used again, the receipts, approvals "
                     "and status lines of the earlier migration speak for one that they never saw.",
        .remedy = "Give the new migration an id that was never used",
        .requirements = {"K-33"},
        .approvable = true,
        .bar = ApprovalBar::signed_only,
    },
    check};

}  // namespace mig::rules::history_rules
