#include "support/attack.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <stdexcept>

#include "mig/trust/base64.hpp"
#include "support/process.hpp"
#include "support/threat_model.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;

/// A target that does not pass by itself would make every attack on it look stopped.
void expect_passes(Target (*base)()) {
  static std::set<Target (*)()> passed;
  if (!passed.insert(base).second) return;
  auto target = base();
  const TemporaryFolder folder;
  target.repository.write(folder.path());
  const auto verdict = verify(folder.path(), target);
  EXPECT_EQ(verdict.exit_code, 0) << "before the attack: " << verdict.output;
}

}  // namespace

Target staged() {
  Target target;
  auto& repository = target.repository;
  repository.run("dev", 3);
  repository.run("stage", 4);
  repository.change_status("draft", 1);
  repository.change_status("approved", 2);
  repository.change_status("merged", 2);
  repository.change_status("executed_dev", 3, kDev);
  repository.change_status("executed_stage", 4, kStage);
  return target;
}

Target executed() {
  auto target = staged();
  auto& repository = target.repository;
  repository.status = "executed_prod";
  repository.approve("go", Json::object(), {"approver"});
  auto& run = repository.run("prod", 5);
  run.signers = {"runner", "ec-witness"};
  run.approvals = {"go"};
  run.receipt["runner"] = {{"name", "psql"}, {"version", "15.8"}};
  repository.change_status("executed_prod", 5, kProd);
  return target;
}

Target rolled_back() {
  Target target;
  auto& repository = target.repository;
  repository.status = "rolled_back";
  const auto undone = repository.run("stage", 4);
  repository.roll_back(undone, 5);
  repository.change_status("draft", 1);
  repository.change_status("approved", 2);
  repository.change_status("merged", 2);
  repository.change_status("executed_stage", 4, 0);
  repository.change_status("rolled_back", 5, 1);
  return target;
}

Target stored() {
  auto target = executed();
  target.repository.runs[kProd].is_referenced = true;
  target.arguments = {"--store", "store"};
  return target;
}

Target pinned() {
  auto target = executed();
  const std::string image =
      target.repository.runs[kProd].receipt["environment"]["container_digest"];
  replace(target.repository.files[in_bundle("migration.yml")], "  tool: psql\n",
          "  tool: psql\n  container_digest: " + image + "\n");
  return target;
}

Target remembered() {
  auto target = executed();
  const auto history =
      SignedRepository(target.repository).build().at("migrations/registry/history.jsonl");
  // Without its last line: the run in production came later.
  target.repository.files["earlier.jsonl"] =
      history.substr(0, history.rfind('\n', history.size() - 2) + 1);
  target.arguments = {"--previous", "earlier.jsonl"};
  return target;
}

Target recent() {
  auto target = executed();
  target.repository.trust_rules =
      "  - environment: dev\n  - environment: stage\n"
      "  - {environment: prod, threshold: 2, roles: [runner, witness], max_age_days: 30}\n";
  return target;
}

Target rehearsed() {
  auto target = staged();
  const auto base = fs::path(MIG_SOURCE_DIR) / "fixtures/valid/bundles/postgis-executed";
  for (const std::string name :
       {"rehearsal_receipt.json", "baselines/pre.json", "baselines/post.json",
        "baselines/restored.json", "baselines/redo.json"}) {
    const auto path = in_bundle("rehearsal/" + name);
    target.repository.files[path] = read_file((base / path).string());
  }
  return target;
}

Verdict verify(const std::string& folder, const Target& target, const std::string& tool) {
  std::vector<std::string> command{tool_path(tool), "--root",   ".",   "--now",
                                   target.now,      "--output", "json"};
  command.insert(command.end(), target.arguments.begin(), target.arguments.end());
  command.push_back(".");
  const auto result = run_process(command, {folder, "", {}});
  Verdict verdict{result.exit_code, {}, result.standard_output + result.standard_error};
  const auto report = Json::parse(result.standard_output, nullptr, false);
  if (report.is_discarded()) return verdict;
  for (const auto& bundle : report["bundles"]) {
    for (const auto& finding : bundle["findings"]) {
      if (finding["status"] != "open") continue;
      auto& severity = verdict.rules[finding["rule"]];
      if (severity != "fail") severity = finding["severity"];
    }
  }
  return verdict;
}

