#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rehearsing.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

using catalog::Residue;

constexpr std::array kResidues{Residue::left_over, Residue::lost, Residue::changed,
                               Residue::renamed};

void tell_opaque(const bundle::BundleFacts& bundle, const bundle::ScriptChange& script,
                 Reporter& reporter) {
  for (const auto& effect : script.effects) {
    if (!is_opaque(effect.operation)) continue;
    auto& finding = reporter.at(
        *script.script->source, effect.span,
        script.script->is_forward
            ? fmt::format("whether the rollback undoes this cannot be known from the script: {} "
                          "({})",
                          name_of(effect.operation), effect.detail)
            : fmt::format("what this undoes cannot be known from the script: {} ({})",
                          name_of(effect.operation), effect.detail));
    finding.remedy = "rehearse it: " + rehearsed_again(bundle);
    // One place is enough to send a person there.
    return;
  }
}

std::string_view perhaps(Residue residue) {
  switch (residue) {
    case Residue::left_over:
      return "is left over";
    case Residue::lost:
      return "is lost";
    case Residue::renamed:
      return "has another name";
    default:
      return "is not as it was: it is written in another way, or was never seen";
  }
}

/// Without a baseline little is known of what was there: that is told once, not object by object.
void tell_without_baseline(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                           Reporter& reporter) {
  constexpr std::size_t kShown = 5;
  std::vector<std::string> names;
  const catalog::Unrestored* first = nullptr;
  for (const auto residue : kResidues) {
    for (const auto& residual : residuals(*change.rollback, residue)) {
      if (residual.one->is_certain || change.rollback->is_opaque) continue;
      if (first == nullptr) first = residual.one;
      names.push_back(to_string(residual.one->object));
    }
  }
  if (first == nullptr) return;
  const auto shown = std::min(kShown, names.size());
  const auto more = names.size() - shown;
  names.resize(shown);
  auto& finding = report_at_trace(
      bundle, change, reporter, *first,
      fmt::format("what was there before the change is not known: whether the rollback brings back "
                  "{}{} as it was cannot be told",
                  fmt::join(names, ", "), more == 0 ? "" : fmt::format(" and {} more", more)));
  finding.remedy =
      "capture the baseline that artifacts.baselines.pre names (mig-run capture), or rehearse the "
      "bundle: " +
      rehearsed_again(bundle);
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_effective_rollback(change)) return;
  // A server has shown it, on these very bytes.
  if (change.evidence.grade() >= contract::EvidenceGrade::rehearsed_isolated) return;
  for (const auto& script : change.scripts) tell_opaque(bundle, script, reporter);
  if (change.start == nullptr) {
    tell_without_baseline(bundle, change, reporter);
    return;
  }
  for (const auto residue : kResidues) {
    for (const auto& residual : residuals(*change.rollback, residue)) {
      const auto& one = *residual.one;
      // Behind an opaque statement everything is unknown, and that is told once.
      if (one.is_certain || change.rollback->is_opaque) continue;
      auto& finding = report_at_trace(
          bundle, change, reporter, one,
          fmt::format("perhaps {}{} {} after the rollback: the scripts alone do not "
                      "show it",
                      to_string(one.object), with_members(residual), perhaps(residue)));
      finding.remedy = "rehearse it: " + rehearsed_again(bundle);
    }
  }
}

}  // namespace

const Rule unknown_outcome{
    {
        .id = "rollback-unknown-outcome",
        .severity = Severity::review,
        .summary = "Whether the rollback undoes the change cannot be known from the scripts",
        .rationale = "A branch, a statement that is put together at run time, a definition that "
                     "nobody has seen: only a server can tell. Silent once a rehearsal of these "
                     "bytes has shown it.",
        .remedy = "Rehearse it: mig-run rehearse --from-registry PATH, or --schema FILE where a "
                  "dump makes "
                  "the state before it; and commit all of its rehearsal/. A baseline under "
                  "artifacts.baselines.pre shows what was there before",
        .requirements = {"K-84", "K-86"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
