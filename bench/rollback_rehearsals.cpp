#include "rollback_rehearsals.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <sstream>

#include "rehearsal_ground.hpp"

namespace mig::bench {
namespace {

namespace fs = std::filesystem;
using runner::StepName;

constexpr std::size_t kToldDifferences = 4;
constexpr std::size_t kLongestDifference = 200;

/// What is compared; -1 where a step was not run.
struct Verdict {
  int forward = 0;
  int rollback = -1;
  int level = -1;
  int redo = -1;
  std::vector<std::string> differences;

  bool agrees_with(const Verdict& other) const {
    return forward == other.forward && rollback == other.rollback && level == other.level;
  }
};

std::string told(const Verdict& verdict) {
  return fmt::format("forward {} rollback {} level {} redo {}", verdict.forward, verdict.rollback,
                     verdict.level, verdict.redo);
}

Verdict verdict_of(const Truth& truth) {
  Verdict verdict;
  verdict.forward = truth.forward_ok ? 1 : 0;
  if (truth.was_run_back) verdict.rollback = truth.rollback_ok ? 1 : 0;
  if (truth.was_compared) verdict.level = truth.level;
  if (truth.redo_ok) verdict.redo = *truth.redo_ok ? 1 : 0;
  verdict.differences = truth.after_rollback;
  for (const auto& error : {truth.rollback_error, truth.forward_error}) {
    if (!error.empty()) verdict.differences.insert(verdict.differences.begin(), error);
  }
  return verdict;
}

/// Whether a step ran to its end; -1: not run, or nobody knows.
int ran(const runner::Rehearsal& seen, StepName name, Verdict& verdict) {
  const auto* step = seen.step(name);
  if (step == nullptr) return -1;
  if (step->failure) {
    verdict.differences.push_back(
        fmt::format("{} {}", step->failure->kept(), step->failure->message));
  }
  if (step->status == runner::StepStatus::pass) return 1;
  return step->status == runner::StepStatus::fail ? 0 : -1;
}

Verdict verdict_of(const runner::Rehearsal& seen) {
  Verdict verdict;
  verdict.forward = ran(seen, StepName::forward, verdict);
  verdict.rollback = ran(seen, StepName::rollback, verdict);
  if (seen.rollback) {
    verdict.level = static_cast<int>(seen.rollback->level);
    for (const auto& one : seen.rollback->discrepancies)
      verdict.differences.push_back(fmt::format("{}: {}", one.object, one.what));
  }
  verdict.redo = ran(seen, StepName::redo, verdict);
  if (seen.error) {
    // The step whose end nobody knows is not one that was left out.
    verdict.differences.push_back("no verdict: " + seen.error->message);
    verdict.level = -2;
  }
  return verdict;
}

/// A role that the truth's server had is made, and the rehearsal starts again.
runner::Rehearsal rehearse(Ground& ground, const runner::Script& forward,
                           const std::optional<runner::Script>& rollback, const Truth& truth) {
  while (true) {
    auto seen = ground.rehearse(forward, rollback);
    if (seen.error) return seen;
    bool again = false;
    for (const auto& [name, went_well] : {std::pair{StepName::forward, truth.forward_ok},
                                          {StepName::rollback, truth.rollback_ok},
                                          {StepName::redo, truth.redo_ok.value_or(false)}}) {
      const auto* step = seen.step(name);
      if (went_well && step != nullptr && step->failure)
        again = ground.supply_role(*step->failure) || again;
    }
    if (!again) return seen;
  }
}

void show(const std::string& name, const char* word, const Verdict& ours, const Verdict& truth) {
  fmt::print("{} {}: ours {} / truth {}\n", word, name, told(ours), told(truth));
  for (const auto& [who, verdict] : {std::pair{"ours", &ours}, {"truth", &truth}}) {
    const auto& all = verdict->differences;
    for (std::size_t i = 0; i < std::min(all.size(), kToldDifferences); ++i)
      fmt::print("      {}: {}\n", who, all[i].substr(0, kLongestDifference));
  }
}

void count(const std::string& name, const Verdict& ours, const Verdict& truth, bool verbose,
           Agreement& agreement) {
  ++agreement.judged;
  const bool agrees = ours.agrees_with(truth);
  agreement.agree += agrees ? 1U : 0U;
  const bool both_again = ours.redo != -1 && truth.redo != -1;
  const bool redo_agrees = ours.redo == truth.redo;
  agreement.redos += both_again ? 1U : 0U;
  agreement.redo_agree += both_again && redo_agrees ? 1U : 0U;
  if (!verbose) return;
  if (!agrees) show(name, "DIFFERS", ours, truth);
  if (agrees && both_again && !redo_agrees) show(name, "REDO   ", ours, truth);
}

}  // namespace

Agreement& Agreement::operator+=(const Agreement& other) {
  judged += other.judged;
  agree += other.agree;
  redos += other.redos;
  redo_agree += other.redo_agree;
  broken += other.broken;
  return *this;
}

Agreement rehearse_chain(const Chain& chain) {
  Agreement agreement;
  Ground ground(chain.preparation);
  std::istringstream order(read(chain.folder / "order.txt"));
  std::string id;
  while (std::getline(order, id)) {
    const auto folder = chain.folder / id;
    const auto found = chain.truths.find(id);
    if (id.empty() || found == chain.truths.end() || !fs::exists(folder / "up.sql")) continue;
    const auto& truth = found->second;
    const auto name = chain.folder.filename().string() + '/' + id;
    const auto up = read(folder / "up.sql");
    const auto down = read(folder / "down.sql");
    const runner::Script forward{"up.sql", up};
    std::optional<runner::Script> rollback;
    if (fs::exists(folder / "down.sql")) rollback = runner::Script{"down.sql", down};
    const auto seen = rehearse(ground, forward, rollback, truth);
    count(name, verdict_of(seen), verdict_of(truth), chain.verbose, agreement);
    if (!truth.forward_ok) continue;
    if (const auto fault = ground.advance(forward); !fault.empty()) {
      ++agreement.broken;
      fmt::print("BROKEN  {}: the chain goes on without it: {}\n", name, fault);
    }
    std::fflush(stdout);
  }
  return agreement;
}

void print(const std::string& name, const Agreement& agreement) {
  fmt::print("{:14} judged {:5} agree {:5} disagree {:4} | redo: judged {:5} agree {:5}{}\n", name,
             agreement.judged, agreement.agree, agreement.judged - agreement.agree, agreement.redos,
             agreement.redo_agree,
             agreement.broken == 0 ? "" : fmt::format(" | not in the chain: {}", agreement.broken));
  std::fflush(stdout);
}

}  // namespace mig::bench
