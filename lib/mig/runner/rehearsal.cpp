#include "mig/runner/rehearsal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <utility>

namespace mig::runner {
namespace {

using Clock = std::chrono::steady_clock;

// What was kept of the worst ones; the rest is in the baselines.
constexpr std::size_t kToldDiscrepancies = 5;

std::string new_salt() {
  std::random_device device;
  std::string salt;
  for (int i = 0; i < 4; ++i) salt += fmt::format("{:08x}", device());
  return salt;
}

std::string summary_of(const Grade& grade) {
  std::string text;
  for (std::size_t i = 0; i < std::min(grade.discrepancies.size(), kToldDiscrepancies); ++i) {
    const auto& one = grade.discrepancies[i];
    text += fmt::format("{}{}: {}", i == 0 ? "" : "; ", one.object, one.what);
  }
  if (grade.discrepancies.size() > kToldDiscrepancies)
    text += fmt::format("; and {} more", grade.discrepancies.size() - kToldDiscrepancies);
  return text;
}

/// Goes through the steps; each needs what the steps before it found.
class Course {
 public:
  Course(const Stage& stage, Rehearsal& rehearsal) : stage_(stage), rehearsal_(rehearsal) {}

  bool capture(StepName name, const char* phase, std::optional<delta::Inventory>& into);
  bool run(StepName name, const std::vector<Script>& scripts);
  void compare(StepName name, const delta::Inventory& expected, const delta::Inventory& found,
               std::optional<Grade>& into);
  void compare_rows();
  void skip(std::initializer_list<StepName> names, const std::string& why);

 private:
  StepRecord& begin(StepName name);
  void end(StepRecord& step) {
    step.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began_);
  }
  bool give_up(StepRecord& step, const Error& error) {
    step.status = StepStatus::abstain;
    step.message = "no verdict: the step did not end";
    rehearsal_.error = error;
    end(step);
    return false;
  }
  Result<void> take_rows(postgres::Connection& connection, StepName name);

  const Stage& stage_;
  Rehearsal& rehearsal_;
  Clock::time_point began_;
  std::string salt_ = new_salt();
  std::optional<RowDigests> rows_before_;
  std::optional<RowDigests> rows_restored_;
};

StepRecord& Course::begin(StepName name) {
  if (stage_.progress) stage_.progress({name, 0, 0});
  began_ = Clock::now();
  rehearsal_.steps.push_back({});
  rehearsal_.steps.back().name = name;
  return rehearsal_.steps.back();
}

Result<void> Course::take_rows(postgres::Connection& connection, StepName name) {
  const bool is_pre = name == StepName::capture_pre;
  if (!stage_.compares_rows || (!is_pre && name != StepName::capture_rollback)) return {};
  auto digests = digest_rows(connection, salt_);
  if (!digests) return tl::unexpected(digests.error());
  (is_pre ? rows_before_ : rows_restored_) = std::move(*digests);
  return {};
}

bool Course::capture(StepName name, const char* phase, std::optional<delta::Inventory>& into) {
  auto& step = begin(name);
  auto opened = postgres::Connection::open(stage_.target, stage_.sessions);
  if (!opened) return give_up(step, opened.error());
  rehearsal_.server_version = opened->server_version();
  auto baseline = postgres::capture(*opened, {phase, stage_.captured_at, stage_.protected_domains});
  if (!baseline) return give_up(step, baseline.error());
  auto inventory = delta::take_inventory(std::move(*baseline));
  if (!inventory) return give_up(step, inventory.error());
  into = std::move(*inventory);
  if (auto taken = take_rows(*opened, name); !taken) return give_up(step, taken.error());
  end(step);
  return true;
}

bool Course::run(StepName name, const std::vector<Script>& scripts) {
  auto& step = begin(name);
  auto answer = run_scripts(stage_, name, scripts);
  if (!answer) return give_up(step, answer.error());
  step.statements = answer->statements;
  step.failure = std::move(answer->failure);
  if (step.failure) {
    step.status = StepStatus::fail;
    step.message = step.failure->kept();
  }
  end(step);
  return !step.failure;
}

void Course::compare(StepName name, const delta::Inventory& expected, const delta::Inventory& found,
                     std::optional<Grade>& into) {
  auto& step = begin(name);
  into = grade(expected, found);
  if (into->level == Level::names_or_comments_only) step.status = StepStatus::abstain;
  if (into->level >= Level::left_over) step.status = StepStatus::fail;
  step.message = summary_of(*into);
  end(step);
}

void Course::compare_rows() {
  if (!stage_.compares_rows) return;
  auto& step = begin(StepName::compare_rows);
  rehearsal_.tables_compared = rows_before_->size();
  rehearsal_.rows = changed_rows(*rows_before_, *rows_restored_);
  for (const auto& change : rehearsal_.rows) {
    step.status = StepStatus::fail;
    step.message +=
        fmt::format("{}rows of {}: {}", step.message.empty() ? "" : "; ", change.table,
                    change.before == change.after
                        ? "other values"
                        : fmt::format("{} before, {} after", change.before, change.after));
  }
  const bool any_row = std::any_of(rows_before_->begin(), rows_before_->end(),
                                   [](const auto& table) { return table.second.rows > 0; });
  if (!any_row && step.status == StepStatus::pass) {
    step.status = StepStatus::skipped;
    step.message = "no table held a row: whether data comes back was not seen (--seed)";
  }
  end(step);
}

void Course::skip(std::initializer_list<StepName> names, const std::string& why) {
  for (const auto name : names) {
    rehearsal_.steps.push_back({});
    rehearsal_.steps.back().name = name;
    rehearsal_.steps.back().status = StepStatus::skipped;
    rehearsal_.steps.back().message = why;
  }
}

}  // namespace

