// Every key of policy, trust policy and declaration, looser and tighter: what lets more through is
// found by the rule that the table of directions says, and what lets less through is not.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/direction.hpp"
#include "support/git_repository.hpp"
#include "support/history_states.hpp"
#include "support/key_changes.hpp"
#include "support/process.hpp"
#include "support/signing_keys.hpp"

namespace {

using mig::contract::Concern;
using mig::contract::DocumentKind;
using mig::contract::Lean;
using mig::test::GitRepository;
using mig::test::KeyChange;

constexpr const char* kNow = "2026-04-01T00:00:00Z";
constexpr const char* kIdOfDocuments = "PG-MIG-2026-03-01-01";
constexpr const char* kKeyOfDocuments =
    "sha256:36ac638c366fec36b3220cdcefbe0aa1741793267a6cc82796b6b896e84c7fbe";

/// Rules that tell of a key that became looser, by what it is about.
const std::map<Concern, std::string> kRules{{Concern::policy, "history-loosened-policy"},
                                            {Concern::trust, "history-loosened-trust"},
                                            {Concern::limit, "history-raised-limit"},
                                            {Concern::forbidden, "history-shrunk-forbidden"},
                                            {Concern::allowed, "history-widened-allowed"},
                                            {Concern::rollback, "history-rollback-turned-off"},
                                            {Concern::reviewers, "history-dropped-reviewer"},
                                            {Concern::declaration, "history-loosened-declaration"}};

/// A finding of one of these rules.
struct Told {
  std::string rule;
  std::string object;
};
using ToldByPath = std::map<std::string, std::vector<Told>>;  ///< by the folder of its bundle

struct Judged {
  int exit_code = -1;
  ToldByPath told;
  std::string output;
};

Judged judge(const GitRepository& git, const std::string& base) {
  const auto result =
      mig::test::run_process({mig::test::tool_path("mig-validate"), "--root", ".", "--now", kNow,
                              "--output", "json", "--base", base, "."},
                             {git.path(), "", {}});
  Judged judged{result.exit_code, {}, result.standard_output + result.standard_error};
  const auto report = nlohmann::json::parse(result.standard_output, nullptr, false);
  if (report.is_discarded()) return judged;
  for (const auto& bundle : report["bundles"]) {
    for (const auto& finding : bundle["findings"]) {
      const std::string rule = finding["rule"];
      for (const auto& [concern, of_concern] : kRules) {
        if (rule == of_concern)
          judged.told[bundle["path"]].push_back({rule, finding.value("object", "")});
      }
    }
  }
  return judged;
}

/// Objects that name a key of the table: "policy rollback.evidence[...].grade". The subject says
/// already that it is a limit or of the scope.
std::regex naming(std::string_view key) {
  std::string pattern = "[a-z]+ ";
  for (const std::string_view section : {"limits.", "scope."}) {
    if (key.starts_with(section)) key.remove_prefix(section.size());
  }
  for (; !key.empty(); key.remove_prefix(1)) {
    if (key.starts_with("[]")) {
      pattern += "(\\[.*\\])?";
      key.remove_prefix(1);
    } else if (key.front() == '*') {
      pattern += ".*";
    } else if (key.front() == '.') {
      pattern += "\\.";
    } else {
      pattern += key.front();
    }
  }
  return std::regex(pattern);
}

std::string rule_of(const KeyChange& change) {
  const auto* direction = mig::contract::direction_of(change.kind, change.told_by);
  if (direction == nullptr) return {};
  const auto rule = kRules.find(direction->concern);
  return rule == kRules.end() ? std::string() : rule->second;
}

std::string listed(const std::vector<Told>& told) {
  std::string text;
  for (const auto& one : told) text += fmt::format("{}: {}\n", one.rule, one.object);
  return text;
}

/// What is found has to be what the change is.
void expect_told(const KeyChange& change, const std::vector<Told>& told) {
  SCOPED_TRACE(fmt::format("{} is {}\nbefore:\n{}\nafter:\n{}\ntold:\n{}", change.key,
                           mig::contract::name_of(change.expected), change.before, change.after,
                           listed(told)));
  if (change.expected != Lean::looser) {
    EXPECT_TRUE(told.empty() || change.is_exchange);
    return;
  }
  const auto rule = rule_of(change);
  ASSERT_NE(rule, "") << change.told_by;
  const auto name = naming(change.told_by);
  const bool is_told = std::any_of(told.begin(), told.end(), [&](const Told& one) {
    return one.rule == rule && std::regex_match(one.object, name);
  });
  EXPECT_TRUE(is_told) << rule << " does not tell of " << change.told_by;
}

std::vector<KeyChange> changes_of(DocumentKind kind) {
  const auto made = mig::test::generated_key_changes();
  for (const auto& failure : made.failures) ADD_FAILURE() << failure;
  std::vector<KeyChange> changes;
  for (const auto& change : made.changes) {
    if (change.kind == kind) changes.push_back(change);
  }
  return changes;
}

/// Every key of the table is the key of some change.
void expect_every_key(DocumentKind kind, const std::set<std::string>& judged) {
  for (const auto& direction : mig::contract::directions_of(kind)) {
    const bool is_decided_by = direction.looser != mig::contract::Looser::never;
    EXPECT_TRUE(!is_decided_by || judged.contains(std::string(direction.key))) << direction.key;
  }
}

/// One repository in which a file is first one text, then another, again and again: each time two
/// commits of their own on a root of their own.
class Sequence {
 public:
  explicit Sequence(std::string file) : file_(std::move(file)) {
    for (const auto& [path, bytes] : mig::test::approved_state()) git_.write(path, bytes);
    git_.commit("A migration");
  }

