#pragma once

#include <string>
#include <string_view>

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

/// One finding for each looser key of the gate's own document. `document` may be null: it is not
/// there.
void report_looser(const std::vector<contract::Shift>& shifts,
                   const bundle::DocumentFacts* document, std::string_view path,
                   const bundle::RepositoryComparison& comparison, std::string_view subject,
                   Reporter& reporter);

}  // namespace mig::rules::history_rules
