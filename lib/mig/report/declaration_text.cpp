#include "mig/report/declaration_text.hpp"

#include <fmt/format.h>

#include "mig/contract/yaml_text.hpp"

namespace mig::report {
namespace {

using contract::yaml_quoted;
using contract::yaml_word;

std::string word_list(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ", ") + yaml_word(item);
  return "[" + out + "]";
}

std::string list_line(std::string_view key, const std::vector<std::string>& items) {
  if (items.empty()) return {};
  return fmt::format("  {}: {}\n", key, word_list(items));
}

std::string or_placeholder(const std::string& text, std::string_view what) {
  return text.empty() ? yaml_quoted(fmt::format("TODO: {}", what)) : yaml_quoted(text);
}

}  // namespace

std::string scope_as_yaml(const rules::SuggestedScope& scope) {
  std::string out = "scope:\n";
  out += list_line("allowed_schemas", scope.allowed_schemas);
  out += list_line("allowed_tables", scope.allowed_tables);
  out += list_line("allowed_objects", scope.allowed_objects);
  out += list_line("allowed_operations", scope.allowed_operations);
  for (const auto& word : scope.allowed_operations) {
    const auto operation = effect::operation(word);
    if (operation && is_opaque(*operation)) {
      out += fmt::format("  # {}: what it changes cannot be known; have it reviewed\n", word);
    }
  }
  out += list_line("forbidden_schemas", scope.forbidden_schemas);
  out += fmt::format(
      "\nlimits:\n  max_table_count_touched: {}\n  max_index_count_delta: {}\n"
      "  max_constraint_count_delta: {}\n  max_row_backfill: {}{}\n",
      scope.max_table_count_touched, scope.max_index_count_delta, scope.max_constraint_count_delta,
      scope.max_row_backfill,
      scope.is_row_count_open ? "  # the scripts do not tell; set what you expect" : "");
  return out;
}

std::string declaration_as_yaml(const DraftText& draft, const rules::SuggestedScope& scope) {
  auto reviewers = draft.reviewers;
  if (reviewers.empty()) reviewers.emplace_back("TODO: who reviews this");
  std::string out = fmt::format(
      "schema_version: migration_declaration.v1\nmigration_id: {}\ntype: {}\nintent: {}\n\n",
      draft.migration_id, draft.type, or_placeholder(draft.intent, "what the change is for"));
  out += scope_as_yaml(scope);
  out += "\nrequires_rollback: true\n";
  if (!draft.rebuild_plan.empty()) {
    out += fmt::format("rebuild_plan: {}\n", yaml_quoted(draft.rebuild_plan));
  }
  out +=
      fmt::format("\napprovals:\n  required_reviewers: {}\n  change_class: {}\n",
                  word_list(reviewers), or_placeholder(draft.change_class, "class of the change"));
  out += fmt::format("\nrunner:\n  tool: {}\n",
                     or_placeholder(draft.runner_tool, "tool that runs the scripts"));
  if (!draft.runner_command.empty()) {
    out += fmt::format("  command: {}\n", yaml_quoted(draft.runner_command));
  }
  out += fmt::format(
      "\nartifacts:\n  forward: {}\n  rollback: {}\n  baselines:\n    pre: baselines/pre.json\n"
      "    post: baselines/post.json\n  diffs:\n    summary: diffs/summary.json\n",
      word_list(draft.forward), word_list(draft.rollback));
  return out;
}

std::string notes_skeleton(const std::string& migration_id) {
  return fmt::format(
      "# {}\n\n"
      "## Why a migration\n\nTODO: why this cannot be done by rebuilding the store\n\n"
      "## Risks\n\nTODO: locks, duration, who notices\n\n"
      "## Rollout\n\nTODO: when, in which order, watched by whom\n\n"
      "## Rollback\n\nTODO: when to roll back, and how\n\n"
      "## Rollback verification\n\nTODO: how to see that the rollback worked\n\n"
      "## Review guidance\n\nTODO: what reviewers should look at\n",
      migration_id);
}

}  // namespace mig::report
