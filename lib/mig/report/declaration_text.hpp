#pragma once

#include <string>
#include <vector>

#include "mig/rules/scope/suggestion.hpp"

namespace mig::report {

/// The fields of a new declaration that no program can know. An empty one is written as a
/// placeholder, which the gates refuse until somebody has filled it.
struct DraftText {
  std::string migration_id;
  std::string type;
  std::string intent;
  std::vector<std::string> reviewers;
  std::string change_class;
  std::string runner_tool;
  std::string runner_command;
  std::string rebuild_plan;  ///< empty: left out
  std::vector<std::string> forward;
  std::vector<std::string> rollback;
};

/// `scope` and `limits` as they stand in migration.yml.
std::string scope_as_yaml(const rules::SuggestedScope& scope);

/// A whole migration.yml.
std::string declaration_as_yaml(const DraftText& draft, const rules::SuggestedScope& scope);

/// notes.md with every heading that reviewers look for, and a placeholder under each.
std::string notes_skeleton(const std::string& migration_id);

}  // namespace mig::report