  Judged judge(const std::string& before, const std::string& after) {
    git_.write(file_, before);
    git_.git({"add", file_});
    git_.git({"commit", "-q", "--allow-empty", "-m", "before"});
    const auto base = git_.id_of("HEAD");
    git_.write(file_, after);
    git_.git({"commit", "-q", "-a", "--allow-empty", "-m", "after"});
    return ::judge(git_, base);
  }

 private:
  std::string file_;
  GitRepository git_;
};

std::vector<Told> of_repository(const Judged& judged) {
  const auto told = judged.told.find(".");
  return told == judged.told.end() ? std::vector<Told>{} : told->second;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// The generator knows schemas. What a gate asks of its own documents besides is put right: names
/// of rules are those of real ones, and no key ends before it begins.
std::string made_usable(const KeyChange& change, std::string text) {
  static const std::vector<std::array<std::string, 3>> replaced{
      {"approvals.unsigned_rules.accept", "zz-further", "limit-exceeded"},
      {"approvals.unsigned_rules.refuse", "zz-further", "limit-exceeded"},
      {"keys[].valid_from", "2046-04-01", "2035-04-01"},
      {"keys[].valid_until", "2025-04-01", "2026-06-01"}};
  for (const auto& [key, from, to] : replaced) {
    if (key == change.key) replace_all(text, from, to);
  }
  return text;
}

TEST(HistoryKeys, EveryKeyOfThePolicy) {
  Sequence sequence(".mig/policy.yml");
  std::set<std::string> keys;
  for (const auto& change : changes_of(DocumentKind::policy)) {
    const auto judged =
        sequence.judge(made_usable(change, change.before), made_usable(change, change.after));
    ASSERT_TRUE(judged.exit_code == 0 || judged.exit_code == 1 || judged.exit_code == 4)
        << change.key << judged.output;
    expect_told(change, of_repository(judged));
    keys.insert(change.key);
  }
  expect_every_key(DocumentKind::policy, keys);
}

/// The documents of the table name no real keys. Each item gets one, so that a base that holds it
/// can be trusted; whatever a change did to a key stays.
std::string with_real_keys(const std::string& text) {
  const std::string begin = "{\"id\": \"";
  const std::string made_up = "\"-----BEGIN PUBLIC KEY-----\\nMCow\\n-----END PUBLIC KEY-----\\n\"";
  auto at = text.find(begin);
  auto real = text.substr(0, at);
  while (at != text.npos) {
    const auto next = text.find(begin, at + 1);
    auto item = text.substr(at, next == text.npos ? next : next - at);
    const auto id = item.substr(begin.size(), item.find('"', begin.size()) - begin.size());
    const auto* key = id == kKeyOfDocuments ? "ec-runner" : "ec-second";
    replace_all(item, id, mig::test::key_id(key));
    replace_all(item, made_up, nlohmann::json(mig::test::public_pem(key)).dump());
    real += item;
    at = next;
  }
  replace_all(real, "\"algorithm\": \"ecdsa-p256\"", "\"algorithm\": \"another\"");
  replace_all(real, "\"algorithm\": \"ed25519\"", "\"algorithm\": \"ecdsa-p256\"");
  replace_all(real, "\"algorithm\": \"another\"", "\"algorithm\": \"ed25519\"");
  return real;
}

TEST(HistoryKeys, EveryKeyOfTheTrustPolicy) {
  // With another value of one of these the material of a key does not fit, and a base that says so
  // is refused.
  const std::set<std::string> of_material{"keys[].algorithm", "keys[].signature_encoding",
                                          "keys[].public_key"};
  Sequence sequence(".mig/trust.yml");
  std::set<std::string> keys;
  for (const auto& change : changes_of(DocumentKind::trust)) {
    const auto judged = sequence.judge(with_real_keys(made_usable(change, change.before)),
                                       with_real_keys(made_usable(change, change.after)));
    if (judged.exit_code == 2 && of_material.contains(change.key)) continue;
    ASSERT_TRUE(judged.exit_code == 0 || judged.exit_code == 1 || judged.exit_code == 4)
        << change.key << with_real_keys(change.before) << judged.output;
    expect_told(change, of_repository(judged));
    keys.insert(change.key);
  }
  expect_every_key(DocumentKind::trust, keys);
}

std::string id_of(std::size_t number) {
  return fmt::format("PG-MIG-2026-{:02}-{:02}-01", 1 + number / 28, 1 + number % 28);
}

/// Every change is a bundle of its own, so that one run judges them all.
TEST(HistoryKeys, EveryKeyOfTheDeclaration) {
  const auto changes = changes_of(DocumentKind::declaration);
  GitRepository git;
  nlohmann::ordered_json registry{{"schema_version", "migrations.v1"},
                                  {"migrations", nlohmann::ordered_json::array()}};
  const auto write = [&](std::size_t at, std::string text) {
    replace_all(text, kIdOfDocuments, id_of(at));
    git.write(fmt::format("migrations/postgis/{}/migration.yml", id_of(at)), text);
  };
  ASSERT_LE(changes.size(), 12U * 28U) << "there are no more days in a year of that many";
  for (std::size_t at = 0; at < changes.size(); ++at) {
    write(at, changes[at].before);
    registry["migrations"].push_back(
        {{"id", id_of(at)}, {"type", "postgis"}, {"owners", {"map-team"}}, {"status", "approved"}});
  }
  git.write("migrations/registry/migrations.v1.json", registry.dump(2) + "\n");
  git.commit("What was approved");
  git.branch("change");
  for (std::size_t at = 0; at < changes.size(); ++at) write(at, changes[at].after);
  git.commit("What became of it");

  auto judged = judge(git, "main");
  ASSERT_TRUE(judged.exit_code == 1 || judged.exit_code == 4) << judged.output;
  std::set<std::string> keys;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    expect_told(changes[at], judged.told["migrations/postgis/" + id_of(at)]);
    keys.insert(changes[at].key);
  }
  expect_every_key(DocumentKind::declaration, keys);
}

}  // namespace
