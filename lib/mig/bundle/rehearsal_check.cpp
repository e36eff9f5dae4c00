#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/bundle/load_evidence.hpp"
#include "mig/bundle/rehearsed_state.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

// Clocks of two machines are never quite the same.
constexpr std::int64_t kClockSkew = 300;
// order_only: a column that comes back stands at the end of its table.
constexpr std::int64_t kStillRestored = 1;
constexpr std::int64_t kFirstBadLevel = 3;
constexpr std::int64_t kLostLevel = 4;

/// Collects what does not hold of one receipt.
class RehearsalCheck {
 public:
  RehearsalCheck(const BundleFacts& bundle, const Rehearsal& rehearsal)
      : bundle_(bundle),
        rehearsal_(rehearsal),
        receipt_(rehearsal.receipt),
        level_(contract::level_of_verdict(receipt_.verdict.value)) {}

  std::vector<Discrepancy> take() {
    check_subject();
    // Of other bytes nothing can be said.
    if (!found_.empty()) return std::move(found_);
    check_times();
    check_order();
    check_level();
    check_verdict();
    check_baselines();
    check_inputs();
    check_outputs();
    if (const auto foreign = foreign_state(bundle_))
      add(Doubt::unbound, receipt_.outputs_span, *foreign);
    if (found_.empty()) check_success();
    return std::move(found_);
  }

 private:
  void add(Doubt doubt, Span span, std::string message) {
    found_.push_back({doubt, span, std::move(message)});
  }

  void check_subject() {
    const auto& id = bundle_.declaration.migration_id;
    if (id && receipt_.migration_id.value != id->value) {
      add(Doubt::unbound, receipt_.migration_id.span,
          fmt::format("the rehearsal is of {}, but the bundle is {}", receipt_.migration_id.value,
                      id->value));
    } else if (!bundle_.digest.empty() && receipt_.bundle_digest.value != bundle_.digest) {
      add(Doubt::stale, receipt_.bundle_digest.span,
          fmt::format("the bundle was changed after the rehearsal: its digest is {}",
                      bundle_.digest));
    }
  }

  void check_times() {
    const auto started = pattern::parse_timestamp(receipt_.started_at.value);
    const auto finished = pattern::parse_timestamp(receipt_.finished_at.value);
    const auto now = pattern::parse_timestamp(bundle_.repository->now);
    if (!started || !finished) {
      add(Doubt::contradictory, (started ? receipt_.finished_at : receipt_.started_at).span,
          "there is no such moment");
    } else if (*finished < *started) {
      add(Doubt::contradictory, receipt_.finished_at.span, "the rehearsal ended before it began");
    } else if (now && *finished > *now + kClockSkew) {
      add(Doubt::contradictory, receipt_.finished_at.span, "the rehearsal is still to come");
    }
  }

  void check_order() {
    const auto known = contract::rehearsal_steps();
    auto next = known.begin();
    for (const auto& step : receipt_.steps) {
      const auto at = std::find(next, known.end(), step.name.value);
      if (at == known.end()) {
        add(Doubt::contradictory, step.name.span,
            fmt::format("the step {} stands here a second time, or too late", step.name.value));
        return;
      }
      next = at + 1;
    }
  }

  void check_level() {
    if (!receipt_.level) return;
    if (level_ && *level_ == receipt_.level->value) return;
    add(Doubt::contradictory, receipt_.level->span,
        level_ ? fmt::format("`level` is {}, but the verdict {} is level {}", receipt_.level->value,
                             receipt_.verdict.value, *level_)
               : fmt::format("`level` is {}, but by the verdict {} nothing was compared",
                             receipt_.level->value, receipt_.verdict.value));
  }

  bool is_passed(std::string_view name) const {
    const auto* step = receipt_.step(name);
    return step != nullptr && step->status.value == "pass";
  }

  void contradict_step(std::string_view name, std::string_view what) {
    const auto* step = receipt_.step(name);
    add(Doubt::contradictory, step == nullptr ? receipt_.steps_span : step->status.span,
        fmt::format("the verdict is {}, but the step {} {}", receipt_.verdict.value, name,
                    step == nullptr ? std::string("is not there")
                                    : fmt::format("{} \"{}\"", what, step->status.value)));
  }

