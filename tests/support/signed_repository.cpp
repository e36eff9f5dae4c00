#include "support/signed_repository.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <utility>

#include "support/process.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSignedFixture = "fixtures/valid/bundles/postgis-executed";
constexpr const char* kPayloadType = "application/vnd.in-toto+json";

std::string hex_of_digest(const std::string& digest) {
  return digest.substr(std::string("sha256:").size());
}

Json file_list(const Files& files) {
  Json list = Json::array();
  for (const auto& [path, bytes] : files)
    list.push_back({{"path", path}, {"digest", digest_of(bytes)}});
  return list;
}

}  // namespace

SignedRepository::SignedRepository() {
  const auto base = fs::path(MIG_SOURCE_DIR) / kSignedFixture;
  for (const std::string name : {"migration.yml", "forward.sql", "rollback.sql", "notes.md"}) {
    files[kSignedBundle + name] = read_file((base / kSignedBundle / name).string());
  }
  files[".mig/policy.yml"] = read_file((base / ".mig/policy.yml").string());
  keys = {{"runner", "svc:migrations-runner", "runner", "dev, stage, prod"},
          {"ec-witness", "svc:release-witness", "witness", "stage, prod"},
          {"approver", "person:ada", "governance", ""}};
  trust_rules =
      "  - environment: dev\n  - environment: stage\n"
      "  - {environment: prod, threshold: 2, roles: [runner, witness]}\n";
}

SignedRun& SignedRepository::run(const std::string& environment, int day,
                                 const std::string& run_status) {
  const auto base = fs::path(MIG_SOURCE_DIR) / kSignedFixture / kSignedBundle;
  const auto number = runs.size() + 1;
  SignedRun run;
  if (number > 1) run.folder = fmt::format("runs/{}-{}/", environment, number);
  run.receipt = Json::parse(read_file((base / "receipts/run_receipt.json").string()));
  run.receipt["run_id"] = fmt::format("kfm://run/2026-03-{:02}T18:30:00Z.migration.{}.5f0c2a9{}",
                                      day, kSignedId, number);
  run.receipt["environment"]["name"] = environment;
  run.receipt["started_at"] = fmt::format("2026-03-{:02}T18:30:00Z", day);
  run.receipt["finished_at"] = fmt::format("2026-03-{:02}T18:31:12Z", day);
  run.receipt["sequence"] = number;
  if (run_status != "pass") {
    run.receipt["validation"]["status"] = run_status;
    run.receipt["validation"]["checks"][0]["status"] = "fail";
    run.receipt["validation"]["checks"][0]["message"] = "an index outside of the scope was found";
  }
  for (const std::string name :
       {"baselines/pre.json", "baselines/post.json", "diffs/summary.json"}) {
    run.outputs[name] = read_file((base / name).string());
  }
  runs.push_back(std::move(run));
  return runs.back();
}

SignedRun& SignedRepository::roll_back(const SignedRun& undone, int day) {
  const auto undone_id = undone.receipt["run_id"];
  const std::string environment = undone.receipt["environment"]["name"];
  auto& added = run(environment, day);
  added.receipt["operation"] = "rollback";
  added.receipt["rolls_back"] = undone_id;
  std::swap(added.outputs["baselines/pre.json"], added.outputs["baselines/post.json"]);
  return added;
}

void SignedRepository::change_status(const std::string& to, int day,
                                     std::optional<std::size_t> run) {
  Json line;
  line["at"] = fmt::format("2026-03-{:02}T20:00:00Z", day);
  line["migration_id"] = kSignedId;
  if (!history.empty()) line["from"] = history.back()["status"];
  line["status"] = to;
  if (run) line["receipt"] = *run;
  line["by"] = run ? "svc:migrations-runner" : "person:ada";
  history.push_back(std::move(line));
}

void SignedRepository::approve(const std::string& name, const Json& fields,
                               std::vector<std::string> signers) {
  Json all{{"rule", "sql-blocking-index"}, {"reason", "Nobody writes to the table at night"},
           {"reference", "ADR-0042"},      {"approved_by", "person:ada"},
           {"role", "governance"},         {"date", "2026-03-01"}};
  all.update(fields);
  approvals[name] = {std::move(all), std::move(signers)};
}

