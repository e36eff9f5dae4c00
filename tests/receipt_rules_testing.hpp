// Bundles with receipts, built in memory.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "mig/bundle/record_facts.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/document/reader.hpp"
#include "mig/rules/families.hpp"

namespace mig::test {

using nlohmann::json;

inline constexpr const char* kFolder = "migrations/postgis/PG-MIG-2026-03-01-01";

inline std::string run_id(const std::string& name) {
  return "kfm://run/" + name;
}

/// A receipt of a forward run that passed.
inline json receipt_of(const std::string& name, const std::string& environment) {
  return {{"run_id", run_id(name)},
          {"migration_id", "PG-MIG-2026-03-01-01"},
          {"started_at", "2026-03-01T18:30:00Z"},
          {"finished_at", "2026-03-01T18:31:00Z"},
          {"actor", {{"principal", "svc:migrations-runner"}, {"role", "pipeline"}}},
          {"runner", {{"name", "psql"}, {"version", "15"}}},
          {"environment", {{"name", environment}, {"container_digest", "sha256:9d765c3e"}}},
          {"validation",
           {{"status", "pass"},
            {"checks",
             json::array({{{"name", "scope_enforcement"}, {"status", "pass"}},
                          {{"name", "protected_domain_fingerprint"}, {"status", "pass"}}})}}}};
}

/// One that undoes another run.
inline json rollback_of(const std::string& undone, const std::string& name,
                        const std::string& environment) {
  auto receipt = receipt_of(name, environment);
  receipt["operation"] = "rollback";
  receipt["rolls_back"] = run_id(undone);
  return receipt;
}

/// The status of a run, and of the first of its checks.
inline void end_as(json& receipt, const std::string& status, const std::string& of_check) {
  receipt["validation"]["status"] = status;
  receipt["validation"]["checks"][0]["status"] = of_check;
}

/// A bundle of tier dev to prod whose facts can be spoilt one by one.
class ReceiptWorld {
 public:
  ReceiptWorld() {
    bundle.repository = &repository;
    bundle.path = kFolder;
    records.receipts.reserve(8);  // references to them are kept
    declare(
        "migration_id: PG-MIG-2026-03-01-01\nrequires_rollback: true\n"
        "runner:\n  tool: psql\n  command: scripts/migrate.sh --now\n");
  }
  ReceiptWorld(const ReceiptWorld&) = delete;
  ReceiptWorld& operator=(const ReceiptWorld&) = delete;

  void declare(const std::string& yaml) {
    bundle.documents.clear();
    bundle.documents.push_back(read("migration.yml", yaml, contract::DocumentKind::declaration));
    bundle.has_declaration = true;
    bundle.declaration = contract::read_declaration(bundle.documents.front().value);
  }

  void register_as(const std::string& status) {
    json registry;
    registry["migrations"] =
        json::array({{{"id", "PG-MIG-2026-03-01-01"}, {"status", status}, {"path", kFolder}}});
    repository.registry_documents.clear();
    repository.registry_documents.push_back(
        read("../registry.json", registry.dump(), contract::DocumentKind::registry));
    repository.registry = {};
    contract::read_registry(repository.registry_documents.front().value, 0, repository.registry);
    repository.entry_bundles = {kFolder};
    bundle.folder_name = "PG-MIG-2026-03-01-01";
    bundle.is_registered = true;
    bundle.status = status;
  }

  /// A run of the single-run form, or in a folder like "runs/stage-2".
  bundle::ReceiptFacts& run(const std::string& folder, const json& receipt) {
    auto& facts = run_without_receipt(folder);
    auto& document = documents_.emplace_back(read(
        beside(folder, "run_receipt.json"), receipt.dump(), contract::DocumentKind::run_receipt));
    facts.document = &document;
    facts.receipt = contract::read_run_receipt(document.value);
    return facts;
  }

  /// The same, chained to the run before it.
  bundle::ReceiptFacts& chained(const std::string& folder, json receipt) {
    receipt["sequence"] = records.receipts.size() + 1;
    if (!records.receipts.empty()) receipt["previous_receipt"] = records.receipts.back().digest();
    return run(folder, receipt);
  }

  bundle::ReceiptFacts& run_without_receipt(const std::string& folder) {
    auto& run = runs_.emplace_back();
    run.folder = folder;
    auto& facts = records.receipts.emplace_back();
    facts.run = &run;
    return facts;
  }

