#include "mig/rules/rollback/irreversibility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/pattern/pattern.hpp"

namespace mig::rules::rollback_rules {
namespace {

// What a section that is headed "Rollback" alone has to speak of.
constexpr std::array<std::string_view, 8> kNoWayBack{"reversib",    "cannot be",     "can not be",
                                                     "no rollback", "no way back",   "not possible",
                                                     "impossible",  "cannot restore"};

bundle::NoteTopic no_way_back_topic() {
  return {{"reversib", "no rollback", "without rollback", "no way back", "cannot be undone",
           "cannot be rolled back"}};
}

}  // namespace

std::string fault_of_text(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return "is blank";
  const auto placeholder = pattern::find_placeholder(text);
  return placeholder ? fmt::format("holds the placeholder \"{}\"", *placeholder) : std::string();
}

std::vector<std::string> faults_of_irreversible(const bundle::BundleFacts& bundle) {
  const auto& block = bundle.declaration.irreversible;
  if (!block) return {"there is no `irreversible` with reason, reference and strategy"};
  std::vector<std::string> faults;
  const auto look_at = [&faults](const std::optional<contract::LocatedString>& text,
                                 std::string_view name) {
    const auto fault = text ? fault_of_text(text->value) : std::string("is missing");
    if (!fault.empty()) faults.push_back(fmt::format("the {} {}", name, fault));
  };
  look_at(block->reason, "reason");
  look_at(block->reference, "reference");
  look_at(block->strategy, "strategy");
  if (faults.empty() && !pattern::holds_words(block->reason->value, 3)) {
    faults.emplace_back("the reason is a word or two and explains nothing");
  }
  return faults;
}

bool names_its_approval(const bundle::BundleFacts& bundle) {
  const auto& block = bundle.declaration.irreversible;
  return block && block->reference && pattern::names_a_record(block->reference->value);
}

bundle::Passage why_irreversible(const bundle::BundleFacts& bundle) {
  auto passage = bundle::passage_about(bundle, no_way_back_topic());
  if (passage.is_written) return passage;
  const auto rollback = bundle::passage_about(bundle, bundle::rollback_topic());
  const auto text = bundle::lower_case(rollback.text);
  const bool speaks_of_it = std::any_of(kNoWayBack.begin(), kNoWayBack.end(), [&text](auto words) {
    return text.find(words) != std::string::npos;
  });
  return rollback.is_written && speaks_of_it ? rollback : passage;
}

bool is_irreversible_in_full(const bundle::BundleFacts& bundle) {
  return faults_of_irreversible(bundle).empty() && names_its_approval(bundle) &&
         why_irreversible(bundle).is_written;
}

Quote place_of_requirement(const bundle::BundleFacts& bundle) {
  return quote(*bundle.declaration_document()->source, bundle.declaration.requires_rollback->span);
}

bool are_notes_unreadable(const bundle::BundleFacts& bundle) {
  return bundle.notes && (bundle.notes->document.access || bundle.notes->document.fault);
}

}  // namespace mig::rules::rollback_rules