std::string SignedRepository::bundle() const {
  return fmt::format("migrations/postgis/{}/", id);
}

// Runs and history were described before the migration was given another id.
void SignedRepository::adopt_id() {
  if (id == kSignedId) return;
  const auto renamed = [this](const std::string& text) {
    return std::regex_replace(text, std::regex(kSignedId), id);
  };
  built_.clear();
  for (const auto& [path, bytes] : files) built_[renamed(path)] = renamed(bytes);
  for (auto& run : runs) {
    run.receipt = Json::parse(renamed(run.receipt.dump()));
    for (auto& [path, bytes] : run.outputs) bytes = renamed(bytes);
  }
  for (auto& line : history) line = Json::parse(renamed(line.dump()));
}

std::string SignedRepository::bundle_digest() const {
  std::string lines;
  for (const std::string name : {"forward.sql", "migration.yml", "notes.md", "rollback.sql"}) {
    lines += fmt::format("{}  {}\n", hex_of_digest(digest_of(built_.at(bundle() + name))), name);
  }
  return digest_of(lines);
}

std::string SignedRepository::envelope_of(const Json& statement,
                                          const std::vector<std::string>& signers,
                                          std::optional<std::size_t> run) const {
  const auto payload = statement.dump();
  Json envelope{{"payloadType", kPayloadType}, {"payload", base64(payload)}};
  envelope["signatures"] = Json::array();
  for (const auto& key : signers) {
    envelope["signatures"].push_back(
        {{"keyid", key_id(key)}, {"sig", dsse_signature(key, payload, kPayloadType)}});
  }
  if (run && on_envelope) on_envelope(*run, envelope);
  return envelope.dump(2) + "\n";
}

void SignedRepository::build_approvals() {
  for (auto& [name, approval] : approvals) {
    auto fields = approval.fields;
    if (!fields.contains("subject_digest")) fields["subject_digest"] = bundle_digest();
    std::string text;
    for (const auto& [key, field] : fields.items())
      text += fmt::format("{}: {}\n", key, field.dump());
    const auto path = fmt::format("approvals/{}.yml", name);
    built_[bundle() + path] = text;
    if (approval.signers.empty()) continue;
    Json predicate{{"migration_id", id}, {"rule", fields["rule"]}};
    if (fields.contains("object")) predicate["object"] = fields["object"];
    for (const auto* key : {"approved_by", "role", "subject_digest"}) predicate[key] = fields[key];
    Json statement{
        {"_type", "https://in-toto.io/Statement/v1"},
        {"subject",
         Json::array({{{"name", path}, {"digest", {{"sha256", hex_of_digest(digest_of(text))}}}}})},
        {"predicateType", "urn:mig-gates:predicate:approval:v1"},
        {"predicate", predicate}};
    if (on_approval_statement) on_approval_statement(name, statement);
    built_[bundle() + fmt::format("approvals/{}.dsse.json", name)] =
        envelope_of(statement, approval.signers, {});
  }
}

void SignedRepository::sign_run(std::size_t at, const std::string& bytes) {
  const auto& run = runs[at];
  const auto& receipt = run.receipt;
  Json predicate{{"migration_id", receipt["migration_id"]},
                 {"run_id", receipt["run_id"]},
                 {"environment", receipt["environment"]["name"]},
                 {"git_commit", receipt["environment"]["git_commit"]}};
  for (const auto* key : {"bundle_digest", "sequence", "previous_receipt"}) {
    if (receipt.contains(key)) predicate[key] = receipt[key];
  }
  Json statement{{"_type", "https://in-toto.io/Statement/v1"},
                 {"subject", Json::array()},
                 {"predicateType", "urn:mig-gates:predicate:run:v1"},
                 {"predicate", predicate}};
  const auto add = [&statement](const std::string& name, const std::string& digest) {
    statement["subject"].push_back(
        {{"name", name}, {"digest", {{"sha256", hex_of_digest(digest)}}}});
  };
  add(run.folder + "receipts/run_receipt.json", digest_of(bytes));
  for (const auto& output : receipt["outputs"]) add(output["path"], output["digest"]);
  if (on_statement) on_statement(at, statement);
  built_[bundle() + run.folder + "receipts/run_receipt.dsse.json"] =
      envelope_of(statement, run.signers, at);
}