  void check_verdict() {
    if (receipt_.verdict.value == "failed") {
      const bool any = std::any_of(receipt_.steps.begin(), receipt_.steps.end(),
                                   [](const auto& step) { return step.status.value == "fail"; });
      if (!any) {
        add(Doubt::contradictory, receipt_.verdict.span,
            "the verdict is failed, but no step failed");
      }
    }
    if (is_forward_only() && has_rollback_script()) {
      add(Doubt::contradictory, receipt_.verdict.span,
          "the verdict is forward_only, but the bundle has a rollback script");
    }
    if (!level_) return;
    if (*level_ < kLostLevel && receipt_.changed_rows) {
      add(Doubt::contradictory, *receipt_.changed_rows,
          fmt::format("the verdict is {}, but rows were not restored", receipt_.verdict.value));
    }
    constexpr std::array<std::string_view, 5> kBeforeComparing{
        "capture_pre", "forward", "capture_post", "rollback", "capture_rollback"};
    for (const auto name : kBeforeComparing) {
      if (!is_passed(name)) return contradict_step(name, "is");
    }
    const auto* rows = receipt_.step("compare_rows");
    const bool lost_rows = rows != nullptr && rows->status.value == "fail";
    if (*level_ <= kStillRestored && lost_rows) contradict_step("compare_rows", "is");
    const bool is_same = is_passed("compare_restored");
    const bool is_bad = *level_ >= kFirstBadLevel && !lost_rows;
    if ((*level_ <= kStillRestored && !is_same) || (is_bad && is_same)) {
      contradict_step("compare_restored", "is");
    }
  }

  // What is there is held against the claim, not the other way round.
  void check_baselines() {
    const auto& left = rehearsal_.left_behind;
    if (left && level_ && !left->changes.empty()) {
      const auto gone_or_new =
          std::find_if(left->changes.begin(), left->changes.end(),
                       [](const auto& change) { return change.change != delta::Change::changed; });
      const auto& first = gone_or_new != left->changes.end() ? *gone_or_new : left->changes.front();
      const bool contradicts =
          *level_ == 0 || (*level_ == kStillRestored && gone_or_new != left->changes.end());
      if (contradicts) {
        add(Doubt::contradictory, receipt_.verdict.span,
            fmt::format("the verdict is {}, but {} differs between the pre and the restored "
                        "baseline",
                        receipt_.verdict.value, first.label()));
      }
    }
    const auto* redo = receipt_.step("compare_redo");
    const auto& redone = rehearsal_.redone;
    // A column that the rollback brought back stands at the end of its table.
    const bool may_differ = level_ == kStillRestored;
    const auto differs = [may_differ](const auto& change) {
      return !may_differ || change.change != delta::Change::changed;
    };
    if (redo != nullptr && redo->status.value == "pass" && redone &&
        std::any_of(redone->changes.begin(), redone->changes.end(), differs)) {
      add(Doubt::contradictory, redo->status.span,
          fmt::format("compare_redo is \"pass\", but {} differs between the post and the redo "
                      "baseline",
                      redone->changes.front().label()));
    }
  }

  void check_files(const std::vector<BoundFile>& files, std::string_view since) {
    for (const auto& file : files) {
      const auto& path = file.named.path.value;
      if (file.binding == Binding::same) continue;
      if (file.binding == Binding::differs) {
        add(Doubt::unbound, file.named.digest.span,
            fmt::format("{} was changed after {}: it is {}", path, since, file.actual));
        continue;
      }
      const auto why = file.binding == Binding::missing    ? "is not there"
                       : file.binding == Binding::repeated ? "stands in the list twice"
                                                           : "is no file of the bundle";
      add(Doubt::unbound, file.named.path.span, fmt::format("{} {}", path, why));
    }
  }

