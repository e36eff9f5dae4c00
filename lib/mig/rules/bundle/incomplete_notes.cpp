#include <fmt/format.h>

#include <array>
#include <span>

#include "mig/bundle/facts.hpp"
#include "mig/rules/bundle/note_topics.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

struct Topic {
  std::string_view name;
  std::string_view heading;
  std::span<const std::string_view> words;
};

constexpr std::array<std::string_view, 1> kRisk{"risk"};
constexpr std::array<std::string_view, 7> kRollout{"rollout",  "roll-out",  "roll out", "deploy",
                                                   "rollback", "roll-back", "roll back"};
constexpr std::array<std::string_view, 1> kReview{"review"};
constexpr std::array kTopics{
    Topic{"its risks", "\"## Risks\"", kRisk},
    Topic{"rollout or rollback", "\"## Rollout\" or \"## Rollback\"", kRollout},
    Topic{"what to review", "\"## Review guidance\"", kReview},
};

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  if (!bundle.notes || bundle.notes->document.access || bundle.notes->document.fault) return;
  const auto& document = bundle.notes->document;
  std::vector<std::string_view> missing;
  std::vector<std::string_view> headings;
  const document::Section* blank = nullptr;
  for (const auto& topic : kTopics) {
    const auto coverage = coverage_of(bundle.notes->markdown, topic.words);
    if (coverage.is_written) continue;
    missing.push_back(topic.name);
    if (coverage.heading == nullptr) headings.push_back(topic.heading);
    if (blank == nullptr) blank = coverage.heading;
  }
  if (missing.empty()) return;
  const auto message =
      fmt::format("notes.md has no text about {}", fmt::join(missing, ", nor about "));
  auto& finding = blank != nullptr ? reporter.at(*document.source, blank->heading_span, message)
                                   : reporter.at_path(document.source->path(), message);
  if (bundle.declaration.is_irreversible()) finding.severity = Severity::fail;
  if (!headings.empty()) {
    finding.remedy = fmt::format(
        "add prose under {}; complete notes also have \"## Why a migration\" and \"## Rollback "
        "verification\"",
        fmt::join(headings, ", and under "));
  } else {
    finding.remedy = "write prose below the heading";
  }
}

}  // namespace

const Rule incomplete_notes{
    {
        .id = "bundle-incomplete-notes",
        .severity = Severity::review,
        .summary = "notes.md leaves out risks, rollout or rollback, or review guidance",
        .rationale = "Scripts show what changes; only people can say what may go wrong, how it is "
                     "rolled out and what a reviewer should look at. For an irreversible migration "
                     "that is the only safety there is.",
        .remedy = "Write prose under the headings \"Risks\", \"Rollout\" or \"Rollback\", and "
                  "\"Review guidance\"; complete notes also have \"Why a migration\" and "
                  "\"Rollback verification\"",
        .requirements = {"K-23"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::bundle_rules
