// Drafts a declaration for every migration of a folder and holds the migration against it; then
// takes each allowed entry away and expects a failure.
// Usage: suggested_scope CORPORA_DIR [-v]
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "mig/app/gates.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/load_change.hpp"
#include "mig/report/declaration_text.hpp"
#include "mig/rules/judge.hpp"
#include "mig/rules/scope/suggestion.hpp"

namespace {

namespace fs = std::filesystem;
using mig::rules::SuggestedScope;

constexpr const char* kId = "PG-MIG-2026-03-01-01";

struct Tally {
  std::size_t migrations = 0;
  std::size_t accepted = 0;
  std::size_t entries = 0;
  std::size_t needless = 0;  ///< entries that could be taken away unnoticed
  std::map<std::string, std::size_t> reasons;
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

mig::bundle::ScriptFacts script(const std::string& name, bool is_forward, std::string bytes) {
  mig::bundle::ScriptFacts facts;
  facts.path = name;
  facts.is_forward = is_forward;
  facts.source = std::make_shared<const mig::SourceText>(name, std::move(bytes));
  return facts;
}

/// One migration as a bundle whose declaration can be exchanged.
class Candidate {
 public:
  Candidate(std::string forward, std::string rollback) {
    repository_.now = "2026-03-01T00:00:00Z";
    bundle_.repository = &repository_;
    bundle_.scripts.push_back(script("forward.sql", true, std::move(forward)));
    bundle_.scripts.push_back(script("rollback.sql", false, std::move(rollback)));
    change_ = mig::bundle::simulate_lone_scripts(bundle_);
    for (const auto* rule : mig::rules::all_rules()) {
      const auto family = mig::rules::family_of(rule->info.id);
      if (family == "declaration" || family == "scope" || family == "limit" ||
          family == "protected") {
        rules_.push_back(rule);
      }
    }
  }

  const mig::bundle::ChangeFacts& change() const { return change_; }
  SuggestedScope scope() const { return mig::rules::suggest_scope(change_, repository_.policy); }

  /// The rule and message of the first failure; empty when there is none. `emptied` is a list that
  /// stays in the declaration although nothing is left in it.
  std::string failure_under(const SuggestedScope& scope, const std::string& emptied = {}) {
    mig::report::DraftText draft{kId,
                                 "postgis",
                                 "Keep the table in step with the program",
                                 {"database-team"},
                                 "schema",
                                 "psql",
                                 "",
                                 "",
                                 {"forward.sql"},
                                 {"rollback.sql"}};
    auto text = mig::report::declaration_as_yaml(draft, scope);
    if (!emptied.empty()) text.replace(text.find("scope:\n"), 7, "scope:\n  " + emptied + ": []\n");
    auto document = mig::bundle::examine_document("migration.yml", std::move(text),
                                                  mig::contract::DocumentKind::declaration);
    if (!document) return "unreadable: " + document.error().message;
    if (!document->is_valid()) return "the declaration does not fit its schema";
    bundle_.documents.clear();
    bundle_.declaration = mig::contract::read_declaration(document->value);
    bundle_.has_declaration = true;
    bundle_.documents.push_back(std::move(*document));
    for (const auto& finding : mig::rules::judge_bundle(bundle_, &change_, nullptr, rules_)) {
      if (finding.severity == mig::Severity::fail) return finding.rule + ": " + finding.message;
    }
    return {};
  }

 private:
  mig::bundle::RepositoryFacts repository_;
  mig::bundle::BundleFacts bundle_;
  mig::bundle::ChangeFacts change_;
  std::vector<const mig::rules::Rule*> rules_;
};

std::string reason_for_none(const Candidate& candidate) {
  if (!candidate.change().faults.empty()) return "PostgreSQL 15 cannot read it";
  bool has_effect = false;
  for (const auto& one : candidate.change().scripts) {
    has_effect = has_effect || (one.script->is_forward && !one.effects.empty());
  }
  if (!has_effect) return "the forward script has no effect";
  if (!candidate.scope().names_anything()) return "nothing can be seen that it touches";
  return {};
}

void take_entries_away(const std::string& id, Candidate& candidate, Tally& tally, bool verbose) {
  const auto whole = candidate.scope();
  const std::vector<std::pair<std::vector<std::string> SuggestedScope::*, const char*>> lists{
      {&SuggestedScope::allowed_schemas, "allowed_schemas"},
      {&SuggestedScope::allowed_tables, "allowed_tables"},
      {&SuggestedScope::allowed_objects, "allowed_objects"},
      {&SuggestedScope::allowed_operations, "allowed_operations"}};
  for (const auto& [list, key] : lists) {
    for (std::size_t i = 0; i < (whole.*list).size(); ++i) {
      auto less = whole;
      (less.*list).erase((less.*list).begin() + static_cast<std::ptrdiff_t>(i));
      ++tally.entries;
      if (!candidate.failure_under(less, (less.*list).empty() ? key : "").empty()) continue;
      ++tally.needless;
      if (verbose) fmt::print("  NEEDLESS {} {}\n", id, (whole.*list)[i]);
    }
  }
}

void judge(const fs::path& folder, Tally& tally, bool verbose) {
  ++tally.migrations;
  const auto id = folder.parent_path().filename().string() + "/" + folder.filename().string();
  if (!fs::exists(folder / "down.sql")) {
    ++tally.reasons["it has no rollback"];
    return;
  }
  Candidate candidate(read(folder / "up.sql"), read(folder / "down.sql"));
  if (const auto reason = reason_for_none(candidate); !reason.empty()) {
    ++tally.reasons[reason];
    return;
  }
  const auto failure = candidate.failure_under(candidate.scope());
  if (!failure.empty()) {
    ++tally.reasons[failure.substr(0, failure.find(':'))];
    if (verbose) fmt::print("  REFUSED {} {}\n", id, failure);
    return;
  }
  ++tally.accepted;
  take_entries_away(id, candidate, tally, verbose);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: suggested_scope CORPORA_DIR [-v]\n");
    return 2;
  }
  const bool verbose = argc > 2 && std::string(argv[2]) == "-v";
  std::vector<fs::path> folders;
  for (const auto& project : fs::directory_iterator(argv[1])) {
    if (!project.is_directory()) continue;
    for (const auto& entry : fs::directory_iterator(project)) {
      if (fs::exists(entry.path() / "up.sql")) folders.push_back(entry.path());
    }
  }
  std::sort(folders.begin(), folders.end());
  Tally tally;
  for (const auto& folder : folders) judge(folder, tally, verbose);
  fmt::print("migrations {}  accepted {}  allowed entries taken away {}  unnoticed {}\n",
             tally.migrations, tally.accepted, tally.entries, tally.needless);
  for (const auto& [reason, count] : tally.reasons) fmt::print("  {:6} {}\n", count, reason);
  return tally.needless == 0 ? 0 : 1;
}
