#include "support/signed_mutation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "mig/app/gates.hpp"
#include "mig/app/pipeline.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;

struct Tally {
  MutationClass of;
  std::size_t mutants = 0;
  std::size_t accepted = 0;
  std::map<std::string, std::size_t> rules;
};

std::map<std::string, Tally>& tallies() {
  static std::map<std::string, Tally> all;
  return all;
}

/// Prints the numbers, and fails where a class was never told by the reason of its own.
class Numbers : public testing::Environment {
 public:
  void TearDown() override {
    std::size_t sum = 0;
    for (const auto& [name, tally] : tallies()) {
      sum += tally.mutants;
      std::cout << fmt::format("{:8} mutants, {} accepted: {}\n", tally.mutants, tally.accepted,
                               name);
      if (std::getenv("MIG_SHOW_RULES") != nullptr)
        std::cout << fmt::format("           {}\n", tally.rules);
      const auto own = std::find_if(tally.rules.begin(), tally.rules.end(), [&](const auto& rule) {
        return rule.first.starts_with(tally.of.reasons.front());
      });
      // A sample may leave out the damage that only this rule tells.
      if (own == tally.rules.end() && Sample::takes_all())
        ADD_FAILURE() << name << " was never told by " << tally.of.reasons.front();
    }
    std::cout << fmt::format("{:8} mutants in all\n", sum);
  }
};

// The framework owns it.
const auto* const kNumbers = testing::AddGlobalTestEnvironment(new Numbers);

bool is_told(const MutationClass& of, const SignedVerdict& verdict) {
  return std::any_of(of.reasons.begin(), of.reasons.end(), [&](const std::string& reason) {
    if (!reason.ends_with("-")) return verdict.rules.contains(reason);
    const auto first = verdict.rules.lower_bound(reason);
    return first != verdict.rules.end() && first->starts_with(reason);
  });
}

/// Keeps of a baseline the objects that a signature need not know more of.
void shrink(Json& baseline, const std::string& phase) {
  Json kept = Json::array();
  Json counts = Json::object();
  for (const auto& object : baseline["objects"]) {
    const std::string name = object["name"];
    if (name != "public" && name != "public.parcels" && name != "public.parcels_geom_idx") continue;
    kept.push_back(object);
    counts[object["kind"].get<std::string>()] = 1;
  }
  baseline["objects"] = kept;
  baseline["counts"] = counts;
  baseline["phase"] = phase;
  baseline.erase("row_estimates");
}

/// Small, and telling what the run did.
void shrink_outputs(SignedRun& run, bool is_rollback) {
  auto pre = Json::parse(run.outputs["baselines/pre.json"]);
  auto post = Json::parse(run.outputs["baselines/post.json"]);
  shrink(pre, "pre");
  shrink(post, "post");
  run.outputs["baselines/pre.json"] = pre.dump() + "\n";
  run.outputs["baselines/post.json"] = post.dump() + "\n";
  auto summary = Json::parse(run.outputs["diffs/summary.json"]);
  summary["pre_digest"] = digest_of(run.outputs["baselines/pre.json"]);
  summary["post_digest"] = digest_of(run.outputs["baselines/post.json"]);
  if (is_rollback) {
    summary["changes"][0]["change"] = "removed";
    std::swap(summary["counts"]["index"]["added"], summary["counts"]["index"]["removed"]);
    summary["totals"]["index_count_delta"] = -1;
    std::swap(summary["schema_fingerprint"]["pre"], summary["schema_fingerprint"]["post"]);
  }
  run.outputs["diffs/summary.json"] = summary.dump() + "\n";
}

}  // namespace

SignedVerdict verify_tree(const std::string& folder, const std::string& now) {
  app::Options options;
  options.root = folder;
  options.paths = {folder};
  options.store = folder + "/store";
  options.now = now;
  const auto report = app::judge(*app::find_tool("mig-receipt-verify"), options);
  if (!report) return {report.error().kind == ErrorKind::usage ? 2 : 3, {"no-verdict"}};
  SignedVerdict verdict{report->exit_code, {}};
  if (!report->errors.empty()) verdict.rules.insert("no-verdict");
  for (const auto& bundle : report->bundles) {
    for (const auto& finding : bundle.findings) {
      if (finding.severity != Severity::info && finding.status == Status::open)
        verdict.rules.insert(finding.rule);
    }
  }
  return verdict;
}

SignedRepository complete_repository() {
  SignedRepository repository;
  repository.status = "executed_prod";
  repository.trust_rules =
      "  - environment: dev\n  - environment: stage\n"
      "  - {environment: prod, threshold: 2, roles: [runner, witness], max_age_days: 60}\n";
  repository.approve("go", Json::object(), {"approver"});
  const auto failed = repository.run("dev", 3, "fail");
  repository.roll_back(failed, 4);
  repository.run("stage", 5);
  auto& production = repository.run("prod", 6);
  production.signers = {"runner", "ec-witness"};
  production.approvals = {"go"};
  production.receipt["runner"] = {{"name", "psql"}, {"version", "15.8"}};
  production.is_referenced = true;
  for (std::size_t at = 0; at < repository.runs.size(); ++at)
    shrink_outputs(repository.runs[at], at == 1);
  repository.change_status("draft", 1);
  repository.change_status("approved", 2);
  repository.change_status("merged", 2);
  repository.change_status("executed_stage", 5, 2);
  repository.change_status("executed_prod", 6, 3);
  return repository;
}

void SignedMutation::SetUp() {
  for (const auto& [path, bytes] : complete_repository().build()) put(path, bytes);
  const auto verdict = verify_tree(folder_.path());
  ASSERT_EQ(verdict.exit_code, 0) << testing::PrintToString(verdict.rules);
}

void SignedMutation::put(const std::string& path, const std::string& bytes) {
  const auto file = place(path);
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
  originals_.try_emplace(path, bytes);
}

fs::path SignedMutation::place(const std::string& path) const {
  return fs::path(folder_.path()) / path;
}

std::vector<std::string> SignedMutation::files() const {
  std::vector<std::string> paths;
  for (const auto& [path, bytes] : originals_) {
    if (path.starts_with(kSignedBundle) || path.starts_with("store/")) paths.push_back(path);
  }
  return paths;
}

bool SignedMutation::is_due(const MutationClass& of, std::size_t stride) {
  if (is_whole_run()) return true;
  return offered_[of.name]++ % stride == 0 && sample_.takes();
}

void expect_refusal(const MutationClass& of, const std::string& what,
                    const SignedVerdict& verdict) {
  auto& tally = tallies()[of.name];
  tally.of = of;
  ++tally.mutants;
  for (const auto& rule : verdict.rules) ++tally.rules[rule];
  // That somebody has to look at it is no refusal.
  if (verdict.exit_code != 1 && verdict.exit_code != 3) {
    ++tally.accepted;
    ADD_FAILURE() << fmt::format("accepted with exit {}: {}: {}", verdict.exit_code, of.name, what);
  } else if (!is_told(of, verdict)) {
    ADD_FAILURE() << fmt::format("{}: {}: told by {}, not by {}", of.name, what, verdict.rules,
                                 of.reasons);
  }
}

void SignedMutation::expect_refused(const MutationClass& of, const std::string& what,
                                    const std::string& now) {
  expect_refusal(of, what, verify_tree(folder_.path(), now));
}

void SignedMutation::try_bytes(const MutationClass& of, const std::string& path,
                               const std::string& bytes, const std::string& what) {
  if (bytes == originals_.at(path)) return;
  put(path, bytes);
  expect_refused(of, path + ": " + what);
  restore(path);
}

}  // namespace mig::test