  /// A receipt that does not fit its schema.
  void spoil(bundle::ReceiptFacts& facts) {
    auto& document = documents_.emplace_back(*facts.document);
    document.violations.emplace_back();
    facts.document = &document;
    facts.receipt = {};
  }

  /// A pointer to the receipt that is there.
  json pointer_to(const bundle::ReceiptFacts& facts) const {
    return {{"uri", "s3://receipts/1"},
            {"mediaType", "application/json"},
            {"digest", facts.digest()},
            {"size", facts.document->source->bytes().size()},
            {"migration_id", facts.receipt.migration_id->value},
            {"run_id", facts.receipt.run_id->value}};
  }
  void point(bundle::ReceiptFacts& facts, const json& pointer) {
    auto& document =
        documents_.emplace_back(read(beside(facts.run->folder, "receipt_ref.json"), pointer.dump(),
                                     contract::DocumentKind::receipt_ref));
    facts.reference = &document;
    facts.pointer = contract::read_receipt_ref(document.value);
  }

  /// An approval that lies in the bundle and that the receipt names with its digest.
  void approve(bundle::ReceiptFacts& facts, const std::string& by) {
    auto document = read("approvals/prod.yml",
                         "rule: approval-missing-role\napproved_by: " + by +
                             "\nsubject_digest: \"" + bundle.digest + "\"\n" + approval_lines,
                         contract::DocumentKind::approval);
    bundle.approvals.push_back(contract::read_approval(document.value, document.source));
    bundle::BoundFile file;
    file.named.path.value = "approvals/prod.yml";
    file.binding = bundle::Binding::same;
    facts.approvals.push_back(file);
  }
  std::string approval_lines;  ///< of approvals that are still to come

  /// What one rule finds.
  std::vector<Finding> judge(const rules::Rule& rule) const {
    std::vector<Finding> findings;
    rules::Reporter reporter(rule.info, findings);
    std::get<rules::RecordCheck>(rule.check)(bundle, records, reporter);
    return findings;
  }
  /// "fail receipt-chain-gap": all that the rules about runs find, in the order of their table.
  std::vector<std::string> verdict() const {
    std::vector<std::string> lines;
    for (const auto* rule : kRules) {
      for (const auto& finding : judge(*rule))
        lines.push_back(std::string(name_of(finding.severity)) + ' ' + finding.rule);
    }
    return lines;
  }

  bundle::RepositoryFacts repository;
  bundle::BundleFacts bundle;
  bundle::RecordFacts records;

  static bundle::DocumentFacts read(const std::string& relative, const std::string& text,
                                    contract::DocumentKind kind) {
    bundle::DocumentFacts document;
    document.kind = kind;
    document.source = std::make_shared<SourceText>(std::string(kFolder) + '/' + relative, text);
    const bool is_json = relative.ends_with(".json");
    auto value = is_json ? document::read_json(text) : document::read_yaml(text);
    EXPECT_TRUE(value) << text;
    if (value) document.value = std::move(*value);
    document.hex = digest::sha256_digest(text)->substr(7);
    return document;
  }

 private:
  static std::string beside(const std::string& folder, const std::string& name) {
    return (folder.empty() ? "" : folder + '/') + "receipts/" + name;
  }

  inline static const std::vector<const rules::Rule*> kRules{
      &rules::receipt_rules::status_contradiction,
      &rules::receipt_rules::missing_check,
      &rules::receipt_rules::status_unproved,
      &rules::receipt_rules::unchained,
      &rules::receipt_rules::chain_gap,
      &rules::receipt_rules::chain_fork,
      &rules::receipt_rules::chain_broken,
      &rules::receipt_rules::wrong_run_folder,
      &rules::receipt_rules::dangling_rollback,
      &rules::receipt_rules::failure_not_rolled_back,
      &rules::receipt_rules::actor_not_allowed,
      &rules::receipt_rules::wrong_runner,
      &rules::receipt_rules::unapproved_production,
      &rules::receipt_rules::wrong_container,
      &rules::receipt_rules::ref_mismatch,
      &rules::receipt_rules::inline_production};

  std::deque<bundle::RunFacts> runs_;
  std::deque<bundle::DocumentFacts> documents_;
};

}  // namespace mig::test
