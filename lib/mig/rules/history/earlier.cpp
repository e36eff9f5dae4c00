#include "mig/rules/history/earlier.hpp"

#include <fmt/format.h>

#include "mig/base/shell_argument.hpp"
#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/gate.hpp"

namespace mig::rules::history_rules {
namespace {

void offer(Finding& finding, std::string_view digest, std::string_view folder,
           const bundle::BaseState& base) {
  finding.remedy += fmt::format(
      "; or have it approved: add an approval of {} for the object \"{}\" with subject_digest {} "
      "to {} on {} first, in a change of its own, or sign it: mig-receipt-verify sign --approval "
      "{} --key FILE",
      finding.rule, finding.object, digest.empty() ? "DIGEST" : digest, folder, base.base.revision,
      as_argument(fmt::format("{}NAME.yml", folder)));
}

}  // namespace

std::string as_argument(std::string_view path) {
  return shell_argument(path);
}

std::string checkout_of(const bundle::BaseState& base, std::string_view path) {
  return fmt::format("git checkout {} -- {}", as_argument(bundle::revision_of(base)),
                     as_argument(path.empty() ? "." : path));
}

std::string path_at_base(std::string_view path, const bundle::BaseState& base) {
  for (const auto& prefix : {base.base.revision, bundle::revision_of(base)}) {
    if (path.starts_with(prefix + ":")) return std::string(path.substr(prefix.size() + 1));
  }
  return std::string(path);
}

std::string protection_of(std::string_view status, const bundle::RepositoryComparison& comparison) {
  if (bundle::is_merged_status(status)) return fmt::format("was {}", status);
  return comparison.is_base_registry_broken
             ? "counts as merged, for a registry cannot be read there"
             : "had a run receipt";
}

std::string object_of_bundle(std::string_view path) {
  return fmt::format("bundle {}", path.empty() ? "." : path);
}

std::string outcome_of(std::string_view digest) {
  return std::string(digest.empty() ? "removed" : digest);
}

Finding& tell_edited(const bundle::ApprovalChange& change, const bundle::BaseState& base,
                     Reporter& reporter) {
  const auto& path = change.path.empty() ? change.before_path : change.path;
  auto& finding =
      reporter.at_path(path, fmt::format("the approval reads otherwise than at {}", base.name()));
  finding.object = fmt::format("approval {} {}", path, outcome_of(change.digest));
  finding.remedy = fmt::format("put it back: {}; a new approval is a file of its own",
                               checkout_of(base, change.before_path));
  return finding;
}

void tell_object(Finding& finding) {
  finding.remedy +=
      fmt::format("; a signed approval would have to name the object \"{}\"", finding.object);
}

void offer_approval(Finding& finding, const bundle::BundleFacts& bundle,
                    const bundle::BaseState& base) {
  offer(finding, bundle.digest, bundle.path_of("approvals/"), base);
}

void offer_approval(Finding& finding, const bundle::RepositoryComparison& comparison) {
  offer(finding, comparison.gate.digest, fmt::format("{}/", bundle::kGateApprovals),
        *comparison.base);
}

}  // namespace mig::rules::history_rules
