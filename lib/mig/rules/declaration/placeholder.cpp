#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "mig/bundle/facts.hpp"
#include "mig/contract/declaration.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::declaration_rules {
namespace {

std::string fault_of_text(std::string_view text, std::string_view field) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return fmt::format("`{}` is blank", field);
  }
  if (const auto placeholder = pattern::find_placeholder(text)) {
    return fmt::format("`{}` still holds the placeholder \"{}\"", field, *placeholder);
  }
  return {};
}

std::string fault_of_intent(const contract::LocatedString& intent,
                            const std::optional<contract::LocatedString>& id) {
  auto fault = fault_of_text(intent.value, "intent");
  if (!fault.empty()) return fault;
  std::string rest = intent.value;
  if (id && !id->value.empty()) {
    const auto at = rest.find(id->value);
    if (at != std::string::npos) rest.replace(at, id->value.size(), " ");
  }
  if (pattern::holds_words(rest, 2)) return {};
  if (rest != intent.value) {
    return fmt::format("`intent` says little more than the id: \"{}\"", intent.value);
  }
  return fmt::format("`intent` is a single word, \"{}\": it does not say what the change is for",
                     intent.value);
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr) return;
  const auto& declaration = bundle.declaration;
  const SourceText& source = *document->source;
  if (declaration.intent && !declaration.intent->value.empty()) {
    const auto fault = fault_of_intent(*declaration.intent, declaration.migration_id);
    if (!fault.empty()) reporter.at(source, declaration.intent->span, fault);
  }
  const auto look_at = [&](const contract::LocatedString& text, std::string_view field) {
    if (text.value.empty()) return;
    const auto fault = fault_of_text(text.value, field);
    if (!fault.empty()) reporter.at(source, text.span, fault);
  };
  for (const auto& one : declaration.approvals.required_reviewers) {
    look_at(one, "approvals.required_reviewers");
  }
  // A class that is blank is told as one that is missing.
  const auto& change_class = declaration.approvals.change_class;
  if (change_class && pattern::find_placeholder(change_class->value))
    look_at(*change_class, "approvals.change_class");
  for (const auto& one : declaration.owners) look_at(one, "owners");
  if (declaration.runner.tool) look_at(*declaration.runner.tool, "runner.tool");
  if (declaration.runner.command) look_at(*declaration.runner.command, "runner.command");
  if (declaration.rebuild_plan) look_at(*declaration.rebuild_plan, "rebuild_plan");
}

}  // namespace

const Rule placeholder{
    {
        .id = "declaration-placeholder",
        .severity = Severity::fail,
        .summary = "A field holds a placeholder or nothing that a person could read",
        .rationale = "A template that nobody filled in looks complete to a machine. The intent is "
                     "what reviewers hold everything else against; it must say in plain language "
                     "what the change is for.",
        .remedy = "Write what is meant: the intent in a few plain words, real names of reviewers, "
                  "owners and commands",
        .requirements = {"K-09"},
    },
    check};

}  // namespace mig::rules::declaration_rules
