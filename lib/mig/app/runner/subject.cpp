#include "mig/app/runner/subject.hpp"

#include <fmt/format.h>

#include <utility>

#include "mig/app/given_time.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/app/targets.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/load_change.hpp"

namespace mig::app {
namespace {

// The bundle is found, and its policy chosen, as the gate that judges its scripts does.
constexpr std::string_view kLikeGate = "mig-scope-diff";

Result<Options> gate_options(const SubjectOptions& given) {
  Options options;
  options.paths = {given.bundle};
  options.root = given.root;
  options.policy = given.policy;
  auto now = given_time(given.now);
  if (!now) return tl::unexpected(now.error());
  options.now = std::move(*now);
  return options;
}

Result<void> load_into(RunnerSubject& subject) {
  const Tool* tool = find_tool(kLikeGate);
  auto root = open_root(subject.options);
  if (!root) return tl::unexpected(root.error());
  subject.root = std::make_unique<io::Root>(std::move(*root));
  auto repository = open_repository(*tool, subject.options, *subject.root);
  if (!repository) return tl::unexpected(repository.error());
  subject.repository = std::move(*repository);
  auto targets = choose_targets(*tool, subject.options, *subject.root, {}, subject.repository);
  if (!targets) return tl::unexpected(targets.error());
  if (targets->bundles.size() != 1) {
    return failure(ErrorKind::usage, fmt::format("{} is no bundle", subject.options.paths.front()),
                   {}, "name the folder of one migration");
  }
  auto facts = bundle::load_bundle(*subject.root, targets->bundles.front(), subject.repository, {});
  if (!facts) return tl::unexpected(facts.error());
  subject.facts = std::move(*facts);
  auto change = bundle::load_change(*subject.root, subject.facts, true);
  if (!change) return tl::unexpected(change.error());
  subject.change = std::move(*change);
  return {};
}

Result<void> check_usable(const RunnerSubject& subject) {
  const auto& declaration = subject.facts.declaration;
  if (!subject.facts.has_declaration || !declaration.migration_id ||
      !subject.facts.declaration_document()->is_valid()) {
    return failure(ErrorKind::no_verdict, "the declaration of the bundle cannot be used",
                   Location{subject.facts.path_of("migration.yml"), std::nullopt},
                   "see what mig-validate tells of it");
  }
  if (!subject.change.gaps.empty()) return tl::unexpected(subject.change.gaps.front());
  for (const auto& script : subject.facts.scripts) {
    if (script.source) continue;
    return failure(ErrorKind::no_verdict, fmt::format("{} could not be read", script.path),
                   Location{subject.facts.path_of(script.path), std::nullopt},
                   "declare a script that is there");
  }
  // A fault without a place in a script is about the bundle as a whole, such as its store.
  if (subject.change.scripts.empty() && !subject.change.faults.empty()) {
    return tl::unexpected(subject.change.faults.front());
  }
  return {};
}

}  // namespace

void declare_subject(CLI::App& app, SubjectOptions& options) {
  app.add_option("bundle", options.bundle, "bundle folder")->required();
  app.add_option("--root", options.root, "repository root (default: the git top level)");
  app.add_option("--policy", options.policy, "policy file (default: <root>/.mig/policy.yml)");
  app.add_option("--now", options.now, "the time to work at, RFC 3339 (default: the clock)");
}

std::string RunnerSubject::file(std::string_view relative) const {
  return root->absolute_path() + '/' + facts.path_of(relative);
}

bundle::Redactor RunnerSubject::redactor() const {
  bundle::Redactor redactor(facts);
  redactor.add(change);
  return redactor;
}

Result<std::unique_ptr<RunnerSubject>> load_subject(const SubjectOptions& options) {
  auto subject = std::make_unique<RunnerSubject>();
  auto understood = gate_options(options);
  if (!understood) return tl::unexpected(understood.error());
  subject->options = std::move(*understood);
  if (auto loaded = load_into(*subject); !loaded) return tl::unexpected(loaded.error());
  if (auto usable = check_usable(*subject); !usable) {
    subject->redactor().clean(usable.error());
    return tl::unexpected(usable.error());
  }
  return subject;
}

}  // namespace mig::app