  void check_inputs() {
    check_files(rehearsal_.inputs, "the rehearsal");
    for (const auto& script : bundle_.scripts) {
      if (find_file(rehearsal_.inputs, script.path) != nullptr) continue;
      add(Doubt::unbound, receipt_.inputs_span,
          fmt::format("{} is not among the inputs: it was not rehearsed", script.path));
    }
  }

  void check_outputs() {
    check_files(rehearsal_.outputs, "the rehearsal");
    if (!level_) return;
    for (const auto path : {kRehearsedPre, kRehearsedPost, kRehearsedRestored}) {
      if (find_file(rehearsal_.outputs, path) != nullptr) continue;
      add(Doubt::unbound, receipt_.outputs_span,
          fmt::format("{} is not among the outputs: nothing shows what was compared", path));
    }
    if (is_passed("compare_redo") && find_file(rehearsal_.outputs, kRehearsedRedo) == nullptr) {
      add(Doubt::unbound, receipt_.outputs_span,
          fmt::format("{} is not among the outputs: nothing shows what was compared",
                      kRehearsedRedo));
    }
  }

  bool is_forward_only() const { return receipt_.verdict.value == "forward_only"; }

  bool has_rollback_script() const {
    return std::any_of(bundle_.scripts.begin(), bundle_.scripts.end(),
                       [](const auto& script) { return !script.is_forward; });
  }

  bool is_compensating() const {
    const auto& plan = bundle_.declaration.rollback;
    return plan && plan->kind && plan->kind->value == "compensating";
  }

  /// The first step that failed, or else the first object that the rollback did not bring back.
  std::string what_differs() const {
    for (const auto& step : receipt_.steps) {
      if (step.status.value == "fail" && !level_) return ": " + step.name.value;
    }
    const auto& left = rehearsal_.left_behind;
    if (!left || left->changes.empty()) return {};
    const auto more = left->changes.size() - 1;
    return fmt::format(": {}{}", left->changes.front().label(),
                       more == 0 ? std::string() : fmt::format(" and {} more", more));
  }

  void check_forward_steps() {
    for (const auto& step : receipt_.steps) {
      if (step.status.value != "fail") continue;
      found_.push_back({Doubt::unsuccessful, step.status.span,
                        fmt::format("the step {} of the rehearsal is \"fail\"", step.name.value)});
    }
  }

  void check_success() {
    const auto& verdict = receipt_.verdict;
    // Of a change that declares no rollback there is none to prove; that it ran is for the rules
    // over irreversible changes to weigh.
    if (is_forward_only()) return check_forward_steps();
    if (receipt_.superuser) {
      found_.push_back({Doubt::unsuccessful, *receipt_.superuser,
                        "the scripts ran as superuser, which no real run does", true});
    }
    if (!level_ || *level_ > kStillRestored) {
      // A compensation says beforehand that something remains.
      const bool is_expected = is_compensating() && level_.has_value();
      const bool is_doubt_only =
          is_expected || verdict.value == "no_verdict" || (level_ && *level_ < kFirstBadLevel);
      found_.push_back({Doubt::unsuccessful, verdict.span,
                        fmt::format("the rehearsal ended in {}{}", verdict.value, what_differs()),
                        is_doubt_only});
      return;
    }
    for (const auto& step : receipt_.steps) {
      // Without rows there was nothing to compare; what the scripts do to rows is told of them.
      const bool had_no_rows = step.name.value == "compare_rows" && step.status.value == "skipped";
      if (step.status.value == "pass" || had_no_rows) continue;
      found_.push_back({Doubt::unsuccessful, step.status.span,
                        fmt::format("the step {} of the rehearsal is \"{}\"", step.name.value,
                                    step.status.value),
                        step.status.value != "fail"});
    }
  }

  const BundleFacts& bundle_;
  const Rehearsal& rehearsal_;
  const contract::RehearsalReceipt& receipt_;
  std::optional<std::int64_t> level_;
  std::vector<Discrepancy> found_;
};

}  // namespace

std::vector<Discrepancy> find_discrepancies(const BundleFacts& bundle, const Rehearsal& rehearsal) {
  return RehearsalCheck(bundle, rehearsal).take();
}

}  // namespace mig::bundle
