// Holds static verdicts about rollbacks against what real servers saw: whether the rollback ran,
// and whether the catalog after it equals the catalog before the change. A rollback is bad when it
// does not run, or leaves something over, lost or changed. With --rehearse, holds rehearsals of
// ours against the same. Usage: rollback_accuracy CORPORA_DIR TRUTH_DIR [-v] [--only PROJECT]
// [--leave-out PROJECT] [--alone] [--dump ID] [--rehearse [--prepare PROJECT=FILE.sql]]
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "mig/catalog/restoration.hpp"
#include "mig/catalog/simulation.hpp"
#include "rollback_rehearsals.hpp"
#include "scope_truth.hpp"

namespace {

namespace fs = std::filesystem;
using mig::catalog::Catalog;
using namespace mig::bench;  // NOLINT: a program of one file

struct Options {
  bool verbose = false;
  bool alone = false;  ///< nothing is known of what was there before
  bool rehearses = false;
  std::map<std::string, fs::path> preparations;  ///< what a project's server had before the chain
  std::string only;
  std::vector<std::string> leave_out;
  std::string dump;
};

struct Verdict {
  bool is_bad = false;
  bool is_unsure = false;  ///< ends in review: it cannot be known
  std::vector<std::string> reasons;
};

struct Tally {
  std::size_t judged = 0, bad = 0, told = 0, right = 0, unsure = 0, unsure_bad = 0;
};

std::string told(const mig::catalog::Obstacle& obstacle) {
  using mig::catalog::ObstacleKind;
  switch (obstacle.kind) {
    case ObstacleKind::absent:
      return to_string(obstacle.object) + " is not there";
    case ObstacleKind::present:
      return to_string(obstacle.object) + " is there";
    case ObstacleKind::wrong_kind:
      return to_string(obstacle.object) + " is of another kind";
    case ObstacleKind::needed:
      return to_string(obstacle.object) + " is needed by " + to_string(obstacle.other);
    case ObstacleKind::raised:
      return "raises " + obstacle.detail;
    case ObstacleKind::phantom:
      break;
  }
  return to_string(obstacle.object) + " never was there";
}

Verdict judge(const mig::catalog::Prediction& forward, const Catalog& before,
              const std::string& rollback) {
  using mig::catalog::Residue;
  Verdict verdict;
  const auto back = mig::catalog::predict(forward.after, rollback, before.size());
  if (!back.faults.empty()) {
    verdict.is_bad = true;
    verdict.reasons.push_back("does not parse: " + back.faults.front().message);
    return verdict;
  }
  for (const auto& obstacle : back.obstacles) {
    if (obstacle.kind == mig::catalog::ObstacleKind::phantom) continue;
    verdict.is_bad = true;
    verdict.reasons.push_back("cannot run: " + told(obstacle));
  }
  const bool opaque = back.opaque();
  mig::catalog::Journey journey{forward.after.size(), forward.conditional};
  journey.conditional.insert(back.conditional.begin(), back.conditional.end());
  for (const auto& one : mig::catalog::unrestored(before, back.after, journey)) {
    if (one.residue == Residue::comment || one.residue == Residue::renamed) continue;
    const bool sure = one.is_certain && !opaque;
    (sure ? verdict.is_bad : verdict.is_unsure) = true;
    std::string attributes;
    for (const auto& attribute : one.attributes) attributes += ' ' + attribute.name;
    verdict.reasons.push_back(fmt::format("{}{} {}{}", sure ? "" : "perhaps ", name_of(one.residue),
                                          to_string(one.object), attributes));
  }
  return verdict;
}

void show(const std::string& project, const std::string& id, const Truth& truth,
          const Verdict& verdict) {
  const bool agrees = verdict.is_bad == truth.is_bad();
  fmt::print("{} {}/{}{}\n",
             agrees           ? "ok   "
             : truth.is_bad() ? "MISS "
                              : "FALSE",
             project, id, verdict.is_unsure ? " (unsure)" : "");
  if (agrees) return;
  for (const auto& reason : verdict.reasons) fmt::print("      says {}\n", reason);
  if (!truth.rollback_ok) fmt::print("      truth: {}\n", truth.rollback_error.substr(0, 150));
  for (std::size_t i = 0; i < truth.after_rollback.size() && i < 6; ++i)
    fmt::print("      truth: {}\n", truth.after_rollback[i].substr(0, 200));
}

Tally measure(const fs::path& corpora, const fs::path& truth_dir, const std::string& project,
              const Options& options) {
  Tally tally;
  const auto truths = read_truth(truth_dir / (project + ".jsonl"));
  Catalog chain;
  chain.complete = true;
  std::istringstream order(read(corpora / project / "order.txt"));
  std::string id;
  while (std::getline(order, id)) {
    const auto folder = corpora / project / id;
    const auto found = truths.find(id);
    if (id.empty() || found == truths.end() || !fs::exists(folder / "up.sql")) continue;
    const auto& truth = found->second;
    if (!truth.forward_ok) continue;
    const Catalog empty;
    const auto& before = options.alone ? empty : chain;
    auto forward = mig::catalog::predict(before, read(folder / "up.sql"));
    for (const auto& obstacle : forward.obstacles) {
      if (forward.faults.empty() && obstacle.kind != mig::catalog::ObstacleKind::phantom)
        fmt::print("FORWARD {}/{} {}\n", project, id, told(obstacle));
    }
    if (truth.was_run_back && forward.faults.empty()) {
      const auto verdict = judge(forward, before, read(folder / "down.sql"));
      ++tally.judged;
      tally.bad += truth.is_bad() ? 1U : 0U;
      tally.told += verdict.is_bad ? 1U : 0U;
      tally.right += truth.is_bad() && verdict.is_bad ? 1U : 0U;
      const bool unsure = verdict.is_unsure && !verdict.is_bad;
      tally.unsure += unsure ? 1U : 0U;
      tally.unsure_bad += unsure && truth.is_bad() ? 1U : 0U;
      if (options.verbose || options.dump == id) show(project, id, truth, verdict);
    }
    // Behind what could not be read, the catalog is not what the server had.
    forward.after.complete = chain.complete && forward.faults.empty();
    chain = std::move(forward.after);
  }
  return tally;
}

std::string percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? "-"
                    : fmt::format("{:.2f}",
                                  100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void print(const std::string& name, const Tally& tally) {
  fmt::print("{:14} {:6} {:5} {:5} {:6} {:>7} {:>7} {:7} {:7}\n", name, tally.judged, tally.bad,
             tally.told, tally.right, percent(tally.right, tally.bad),
             percent(tally.right, tally.told), tally.unsure, tally.unsure_bad);
}

Options options_of(int argc, char** argv) {
  Options options;
  for (int i = 3; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "-v") options.verbose = true;
    if (word == "--alone") options.alone = true;
    if (word == "--rehearse") options.rehearses = true;
    if (i + 1 == argc) continue;
    if (word == "--only") options.only = argv[++i];
    if (word == "--leave-out") options.leave_out.emplace_back(argv[++i]);
    if (word == "--dump") options.dump = argv[++i];
    if (word == "--prepare") {
      const std::string named = argv[++i];
      const auto equals = named.find('=');
      if (equals == std::string::npos) throw std::runtime_error("--prepare wants PROJECT=FILE");
      options.preparations[named.substr(0, equals)] = named.substr(equals + 1);
    }
  }
  return options;
}

std::vector<std::string> projects_of(const fs::path& corpora, const Options& options) {
  std::vector<std::string> projects;
  for (const auto& entry : fs::directory_iterator(corpora)) {
    const auto name = entry.path().filename().string();
    const bool left_out = std::find(options.leave_out.begin(), options.leave_out.end(), name) !=
                          options.leave_out.end();
    const bool wanted = options.only.empty() || options.only == name;
    if (entry.is_directory() && wanted && !left_out) projects.push_back(name);
  }
  std::sort(projects.begin(), projects.end());
  return projects;
}

void judge_all(const fs::path& corpora, const fs::path& truths, const Options& options) {
  fmt::print("{:14} {:6} {:5} {:5} {:6} {:7} {:7} {:7} {:7}\n", "project", "judged", "bad", "told",
             "right", "recall", "precis", "unsure", "and bad");
  Tally all;
  for (const auto& project : projects_of(corpora, options)) {
    const auto tally = measure(corpora, truths, project, options);
    print(project, tally);
    all.judged += tally.judged;
    all.bad += tally.bad;
    all.told += tally.told;
    all.right += tally.right;
    all.unsure += tally.unsure;
    all.unsure_bad += tally.unsure_bad;
  }
  print("all", all);
}

void rehearse_all(const fs::path& corpora, const fs::path& truths, const Options& options) {
  Agreement all;
  for (const auto& project : projects_of(corpora, options)) {
    const auto truth = truths / (project + ".jsonl");
    if (!fs::exists(truth)) continue;
    const auto prepared = options.preparations.find(project);
    const auto agreement = rehearse_chain(
        {corpora / project, read_truth(truth),
         prepared == options.preparations.end() ? std::string() : read(prepared->second),
         options.verbose});
    print(project, agreement);
    all += agreement;
  }
  print("all", all);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    fmt::print(stderr,
               "usage: rollback_accuracy CORPORA_DIR TRUTH_DIR [-v] [--only PROJECT] "
               "[--leave-out PROJECT] [--alone] [--dump ID] [--rehearse [--prepare "
               "PROJECT=FILE.sql]]\n");
    return 2;
  }
  const auto options = options_of(argc, argv);
  (options.rehearses ? rehearse_all : judge_all)(argv[1], argv[2], options);
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 3;
}
