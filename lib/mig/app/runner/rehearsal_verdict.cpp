#include "mig/app/runner/rehearsal_verdict.hpp"

#include "mig/app/console.hpp"

namespace mig::app {
namespace {

using runner::Level;
using runner::StepName;

constexpr int kExitFail = 1;
constexpr int kExitReview = 4;

int exit_code_of(Level level) {
  if (level >= Level::left_over) return kExitFail;
  return level == Level::names_or_comments_only ? kExitReview : 0;
}

int worse(int left, int right) {
  if (left == kExitFail || right == kExitFail) return kExitFail;
  return left == kExitReview || right == kExitReview ? kExitReview : 0;
}

int exit_code_of(const Foretold& foretold) {
  if (!foretold.beyond_scope.empty()) return kExitFail;
  return foretold.unforetold.empty() ? 0 : kExitReview;
}

}  // namespace

RehearsalVerdict verdict_of(const runner::Rehearsal& rehearsal, const Foretold& foretold) {
  if (rehearsal.error) return {"no_verdict", std::nullopt, kExitNoVerdict};
  if (rehearsal.failed(StepName::forward) || rehearsal.failed(StepName::rollback))
    return {"failed", std::nullopt, kExitFail};
  if (!rehearsal.rollback)
    return {"forward_only", std::nullopt, worse(kExitReview, exit_code_of(foretold))};
  // Rows that do not come back are lost as much as tables are.
  const auto level = rehearsal.rows.empty() ? rehearsal.rollback->level : Level::lost_or_changed;
  auto code = worse(exit_code_of(level), exit_code_of(foretold));
  if (rehearsal.failed(StepName::redo)) code = kExitFail;
  if (rehearsal.redo) code = worse(code, exit_code_of(rehearsal.redo->level));
  return {std::string(name_of(level)), static_cast<int>(level), code};
}

}  // namespace mig::app