std::string_view name_of(StepName name) {
  constexpr std::array<std::string_view, 11> kNames{
      "capture_pre", "forward",          "capture_post",     "compare",
      "rollback",    "capture_rollback", "compare_restored", "compare_rows",
      "redo",        "capture_redo",     "compare_redo"};
  return kNames.at(static_cast<std::size_t>(name));
}

std::string_view name_of(StepStatus status) {
  constexpr std::array<std::string_view, 4> kNames{"pass", "fail", "skipped", "abstain"};
  return kNames.at(static_cast<std::size_t>(status));
}

const StepRecord* Rehearsal::step(StepName name) const {
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [name](const auto& one) { return one.name == name; });
  return found == steps.end() ? nullptr : &*found;
}

bool Rehearsal::failed(StepName name) const {
  const auto* found = step(name);
  return found != nullptr && found->status == StepStatus::fail;
}

Rehearsal rehearse(const Stage& stage, const std::vector<Script>& forward,
                   const std::vector<Script>& rollback) {
  using Name = StepName;
  Rehearsal rehearsal;
  Course course(stage, rehearsal);
  if (!course.capture(Name::capture_pre, "pre", rehearsal.pre)) return rehearsal;
  if (!course.run(Name::forward, forward)) return rehearsal;
  if (!course.capture(Name::capture_post, "post", rehearsal.post)) return rehearsal;
  if (rollback.empty()) {
    course.skip({Name::rollback, Name::capture_rollback, Name::compare_restored, Name::redo,
                 Name::capture_redo, Name::compare_redo},
                "the change declares no rollback");
    return rehearsal;
  }
  if (!course.run(Name::rollback, rollback)) return rehearsal;
  if (!course.capture(Name::capture_rollback, "pre", rehearsal.restored)) return rehearsal;
  course.compare(Name::compare_restored, *rehearsal.pre, *rehearsal.restored, rehearsal.rollback);
  course.compare_rows();
  if (!course.run(Name::redo, forward)) return rehearsal;
  if (!course.capture(Name::capture_redo, "post", rehearsal.redone)) return rehearsal;
  course.compare(Name::compare_redo, *rehearsal.post, *rehearsal.redone, rehearsal.redo);
  return rehearsal;
}

}  // namespace mig::runner
