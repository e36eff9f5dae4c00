#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mig/base/finding.hpp"
#include "mig/base/source_text.hpp"

namespace mig::bundle {
struct DocumentFacts;
struct BundleFacts;
struct ChangeFacts;
struct RecordFacts;
struct BundleComparison;
struct RepositoryComparison;
struct RepositoryFacts;
struct ScannedFile;
struct Allowance;
}  // namespace mig::bundle

namespace mig::secrets {
struct Detection;
}

namespace mig::contract {
struct Approval;
}

namespace mig::rules {

/// The lines of docs/requirements.md that a rule enforces.
using Requirements = std::array<std::string_view, 8>;

/// What an approval has to have so that it opens a finding of a rule.
enum class ApprovalBar : std::uint8_t {
  policy,            ///< what the policy in force asks for
  signed_or_merged,  ///< a signature, or a place in the base revision: a change never accepts
                     ///< itself
  signed_only,       ///< a signature, and the object by name; no policy accepts less
};

/// What a person has to know about a rule. Help texts, docs/rules.md and SARIF are made from it.
struct RuleInfo {
  std::string_view id;       ///< "<family>-<what-is-wrong>", never reused
  Severity severity;         ///< of most of its findings; a rule may raise or lower a single one
  std::string_view summary;  ///< one line: what is wrong
  std::string_view rationale;
  std::string_view remedy;
  Requirements requirements;
  bool approvable = false;  ///< a counted approval opens it
  ApprovalBar bar = ApprovalBar::policy;
  bool justifiable = false;  ///< a line under "## Justifications" in notes.md satisfies it
};

/// Collects the findings of one rule. Rules see nothing else that they could change.
class Reporter {
 public:
  Reporter(const RuleInfo& rule, std::vector<Finding>& findings)
      : rule_(rule), findings_(findings) {}

  /// A finding at a place of a text, with its excerpt. The answer may be adjusted until the next
  /// call.
  Finding& at(const SourceText& source, Span span, std::string message);
  Finding& at(const Quote& place, std::string message);
  /// A finding about a file as a whole, or about a path that is not there.
  Finding& at_path(std::string path, std::string message);

 private:
  const RuleInfo& rule_;
  std::vector<Finding>& findings_;
};

/// Adds "declared here" to a finding.
void relate(Finding& finding, const Quote& place, std::string message);

using DocumentCheck = void (*)(const bundle::DocumentFacts&, Reporter&);
using BundleCheck = void (*)(const bundle::BundleFacts&, Reporter&);
using RepositoryCheck = void (*)(const bundle::RepositoryFacts&, Reporter&);

/// Sees what the scripts would do and what the baselines show was done; run by the gates that
/// compute it.
using ChangeCheck = void (*)(const bundle::BundleFacts&, const bundle::ChangeFacts&, Reporter&);

/// Sees what a bundle has to show for its runs: receipts, signatures, provenance; run by the gates
/// that compute it.
using RecordCheck = void (*)(const bundle::BundleFacts&, const bundle::RecordFacts&, Reporter&);

/// Sees what a bundle was at the base revision; run where one was given.
using BundleComparisonCheck = void (*)(const bundle::BundleFacts&, const bundle::BundleComparison&,
                                       Reporter&);

/// Sees what the repository around the bundles was at the base revision; run where one was given.
using RepositoryComparisonCheck = void (*)(const bundle::RepositoryFacts&,
                                           const bundle::RepositoryComparison&, Reporter&);

/// An approval that opened nothing.
struct Leftover {
  const contract::Approval* approval = nullptr;
  std::vector<std::string> near;  ///< "RULE about OBJECT" of open findings that it may be meant for
};

/// Sees, after everything else of the bundle was settled, which of its approvals opened nothing.
using LeftoverCheck = void (*)(const bundle::BundleFacts&, const std::vector<Leftover>&, Reporter&);

/// Judges one thing that was found in a file; called for what was found under the id of its rule.
using DetectionCheck = void (*)(const bundle::ScannedFile&, const secrets::Detection&, Reporter&);

/// Judges what says that a found value may stay, after everything in its reach was judged.
using AllowanceCheck = void (*)(const bundle::Allowance&, Reporter&);

/// A rule: its description and one pure function over facts.
struct Rule {
  RuleInfo info;
  std::variant<DocumentCheck, BundleCheck, ChangeCheck, RecordCheck, RepositoryCheck, LeftoverCheck,
               DetectionCheck, AllowanceCheck, BundleComparisonCheck, RepositoryComparisonCheck>
      check;
};

/// Every rule of the suite, family by family in the order of their tables; those that are made
/// from the formats of providers come last in their family.
std::span<const Rule* const> all_rules();
/// Null when there is no such rule.
const Rule* find_rule(std::string_view id);
/// "declaration" for "declaration-missing-field".
std::string_view family_of(std::string_view rule_id);

}  // namespace mig::rules