void SignedRepository::build_run(std::size_t at, std::string& previous) {
  auto& run = runs[at];
  auto& receipt = run.receipt;
  if (receipt.contains("bundle_digest")) receipt["bundle_digest"] = bundle_digest();
  Files inputs;
  Files outputs;
  for (const auto& name : run.inputs) inputs[name] = built_.at(bundle() + name);
  for (const auto& [name, bytes] : run.outputs) {
    built_[bundle() + run.folder + name] = bytes;
    outputs[run.folder + name] = bytes;
  }
  receipt["inputs"] = file_list(inputs);
  receipt["outputs"] = file_list(outputs);
  if (!run.approvals.empty()) {
    Files relied_on;
    for (const auto& name : run.approvals) {
      const auto path = fmt::format("approvals/{}.yml", name);
      relied_on[path] = built_.at(bundle() + path);
    }
    receipt["approvals"] = file_list(relied_on);
  }
  if (!previous.empty()) receipt["previous_receipt"] = digest_of(previous);
  if (on_receipt) on_receipt(at, receipt);
  const auto bytes = receipt.dump(2) + "\n";
  receipts_.push_back(bytes);
  previous = bytes;
  const auto folder = bundle() + run.folder + "receipts/";
  if (run.is_referenced) {
    built_["store/blobs/sha256/" + hex_of_digest(digest_of(bytes))] = bytes;
    Json reference{{"schema_version", "receipt_ref.v1"},
                   {"uri", "s3://kfm-receipts/run_receipt.json"},
                   {"mediaType", "application/json"},
                   {"digest", digest_of(bytes)},
                   {"size", bytes.size()},
                   {"migration_id", receipt["migration_id"]},
                   {"run_id", receipt["run_id"]}};
    if (on_reference) on_reference(at, reference);
    built_[folder + "receipt_ref.json"] = reference.dump(2) + "\n";
  } else {
    built_[folder + "run_receipt.json"] = bytes;
  }
  if (run.is_signed) sign_run(at, bytes);
  if (!run.has_prov) return;
  auto prov = prov_of(receipt);
  if (on_prov) on_prov(at, prov);
  built_[folder + "prov.jsonld"] = prov.dump(2) + "\n";
}

void SignedRepository::build_history() {
  if (history.empty()) return;
  std::string text;
  std::string previous;
  for (std::size_t at = 0; at < history.size(); ++at) {
    Json line{{"seq", at + 1}};
    if (!previous.empty()) line["prev"] = digest_of(previous);
    line.update(history[at]);
    if (line.contains("receipt") && line["receipt"].is_number()) {
      line["receipt"] = digest_of(receipts_.at(line["receipt"].get<std::size_t>()));
    }
    if (on_line) on_line(at, line);
    previous = line.dump() + "\n";
    text += previous;
  }
  built_["migrations/registry/history.jsonl"] = text;
}

Files SignedRepository::build() {
  built_ = files;
  adopt_id();
  receipts_.clear();
  build_approvals();
  std::string previous;
  for (std::size_t at = 0; at < runs.size(); ++at) build_run(at, previous);
  build_history();
  Json registry{{"schema_version", "migrations.v1"}, {"migrations", Json::array()}};
  registry["migrations"].push_back(
      {{"id", id}, {"type", "postgis"}, {"owners", Json::array({"map-team"})}, {"status", status}});
  built_["migrations/registry/migrations.v1.json"] = registry.dump(2) + "\n";
  if (has_trust) built_[".mig/trust.yml"] = trust_text();
  if (on_files) on_files(built_);
  return built_;
}

void SignedRepository::write(const std::string& folder) {
  for (const auto& [path, bytes] : build()) {
    const auto file = fs::path(folder) / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }
}

}  // namespace mig::test
