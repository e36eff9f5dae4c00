#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/app/options.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/io/root.hpp"
#include "mig/report/report.hpp"
#include "mig/rules/judge_scan.hpp"

namespace mig::app {

struct ScanContext;

/// Everything that the steps of one run share.
struct Run {
  const Tool& tool;
  const Options& options;
  const io::Root& root;
  std::vector<const rules::Rule*> rules;
  bundle::RepositoryFacts repository;
  std::shared_ptr<const ScanContext> scan;  ///< null: no gate of the run searches files
  std::shared_ptr<const io::Root> store;    ///< of receipts; null: none was given
  std::vector<std::string> searched;        ///< files, in any order
  rules::ScanUse use;                       ///< of what allows values, in those files
};

/// What became of one bundle or document. Errors beside a report: it was judged, but not to an end.
struct Outcome {
  std::optional<report::BundleReport> report;
  std::optional<bundle::BundleSummary> summary;
  std::vector<Error> errors;
  std::vector<std::string> searched;
  std::vector<report::GateChange> gate_changes;  ///< since the base revision
  rules::ScanUse use;
};

/// The regular files of a bundle, relative to the root: what of it is searched for secrets.
std::vector<std::string> searched_files(const bundle::BundleFacts& facts);

/// "mig-validate: 3 documents, 97 rules".
std::string checked_line(const Run& run, std::string_view what);

Outcome judge_one_bundle(const Run& run, const std::string& path);
Outcome judge_one_document(const Run& run, const std::string& path);
Outcome judge_standard_input(const Run& run);

}  // namespace mig::app
