#pragma once

#include <string>
#include <vector>

#include "mig/app/runner/rehearsal_verdict.hpp"
#include "mig/report/rehearsal_file.hpp"

namespace mig::app {

/// The files of rehearsal/ in a bundle.
class RehearsalFiles {
 public:
  explicit RehearsalFiles(const RunnerSubject& subject) : subject_(subject) {}

  /// Removes what an earlier rehearsal left, its receipt first: whatever happens from here on, no
  /// old evidence stands for this run.
  Result<void> clear();

  /// Writes baselines, the diff and, last, the receipt. When one cannot be written, none stays.
  Result<void> write(const runner::Rehearsal& rehearsal, report::RehearsalReceipt receipt);

  /// What was written, relative to the bundle.
  const std::vector<std::string>& written() const { return written_; }
  /// What an earlier rehearsal had written, and this one did not write again.
  std::vector<std::string> removed() const;

 private:
  Result<void> write_states(const runner::Rehearsal& rehearsal, report::RehearsalReceipt& receipt);
  Result<void> write_one(const std::string& relative, const std::string& bytes,
                         report::RehearsalReceipt& receipt);

  const RunnerSubject& subject_;
  std::vector<std::string> earlier_;  ///< cleared away
  std::vector<std::string> written_;
};

}  // namespace mig::app
