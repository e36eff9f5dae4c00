#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

constexpr std::array<std::string_view, 9> kManualRoles{
    "adhoc", "dba", "developer", "hand", "human", "interactive", "manual", "operator", "person"};

/// Whether one of the words of a role, in any case, says that a person typed.
bool is_manual(std::string_view role) {
  std::string word;
  for (std::size_t i = 0; i <= role.size(); ++i) {
    const auto letter = i < role.size() ? static_cast<unsigned char>(role[i]) : '\0';
    if (std::isalnum(letter) != 0) {
      word += static_cast<char>(std::tolower(letter));
      continue;
    }
    if (std::find(kManualRoles.begin(), kManualRoles.end(), word) != kManualRoles.end()) {
      return true;
    }
    word.clear();
  }
  return false;
}

/// "migrate.sh" of "scripts/migrate.sh --now".
std::string_view program_of(std::string_view command) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto begin = std::min(command.find_first_not_of(kBlanks), command.size());
  command.remove_prefix(begin);
  command = command.substr(0, command.find_first_of(kBlanks));
  return command.substr(command.rfind('/') + 1);
}

void check_name(const bundle::BundleFacts& bundle, const bundle::ReceiptFacts& facts,
                Reporter& reporter) {
  const auto& declared = bundle.declaration.runner;
  const auto* declaration = bundle.declaration_document();
  // A declaration without either is told to lack them.
  if (declaration == nullptr || (!declared.tool && !declared.command)) return;
  const auto& name = facts.receipt.runner_name;
  const bool is_tool = name && declared.tool && declared.tool->value == name->value;
  const bool is_command =
      name && declared.command && program_of(declared.command->value) == name->value;
  if (is_tool || is_command) return;
  std::string due;
  if (declared.tool) due = fmt::format("\"{}\"", declared.tool->value);
  if (declared.command) {
    due += fmt::format("{}\"{}\"", due.empty() ? "" : " or ", program_of(declared.command->value));
  }
  auto& finding =
      name ? reporter.at(place_of(facts, name),
                         fmt::format("{}, in tier prod, was done by \"{}\"; the declared runner is "
                                     "{}",
                                     name_of(facts), name->value, due))
           : reporter.at(place_of(facts, facts.receipt.environment_name),
                         fmt::format("{}, in tier prod, names no runner; the declared one is {}",
                                     name_of(facts), due));
  if (declared.tool) {
    relate(finding, quote(*declaration->source, declared.tool->span), "declared here");
  }
  if (declared.command) {
    relate(finding, quote(*declaration->source, declared.command->span), "declared here");
  }
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid() || tier_of(bundle, facts) != contract::Tier::prod) continue;
    check_name(bundle, facts, reporter);
    const auto& role = facts.receipt.role;
    if (!role || !is_manual(role->value)) continue;
    auto& finding = reporter.at(
        place_of(facts, role), fmt::format("{}, in tier prod, was done in the role \"{}\": by hand",
                                           name_of(facts), role->value));
    relate(finding, place_of(facts, facts.receipt.environment_name), "tier prod");
  }
}

}  // namespace

const Rule wrong_runner{
    {
        .id = "receipt-wrong-runner",
        .severity = Severity::fail,
        .summary = "A run in production was not done by the runner that the migration declares",
        .rationale = "Whatever is run by hand against production is run without the checks of the "
                     "runner, and nobody can tell afterwards what it was.",
        .remedy = "Run it through the declared runner, which writes its name to runner.name of the "
                  "receipt and the role of the pipeline to actor.role",
        .requirements = {"K-111", "X-09"},
    },
    check};

}  // namespace mig::rules::receipt_rules
