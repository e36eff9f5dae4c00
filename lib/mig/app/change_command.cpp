#include "mig/app/change_command.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iterator>
#include <list>
#include <utility>

#include "mig/app/draft_bundle.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/app/policy_choice.hpp"
#include "mig/app/targets.hpp"
#include "mig/app/write_summary.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/load_change.hpp"
#include "mig/bundle/masked_source.hpp"
#include "mig/report/change_report.hpp"
#include "mig/report/declaration_text.hpp"
#include "mig/rules/scope/suggestion.hpp"

namespace mig::app {
namespace {

/// A bundle, or scripts given by name, with what they would change. Facts point at each other, so
/// that none of it moves.
struct Subject {
  bundle::BundleFacts facts;
  bundle::ChangeFacts change;
};

struct Subjects {
  std::optional<io::Root> root;  ///< of bundles
  bundle::RepositoryFacts repository;
  std::list<Subject> all;
};

Result<bundle::ScriptFacts> read_script(const std::string& name, bool is_forward,
                                        std::uint64_t max_bytes) {
  const std::filesystem::path path(name);
  auto folder = io::Root::open(path.has_parent_path() ? path.parent_path().string() : ".");
  if (!folder) return tl::unexpected(folder.error());
  auto bytes = folder->read(path.filename().string(), max_bytes);
  if (!bytes) {
    return failure(ErrorKind::no_verdict, fmt::format("{}: {}", name, bytes.error().message), {},
                   "name a script that is there");
  }
  bundle::ScriptFacts script;
  script.path = name;
  script.is_forward = is_forward;
  script.source = bundle::masked_source(name, std::move(*bytes));
  return script;
}

Result<void> add_named_scripts(const Options& options, const contract::Policy& policy,
                               Subjects& subjects) {
  auto& subject = subjects.all.emplace_back();
  const auto read = [&](const std::vector<std::string>& names, bool is_forward) -> Result<void> {
    for (const auto& name : names) {
      auto script = read_script(name, is_forward, policy.file_limits.script_bytes);
      if (!script) return tl::unexpected(script.error());
      subject.facts.scripts.push_back(std::move(*script));
    }
    return {};
  };
  if (auto done = read(options.command.forward, true); !done) return done;
  if (auto done = read(options.command.rollback, false); !done) return done;
  subject.change = bundle::simulate_lone_scripts(subject.facts);
  return {};
}

Result<void> add_bundles(const Tool& tool, const Options& options, const io::Root& root,
                         Subjects& subjects) {
  auto listed = read_file_list(options);
  if (!listed) return tl::unexpected(listed.error());
  auto targets = choose_targets(tool, options, root, *listed, subjects.repository);
  if (!targets) return tl::unexpected(targets.error());
  for (const auto& path : targets->bundles) {
    auto facts = bundle::load_bundle(root, path, subjects.repository, options.phase);
    if (!facts) return tl::unexpected(facts.error());
    auto& subject = subjects.all.emplace_back();
    subject.facts = std::move(*facts);
    auto change = bundle::load_change(root, subject.facts, true);
    if (!change) return tl::unexpected(change.error());
    subject.change = std::move(*change);
  }
  return {};
}

Result<void> find_subjects(const Tool& tool, const Options& options, Subjects& subjects) {
  auto root = open_root(options);
  if (!root) return tl::unexpected(root.error());
  if (!options.command.forward.empty()) {
    auto policy = usable_policy(options, *root);
    if (!policy) return tl::unexpected(policy.error());
    subjects.repository.policy = std::move(*policy);
    return add_named_scripts(options, subjects.repository.policy, subjects);
  }
  auto repository = open_repository(tool, options, *root);
  if (!repository) return tl::unexpected(repository.error());
  subjects.repository = std::move(*repository);
  subjects.root = std::move(*root);
  return add_bundles(tool, options, *subjects.root, subjects);
}

std::vector<Error> errors_of(const Subjects& subjects) {
  std::vector<Error> errors;
  for (const auto& subject : subjects.all) {
    for (const auto* list : {&subject.change.faults, &subject.change.gaps}) {
      errors.insert(errors.end(), list->begin(), list->end());
    }
  }
  return errors;
}

std::string shown_text(const Options& options, const Subjects& subjects,
                       const std::vector<Error>& errors, const bundle::Redactor& redactor) {
  std::vector<report::ShownChange> shown;
  for (const auto& subject : subjects.all) {
    const auto& id = subject.facts.declaration.migration_id;
    shown.push_back({subject.facts.path, id ? id->value : std::string(), &subject.change});
  }
  const bool as_json =
      !options.outputs.empty() && options.outputs.front().format == report::Format::json;
  return as_json ? report::change_as_json(*options.command.show, shown, errors, redactor)
                 : report::change_as_text(*options.command.show, shown, redactor);
}

std::string suggestion_text(const Subjects& subjects) {
  std::string text;
  for (const auto& subject : subjects.all) {
    if (!subject.facts.path.empty()) text += fmt::format("# {}\n", subject.facts.path);
    text += report::scope_as_yaml(rules::suggest_scope(subject.change, subjects.repository.policy));
  }
  return text;
}

/// Everything that the subjects can be quoted from.
bundle::Redactor redactor_of(const Subjects& subjects) {
  bundle::Redactor redactor;
  redactor.add(subjects.repository);
  for (const auto& subject : subjects.all) {
    redactor.add(subject.facts);
    redactor.add(subject.change);
  }
  return redactor;
}

Result<ChangeAnswer> answer_of(const Options& options, Subjects& subjects,
                               const bundle::Redactor& redactor) {
  ChangeAnswer answer;
  answer.errors = errors_of(subjects);
  if (options.command.show) {
    answer.text = shown_text(options, subjects, answer.errors, redactor);
    return answer;
  }
  // What could not be read would be missing from a scope or a bundle, and nobody would see it.
  if (!answer.errors.empty()) return answer;
  if (options.command.suggest_scope) {
    answer.text = redactor.cleaned(suggestion_text(subjects));
    return answer;
  }
  if (options.command.write_summary) {
    for (const auto& subject : subjects.all) {
      auto written = write_summaries(options, *subjects.root, subject.facts, subject.change);
      if (!written) return tl::unexpected(written.error());
      answer.text += *written;
    }
    return answer;
  }
  auto written = write_draft_bundle(options, subjects.all.front().facts,
                                    subjects.all.front().change, subjects.repository.policy);
  if (!written) return tl::unexpected(written.error());
  answer.text = std::move(*written);
  return answer;
}

}  // namespace

Result<ChangeAnswer> run_change_command(const Tool& tool, const Options& options) {
  Subjects subjects;
  if (auto found = find_subjects(tool, options, subjects); !found) {
    return tl::unexpected(found.error());
  }
  if (subjects.all.empty()) {
    return failure(ErrorKind::no_verdict, "there is no bundle to look at", {},
                   "name a bundle folder");
  }
  const auto redactor = redactor_of(subjects);
  auto answer = answer_of(options, subjects, redactor);
  if (!answer) {
    redactor.clean(answer.error());
    return answer;
  }
  for (auto& error : answer->errors) redactor.clean(error);
  return answer;
}

}  // namespace mig::app
