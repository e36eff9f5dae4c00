// How often the rules about scripts speak: each forward script alone, of whose surroundings nothing
// is known.
// Usage: safety_noise CORPORA_DIR [--list SEVERITY]: the second form names the scripts that get a
// finding of that severity or worse, with the findings.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/judge.hpp"

namespace {

namespace fs = std::filesystem;
using mig::Severity;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<const mig::rules::Rule*> sql_rules() {
  std::vector<const mig::rules::Rule*> rules;
  for (const auto* rule : mig::rules::all_rules()) {
    if (mig::rules::family_of(rule->info.id) == "sql") rules.push_back(rule);
  }
  return rules;
}

/// Nothing when PostgreSQL 15 cannot read the script.
std::optional<std::vector<mig::Finding>> judge(const fs::path& path, mig::rules::RuleSet rules) {
  mig::bundle::RepositoryFacts repository;
  mig::bundle::BundleFacts bundle;
  bundle.repository = &repository;
  mig::bundle::ScriptFacts script;
  script.path = path.filename();
  script.source = std::make_shared<mig::SourceText>(path.string(), read(path));
  mig::bundle::ChangeFacts change;
  auto prediction = mig::catalog::predict(change.before, script.source->bytes());
  if (!prediction.faults.empty()) return std::nullopt;
  change.scripts.push_back({.script = &script,
                            .effects = std::move(prediction.effects),
                            .hazards = std::move(prediction.hazards),
                            .facts = std::move(prediction.facts),
                            .statements = prediction.statements});
  return mig::rules::judge_bundle(bundle, &change, nullptr, rules);
}

struct Tally {
  std::size_t scripts = 0;
  std::size_t unreadable = 0;
  std::map<Severity, std::size_t> at_least;
  std::map<std::pair<std::string, Severity>, std::size_t> by_rule;
  std::map<std::pair<std::string, Severity>, std::size_t> findings;
};

void count(const std::vector<mig::Finding>& found, Tally& tally) {
  std::set<std::pair<std::string, Severity>> rules;
  auto worst = Severity::info;
  for (const auto& finding : found) {
    ++tally.findings[{finding.rule, finding.severity}];
    rules.insert({finding.rule, finding.severity});
    worst = std::max(worst, finding.severity);
  }
  for (const auto& rule : rules) ++tally.by_rule[rule];
  if (found.empty()) return;
  for (const auto each : {Severity::info, Severity::review, Severity::fail}) {
    if (worst >= each) ++tally.at_least[each];
  }
}

void list(const fs::path& path, const std::vector<mig::Finding>& found, Severity least) {
  for (const auto& finding : found) {
    if (finding.severity < least) continue;
    fmt::print("{}:{} {} {} {}\n", path.string(),
               finding.location.region ? finding.location.region->begin.line : 0,
               name_of(finding.severity), finding.rule, finding.message);
  }
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print(const Tally& tally) {
  fmt::print("{} forward scripts, of which {} cannot be read\n", tally.scripts, tally.unreadable);
  const auto readable = tally.scripts - tally.unreadable;
  for (const auto& [severity, scripts] : tally.at_least) {
    fmt::print("{:>6} or worse: {:5} scripts {:5.1f} %\n", name_of(severity), scripts,
               share(scripts, readable));
  }
  fmt::print("\n{:32} {:8} {:>8} {:>7} {:>9}\n", "rule", "severity", "scripts", "share",
             "findings");
  for (const auto& [key, scripts] : tally.by_rule) {
    fmt::print("{:32} {:8} {:8} {:6.1f}% {:9}\n", key.first, name_of(key.second), scripts,
               share(scripts, readable), tally.findings.at(key));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: safety_noise CORPORA_DIR [--list info|review|fail]\n");
    return 2;
  }
  std::optional<Severity> least;
  for (const auto each : {Severity::info, Severity::review, Severity::fail}) {
    if (argc > 3 && std::string(argv[2]) == "--list" && name_of(each) == argv[3]) least = each;
  }
  const auto rules = sql_rules();
  std::vector<fs::path> scripts;
  for (const auto& entry : fs::recursive_directory_iterator(argv[1])) {
    if (entry.path().filename() == "up.sql") scripts.push_back(entry.path());
  }
  std::sort(scripts.begin(), scripts.end());
  Tally tally;
  for (const auto& path : scripts) {
    ++tally.scripts;
    const auto found = judge(path, rules);
    if (!found) {
      ++tally.unreadable;
      continue;
    }
    count(*found, tally);
    if (least) list(path, *found, *least);
  }
  if (!least) print(tally);
  return 0;
}
