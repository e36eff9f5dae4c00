#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::baseline_rules {
namespace {

using contract::Attribute;

/// Why an object has to be there.
struct Requirement {
  std::optional<Quote> cause;
};

bool must_last(effect::ObjectKind kind) {
  return kind == effect::ObjectKind::constraint || kind == effect::ObjectKind::index;
}

std::map<std::string, Requirement> requirements_of(const bundle::BundleFacts& bundle,
                                                   const bundle::ChangeFacts& change,
                                                   const bundle::RunChange& run) {
  std::map<std::string, Requirement> required;
  for (const auto& label : bundle.repository->policy.required_objects) required[label] = {};
  if (run.is_rollback()) return required;
  Causes causes(change, run);
  for (const auto& difference : run.predicted) {
    if (difference.change != catalog::Change::added || !must_last(difference.object.kind)) continue;
    required[to_string(difference.object)] = {causes.of(difference.object, difference.table)};
  }
  return required;
}

std::string fault_of(const contract::BaselineObject& object) {
  const auto* valid = object.flag(Attribute::valid);
  if (valid != nullptr && !*valid) return "is not valid: its build did not finish";
  const auto* validated = object.flag(Attribute::validated);
  if (validated != nullptr && !*validated)
    return "is not validated: existing rows were not checked";
  return {};
}

/// ADD CONSTRAINT ... NOT VALID without a VALIDATE behind it.
std::set<std::string> left_unvalidated(const bundle::RunChange& run) {
  std::set<std::string> labels;
  for (catalog::Id id = 1; id < run.expected.size(); ++id) {
    if (run.expected.alive(id) && run.expected.at(id).text("valid") == "false")
      labels.insert(to_string(run.expected.name(id)));
  }
  return labels;
}

void look_at(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
             const bundle::RunChange& run, Reporter& reporter) {
  const auto required = requirements_of(bundle, change, run);
  if (required.empty()) return;
  const auto unvalidated = left_unvalidated(run);
  for (const auto& [label, requirement] : required) {
    const auto space = label.find(' ');
    const auto* object = run.post_inventory()->find(
        label.substr(0, space), label.substr(std::min(space, label.size() - 1) + 1));
    const auto fault = object == nullptr ? std::string("is not there") : fault_of(*object);
    if (fault.empty()) continue;
    // What a script leaves unchecked on purpose is there as it was meant.
    if (object != nullptr && requirement.cause && unvalidated.contains(label)) continue;
    // What the scripts make and nothing shows is drift, and told as that.
    if (object == nullptr && requirement.cause) continue;
    auto& finding =
        reporter.at(*run.post->source,
                    object == nullptr ? run.post_inventory()->baseline.objects_span : object->span,
                    fmt::format("after {} {} {}", name_of(run), label, fault));
    finding.object = label;
    if (requirement.cause) {
      relate(finding, *requirement.cause, "made here");
    } else {
      finding.remedy = fmt::format("{}; the policy requires it ({}, `required_objects`)",
                                   finding.remedy, bundle.repository->policy.source);
    }
    weigh(finding, run);
  }
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (run.post_inventory() != nullptr) look_at(bundle, change, run, reporter);
  }
}

}  // namespace

const Rule missing_required_object{
    {
        .id = "baseline-missing-required-object",
        .severity = Severity::fail,
        .summary = "A constraint or an index that has to be there is missing, invalid or "
                   "not validated",
        .rationale = "A constraint that did not come into force and a spatial index that was "
                     "never finished are invisible until data is wrong or a query is slow.",
        .remedy = "Build the index or validate the constraint, then capture the post "
                  "baseline again",
        .requirements = {"K-65", "K-66"},
    },
    check};

}  // namespace mig::rules::baseline_rules
