#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mig/rules/rule.hpp"

namespace mig::app {

/// One gate: a question and the rules that answer it.
struct Gate {
  std::string_view name;
  std::string_view question;
  std::span<const std::string_view> families;  ///< all rules of these
  std::span<const std::string_view> rules;     ///< and single ones of other families
  bool reads_change = false;   ///< has the scripts simulated and the baselines compared
  bool scans_files = false;    ///< has the bytes of every file searched
  bool reads_records = false;  ///< has receipts held against the files, signatures tried
  /// Rules that another gate makes needless wherever both run.
  std::span<const std::string_view> alone = {};
};

/// Every gate that exists. A later gate appears in mig-gate by a line in this table.
std::span<const Gate> all_gates();

/// A program of the suite: one gate, or all of them.
struct Tool {
  std::string_view name;
  std::string_view question;
  std::vector<const Gate*> gates;
  bool takes_documents = false;  ///< single documents, not only bundles
  bool tells_leftovers = false;  ///< reports approvals that opened nothing
  bool shows_changes = false;    ///< --show, --suggest-scope, --init, --write-summary
  bool takes_files = false;      ///< files of any kind: bundles are only where they lie
  bool has_parts = false;        ///< --shard: judges parts, which are merged

  bool reads_change() const;
  bool scans_files() const;
  bool reads_records() const;
};

/// Null for an unknown name.
const Tool* find_tool(std::string_view name);

/// The rules that a tool applies, in the order of the tables, each once.
std::vector<const rules::Rule*> rules_of(const Tool& tool);

/// The name of the first gate that runs a rule: the tool to name in help texts.
std::string_view owner_of(std::string_view rule_id);

}  // namespace mig::app
