#include "mig/app/rule_help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

std::string requirements_of(const rules::RuleInfo& info) {
  std::string list;
  for (const auto& line : info.requirements) {
    if (!line.empty()) list += fmt::format("{}{}", list.empty() ? "" : ", ", line);
  }
  return list;
}

std::string_view resolution_of(const rules::RuleInfo& info) {
  if (info.justifiable) return "a line `- <rule-id>: reason` under `## Justifications` in notes.md";
  if (info.approvable && info.bar == rules::ApprovalBar::signed_only) {
    return "an approval of exactly this outcome that comes with the change, signed by a key that "
           "the base trusts";
  }
  if (info.approvable && info.bar == rules::ApprovalBar::signed_or_merged) {
    return "an approval that the base holds already, or one that is signed by a key that it trusts";
  }
  if (info.approvable) return "an approval in approvals/ that counts under the policy in force";
  return "no approval opens it";
}

}  // namespace

std::string list_rules(const Tool& tool) {
  auto selected = rules_of(tool);
  std::sort(selected.begin(), selected.end(),
            [](const auto* left, const auto* right) { return left->info.id < right->info.id; });
  std::string out;
  for (const auto* rule : selected) {
    fmt::format_to(std::back_inserter(out), "{:<40} {:<7} {}\n", rule->info.id,
                   name_of(rule->info.severity), rule->info.summary);
  }
  return out;
}

Result<std::string> explain_rule(std::string_view id) {
  const rules::Rule* rule = rules::find_rule(id);
  if (rule == nullptr) {
    std::vector<std::string> known;
    for (const auto* one : rules::all_rules()) known.emplace_back(one->info.id);
    const auto nearest = pattern::nearest_name(id, known);
    return failure(ErrorKind::usage, fmt::format("there is no rule {}", id), {},
                   nearest ? fmt::format("did you mean {}?", *nearest)
                           : std::string("--list-rules names them all"));
  }
  const auto& info = rule->info;
  return fmt::format(
      "{} ({}, judged by {})\n\n{}.\n\nWhy: {}\n\nFix: {}.\n\nException: {}.\nRequirements: {}\n",
      info.id, name_of(info.severity), owner_of(info.id), info.summary, info.rationale, info.remedy,
      resolution_of(info), requirements_of(info));
}

std::string rules_reference() {
  std::string out =
      "# Rules\n\nGenerated from the rules themselves; a test keeps it fresh. A finding is *fail* "
      "(must "
      "fix), *review* (a person must approve) or *info*. A rule may raise or lower a single "
      "finding; its text "
      "says so.\n";
  std::string_view family;
  for (const auto* rule : rules::all_rules()) {
    const auto& info = rule->info;
    if (rules::family_of(info.id) != family) {
      family = rules::family_of(info.id);
      fmt::format_to(std::back_inserter(out), "\n## {}\n", family);
    }
    fmt::format_to(
        std::back_inserter(out),
        "\n### {}\n\n**{}** · `{}` · {}\n\n{}.\n\n{}\n\n*Fix:* {}.\n\n*Exception:* {}.\n", info.id,
        name_of(info.severity), owner_of(info.id), requirements_of(info), info.summary,
        info.rationale, info.remedy, resolution_of(info));
  }
  return out;
}

}  // namespace mig::app
