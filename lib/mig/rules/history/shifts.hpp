#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/comparison.hpp"
#include "mig/contract/direction.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::history_rules {

/// How a rule speaks of the keys that it judges.
struct Wording {
  contract::Concern concern = contract::Concern::none;
  std::string_view subject;      ///< "limit": the object is "limit max_row_backfill"
  std::string_view verb;         ///< "raised"
  std::string_view flag_verb{};  ///< "turned off", of a flag; empty: the same
};

/// One finding for each key of that concern which a declaration loosened after it was approved.
/// Silent for one that is new, was not approved yet, or was merged: of that another rule tells.
void report_looser(const bundle::BundleFacts& bundle, const bundle::BundleComparison& comparison,
                   const Wording& wording, Reporter& reporter);

/// A document of the gate: where it belongs, and what became of it.
struct GateDocument {
  std::string_view subject;  ///< "policy"
  std::string_view path;
  const std::vector<contract::Shift>& shifts;
  const std::optional<bundle::DocumentFacts>& before;  ///< nothing: it was not there
  const std::optional<bundle::DocumentFacts>& now;
};

/// One finding for each looser key of a document of the gate.
void report_looser(const GateDocument& document, const bundle::RepositoryComparison& comparison,
                   Reporter& reporter);

}  // namespace mig::rules::history_rules
