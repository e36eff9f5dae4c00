#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <optional>
#include <string>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/change_facts.hpp"
#include "mig/io/root.hpp"

namespace mig::app {

/// The flags by which every command finds a bundle and what holds for it.
struct SubjectOptions {
  std::string bundle;
  std::optional<std::string> root;
  std::optional<std::string> policy;
  std::string now;  ///< empty: the clock
};

void declare_subject(CLI::App& app, SubjectOptions& options);

/// One bundle, with what its scripts would change. Facts point at each other, so that none of it
/// moves.
struct RunnerSubject {
  Options options;
  std::unique_ptr<io::Root> root;
  bundle::RepositoryFacts repository;
  bundle::BundleFacts facts;
  bundle::ChangeFacts change;

  /// Where a file of the bundle lies.
  std::string file(std::string_view relative) const;
  /// What was found in its files: words about them must not hold it.
  bundle::Redactor redactor() const;
};

/// Loads the bundle as the gates do. Fails where its declaration or a script of it cannot be read;
/// text that the grammar rejects is left in `change.faults`.
Result<std::unique_ptr<RunnerSubject>> load_subject(const SubjectOptions& options);

}  // namespace mig::app
