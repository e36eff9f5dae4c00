#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "mig/bundle/record_facts.hpp"
#include "mig/document/reader.hpp"
#include "mig/rules/rule.hpp"

namespace mig::test {

inline std::string digest_like(char digit) {
  return "sha256:" + std::string(64, digit);
}

/// forward.sql (1), migration.yml (2) and rollback.sql (3) made post.json (a) and summary.json (b).
inline std::string receipt_text() {
  return R"({"kfm_run_receipt_version": "v1",
 "run_id": "kfm://run/2026-03-01T18:30:00Z.migration.PG-MIG-2026-03-01-01.abcd1234",
 "run_type": "migration", "migration_id": "PG-MIG-2026-03-01-01",
 "actor": {"principal": "svc:migrations-runner", "role": "pipeline"},
 "environment": {"name": "stage", "git_commit": "c07f317c4127d8667a4bd6c08d48e716b1d47da1",
  "container_digest": ")" +
         digest_like('7') + R"(", "params_digest": ")" + digest_like('8') + R"("},
 "inputs": [{"path": "forward.sql", "digest": ")" +
         digest_like('1') + R"("}, {"path": "migration.yml", "digest": ")" + digest_like('2') +
         R"("}, {"path": "rollback.sql", "digest": ")" + digest_like('3') + R"("}],
 "outputs": [{"path": "baselines/post.json", "digest": ")" +
         digest_like('a') + R"("}, {"path": "diffs/summary.json", "digest": ")" + digest_like('b') +
         R"("}],
 "validation": {"status": "pass", "checks": [{"name": "scope_enforcement", "status": "pass"}]},
 "policy": {"decision_id": "kfm://policy_decision/1", "policy_label": "public"},
 "started_at": "2026-03-01T18:30:00Z", "finished_at": "2026-03-01T18:31:12.5Z"})";
}

/// `text` with the only `from` in it as `to`.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at == std::string::npos) return text;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from << " is there twice";
  return text.replace(at, from.size(), to);
}

/// A document that counts as valid, whatever its schema says.
inline std::shared_ptr<bundle::DocumentFacts> valid_document(std::string path,
                                                             contract::DocumentKind kind,
                                                             std::string text) {
  auto document = std::make_shared<bundle::DocumentFacts>();
  document->source = std::make_shared<SourceText>(std::move(path), std::move(text));
  document->kind = kind;
  auto value = document::read_json(document->source->bytes());
  EXPECT_TRUE(value) << value.error().message << ": " << document->source->bytes();
  if (value) document->value = std::move(*value);
  return document;
}

/// One run with a receipt and, unless its text is empty, provenance.
struct RunWorld {
  RunWorld(const std::string& receipt, const std::string& prov) {
    receipt_document =
        valid_document("b/receipts/run_receipt.json", contract::DocumentKind::run_receipt, receipt);
    bundle.path = "b";
    bundle.repository = &repository;
    bundle::ReceiptFacts facts;
    facts.run = &run;
    facts.document = receipt_document.get();
    facts.receipt = contract::read_run_receipt(receipt_document->value);
    if (!prov.empty()) {
      prov_document = valid_document("b/receipts/prov.jsonld", contract::DocumentKind::prov, prov);
      facts.prov_document = prov_document.get();
      facts.prov = contract::read_prov(prov_document->value);
    }
    records.receipts.push_back(std::move(facts));
  }
  RunWorld(const RunWorld&) = delete;
  RunWorld& operator=(const RunWorld&) = delete;

  bundle::RepositoryFacts repository;
  bundle::BundleFacts bundle;
  bundle::RunFacts run;
  std::shared_ptr<bundle::DocumentFacts> receipt_document;
  std::shared_ptr<bundle::DocumentFacts> prov_document;
  bundle::RecordFacts records;
};

/// What the rules of a family about records say.
inline std::vector<Finding> judge_records(const bundle::BundleFacts& bundle,
                                          const bundle::RecordFacts& records,
                                          std::string_view family) {
  std::vector<Finding> findings;
  for (const auto* rule : rules::all_rules()) {
    const auto* check = std::get_if<rules::RecordCheck>(&rule->check);
    if (check == nullptr || rules::family_of(rule->info.id) != family) continue;
    rules::Reporter reporter(rule->info, findings);
    (*check)(bundle, records, reporter);
  }
  return findings;
}

inline std::vector<std::string> rules_of(const std::vector<Finding>& findings) {
  std::vector<std::string> ids;
  for (const auto& finding : findings) ids.push_back(finding.rule);
  return ids;
}

}  // namespace mig::test
