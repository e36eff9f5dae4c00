#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

constexpr std::string_view kRuns = "runs/";

bool is_sequence(std::string_view text) {
  constexpr std::size_t kMostDigits = 9;
  return !text.empty() && text.size() <= kMostDigits && text.front() != '0' &&
         std::all_of(text.begin(), text.end(),
                     [](char letter) { return letter >= '0' && letter <= '9'; });
}

void check_name(const bundle::BundleFacts& bundle, const std::string& path, Reporter& reporter) {
  const auto name = path.substr(kRuns.size());
  const auto dash = name.find_last_of('-');
  const auto environment = name.substr(0, dash);
  const auto sequence = dash == std::string::npos ? std::string() : name.substr(dash + 1);
  if (!is_sequence(sequence)) {
    reporter.at_path(bundle.path_of(path),
                     fmt::format("the name of the run folder \"{}\" does not end in a dash and a "
                                 "positive number without leading zeros",
                                 name));
    return;
  }
  const auto& policy = bundle.repository->policy;
  if (policy.tier_of(environment)) return;
  auto& finding = reporter.at_path(
      bundle.path_of(path),
      fmt::format("the run folder \"{}\" names the environment \"{}\", which the policy maps to "
                  "no tier",
                  name, environment));
  std::vector<std::string> known;
  for (const auto& [known_name, tier] : policy.environments) known.push_back(known_name);
  if (const auto near = pattern::nearest_name(environment, known)) {
    finding.remedy = fmt::format("did you mean \"{}-{}\"?", *near, sequence);
  } else {
    finding.remedy = "name an environment of the policy, or add this one to its environments";
  }
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& entry : bundle.entries) {
    const bool is_runs = entry.path == "runs";
    if (!is_runs && !(entry.path.starts_with(kRuns) &&
                      entry.path.find('/', kRuns.size()) == std::string::npos)) {
      continue;
    }
    if (entry.kind == io::EntryKind::regular) {
      auto& finding =
          reporter.at_path(bundle.path_of(entry.path),
                           is_runs ? "runs is a file, and not the folder of the runs"
                                   : "a file lies directly in runs/, outside of any run");
      finding.remedy = "move it into the folder of its run, or remove it";
    } else if (entry.kind == io::EntryKind::directory && !is_runs) {
      check_name(bundle, entry.path, reporter);
    }
  }
}

}  // namespace

const Rule malformed_run_folder{
    {
        .id = "bundle-malformed-run-folder",
        .severity = Severity::fail,
        .summary = "What lies in runs/ is not a folder named <environment>-<number>",
        .rationale = "Each run has a folder of its own, so that a later run never overwrites the "
                     "evidence of an earlier one; the name ties it to the environment and to its "
                     "place in the sequence.",
        .remedy = "Name the folder <environment>-<number>, such as stage-2",
        .requirements = {"X-02", "X-12"},
    },
    check};

}  // namespace mig::rules::bundle_rules
