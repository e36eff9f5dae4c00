#pragma once

#include <memory>
#include <string>

#include "mig/app/options.hpp"
#include "mig/app/scan/known_lists.hpp"
#include "mig/app/scan/staged_tree.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/rules/judge_scan.hpp"

namespace mig::app {

/// What all files of a run are held against. The judge refers to the rest, so that nothing moves.
struct ScanContext {
  KnownLists lists;
  std::unique_ptr<const StagedTree> staged;  ///< null: files on disk are searched
  std::string recording_salt;                ///< hexadecimal; empty: no list is written
  std::unique_ptr<rules::ScanJudge> judge;
};

/// `repository` must outlive the context.
Result<std::unique_ptr<ScanContext>> open_scan(const Options& options, rules::RuleSet rules,
                                               const bundle::RepositoryFacts& repository);

/// Writes the list that --write-baseline names: of `recorded`, and of what the old list tells of
/// files that this run did not see. An old list only shrinks; answers what may not be added.
Result<std::vector<contract::KnownValue>> write_known_values(
    const std::string& file, const ScanContext& context, std::vector<contract::KnownValue> recorded,
    const std::function<bool(std::string_view path)>& was_seen);

}  // namespace mig::app