Attack::Attack(Target (*base)()) : target(base()), repository(target.repository) {
  expect_passes(base);
}

Verdict Attack::launch() {
  const TemporaryFolder folder;
  repository.write(folder.path());
  if (on_folder) on_folder(folder.path());
  return verify(folder.path(), target);
}

void Attack::is_stopped_by(const std::string& rule) {
  const auto& row = row_of_this_test();
  EXPECT_EQ(row.rule, rule) << "docs/threat-model.md, " << row.id;
  const auto verdict = launch();
  EXPECT_EQ(verdict.exit_code, row.exit_code) << verdict.output;
  const auto told = verdict.rules.find(rule);
  ASSERT_NE(told, verdict.rules.end()) << rule << " is silent: " << verdict.output;
  EXPECT_EQ(told->second, row.exit_code == 1 ? "fail" : "review");
}

void Attack::is_refused() {
  const auto& row = row_of_this_test();
  EXPECT_EQ(row.rule, "") << "docs/threat-model.md, " << row.id;
  EXPECT_TRUE(row.exit_code == 2 || row.exit_code == 3) << row.exit_code;
  const auto verdict = launch();
  EXPECT_EQ(verdict.exit_code, row.exit_code) << verdict.output;
}

void Attack::passes() {
  const auto& row = row_of_this_test();
  EXPECT_EQ(row.rule, "") << "docs/threat-model.md, " << row.id;
  EXPECT_EQ(row.exit_code, 0);
  const auto verdict = launch();
  EXPECT_EQ(verdict.exit_code, 0) << verdict.output;
}

std::string in_bundle(const std::string& path) {
  return kSignedBundle + path;
}

void replace(std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == text.npos) throw std::runtime_error("there is no " + from);
  text.replace(at, from.size(), to);
}

std::string payload_of(const Json& envelope) {
  auto payload =
      trust::decode_base64(envelope["payload"].get<std::string>(), trust::Base64Alphabet::standard);
  if (!payload) throw std::runtime_error("the payload is no base64");
  return *payload;
}

void sign_again(Json& envelope, const std::string& payload, const std::vector<std::string>& keys,
                const std::string& type) {
  envelope["payloadType"] = type;
  envelope["payload"] = base64(payload);
  envelope["signatures"] = Json::array();
  for (const auto& key : keys) {
    envelope["signatures"].push_back(
        {{"keyid", key_id(key)}, {"sig", dsse_signature(key, payload, type)}});
  }
}

void leave_another_migration(Files& files) {
  const std::string id = kSignedId;
  const std::string other = id.substr(0, id.size() - 1) + "2";
  Files left;
  for (const auto& [path, bytes] : files) {
    if (!path.starts_with(kSignedBundle)) left[path] = bytes;
  }
  for (const std::string name : {"migration.yml", "forward.sql", "rollback.sql", "notes.md"}) {
    left["migrations/postgis/" + other + "/" + name] = files.at(in_bundle(name));
  }
  replace(left.at("migrations/postgis/" + other + "/migration.yml"), id, other);
  auto& registry = left.at("migrations/registry/migrations.v1.json");
  replace(registry, id, other);
  replace(registry, "executed_prod", "draft");
  files = std::move(left);
}

void take_over(Files& files, const Files& others, const std::string& prefix) {
  bool is_other = false;
  for (const auto& [path, bytes] : others) {
    if (!path.starts_with(prefix)) continue;
    is_other = is_other || files[path] != bytes;
    files[path] = bytes;
  }
  if (!is_other) throw std::runtime_error("nothing to take over below " + prefix);
}

}  // namespace mig::test
