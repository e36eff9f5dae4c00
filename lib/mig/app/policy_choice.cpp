#include "mig/app/policy_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "mig/app/base_run.hpp"
#include "mig/app/scan/staged_tree.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/rules/rule_names.hpp"

namespace mig::app {
namespace {

bool judges_only(contract::DocumentKind kind, const Options& options) {
  if (options.kind) return *options.kind == kind;
  return !options.paths.empty() &&
         std::all_of(options.paths.begin(), options.paths.end(), [&](const auto& path) {
           const auto& name = path == "-" ? options.stdin_filename : path;
           return contract::kind_by_path(std::filesystem::path(name).lexically_normal().string()) ==
                  kind;
         });
}

}  // namespace

// What a policy says about a rule that does not exist is lost, so that nothing is judged by it.
Result<contract::Policy> usable_policy(const Options& options, const io::Root& root,
                                       const bundle::BaseState* base) {
  if (auto sound = check_given_file(options, root, "--policy", options.policy); !sound) {
    return tl::unexpected(sound.error());
  }
  const bool is_of_base = base != nullptr && !options.policy;
  auto policy = options.staged ? policy_of_index(options, root)
                : is_of_base   ? bundle::policy_of_base(*base)
                               : bundle::load_policy(root, options.policy);
  if (!policy) return policy;
  if (const auto unknown = rules::unknown_rule_of(*policy)) {
    const auto near = rules::nearest_rule(*unknown);
    return failure(
        ErrorKind::configuration,
        fmt::format("the policy cannot be used: `approvals.unsigned_rules` names \"{}\", and there "
                    "is no such rule",
                    *unknown),
        Location{policy->source, std::nullopt},
        near ? fmt::format("did you mean \"{}\"?", *near) : "--list-rules shows every rule");
  }
  return policy;
}

Result<contract::Policy> policy_to_judge_by(const Tool& tool, const Options& options,
                                            const io::Root& root, const bundle::BaseState* base) {
  auto policy = usable_policy(options, root, base);
  const bool is_invalid = !policy && policy.error().kind == ErrorKind::configuration;
  if (is_invalid && tool.takes_documents && judges_only(contract::DocumentKind::policy, options)) {
    return bundle::built_in_policy();
  }
  return policy;
}

Result<std::shared_ptr<const bundle::TrustFacts>> trust_to_judge_by(const Tool& tool,
                                                                    const Options& options,
                                                                    const io::Root& root,
                                                                    const bundle::BaseState* base) {
  if (auto sound = check_given_file(options, root, "--trust", options.trust); !sound) {
    return tl::unexpected(sound.error());
  }
  auto trust = base != nullptr && !options.trust ? bundle::trust_of_base(*base)
                                                 : bundle::load_trust(root, options.trust);
  const bool is_invalid = !trust && trust.error().kind == ErrorKind::configuration;
  if (is_invalid && tool.takes_documents && judges_only(contract::DocumentKind::trust, options)) {
    return nullptr;
  }
  return trust;
}

}  // namespace mig::app
