// Which files of a bundle are documents of evidence, and which only have to be readable.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "mig/bundle/facts.hpp"
#include "mig/bundle/load.hpp"
#include "mig/contract/document_kind.hpp"
#include "support/process.hpp"

namespace {

using mig::contract::DocumentKind;
using mig::contract::kind_by_path;

TEST(Kinds, AreToldByPath) {
  EXPECT_EQ(kind_by_path(".mig/trust.yml"), DocumentKind::trust);
  EXPECT_EQ(kind_by_path("b/receipts/run_receipt.dsse.json"), DocumentKind::dsse_envelope);
  EXPECT_EQ(kind_by_path("b/approvals/0001.dsse.json"), DocumentKind::dsse_envelope);
  EXPECT_EQ(kind_by_path("b/baselines/pre.dsse.json"), DocumentKind::dsse_envelope);
  EXPECT_EQ(kind_by_path("b/receipts/prov.jsonld"), DocumentKind::prov);
  EXPECT_EQ(kind_by_path("registry/history.jsonl"), DocumentKind::status_history);
  for (const auto* other : {"trust.yml", "b/trust.yml", "b/dsse.json", "b/statement.json",
                            "b/prov.json", "b/history.jsonl", "registry/history.json"}) {
    EXPECT_FALSE(kind_by_path(other)) << other;
  }
}

TEST(Kinds, AreToldByContentWhereThePathSaysNothing) {
  const std::map<std::string, DocumentKind> contents{
      {"schema_version: trust.v1\n", DocumentKind::trust},
      {R"({"payload": "", "payloadType": ""})", DocumentKind::dsse_envelope},
      {R"({"_type": "", "predicateType": ""})", DocumentKind::statement},
      {R"({"@context": [], "@graph": []})", DocumentKind::prov},
      {R"([{"seq": 1, "migration_id": "M"}])", DocumentKind::status_history},
  };
  for (const auto& [bytes, kind] : contents) {
    const auto document = mig::bundle::examine_document("proposed", bytes, std::nullopt);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->kind, kind) << bytes;
    EXPECT_FALSE(document->is_valid()) << bytes;
  }
  for (const std::string bytes : {"[]", "[[]]", R"([{"seq": 1}])", R"({"payload": ""})",
                                  R"({"@graph": []})", R"({"_type": ""})"}) {
    EXPECT_FALSE(mig::bundle::examine_document("proposed", bytes, std::nullopt)->kind) << bytes;
  }
}

TEST(Bundle, EvidenceIsADocumentAndWhatGovernsATreeIsNone) {
  const mig::test::TemporaryFolder folder;
  for (const auto* path :
       {"receipts/run_receipt.dsse.json", "approvals/0001.dsse.json", "receipts/prov.jsonld",
        "runs/dev-2/receipts/run_receipt.dsse.json", "runs/dev-2/receipts/prov.jsonld",
        "registry/history.jsonl", ".mig/trust.yml", "receipts/RUN_RECEIPT.DSSE.JSON"}) {
    folder.write(path, "{}\n");
  }
  const auto root = mig::io::Root::open(folder.path());
  ASSERT_TRUE(root);
  mig::bundle::RepositoryFacts repository;
  repository.now = "2026-04-01T00:00:00Z";
  const auto bundle = mig::bundle::load_bundle(*root, "", repository, std::nullopt);
  ASSERT_TRUE(bundle) << bundle.error().message;
  std::map<std::string, std::string> found;
  for (const auto& document : bundle->documents) {
    const std::string kind(document.kind ? mig::contract::info_of(*document.kind).name : "none");
    EXPECT_EQ(document.is_sidecar, !document.kind.has_value());
    EXPECT_TRUE(found.emplace(document.source->path(), kind).second) << document.source->path();
  }
  const std::map<std::string, std::string> expected{
      {"receipts/run_receipt.dsse.json", "dsse_envelope"},
      {"approvals/0001.dsse.json", "dsse_envelope"},
      {"receipts/prov.jsonld", "prov"},
      {"runs/dev-2/receipts/run_receipt.dsse.json", "dsse_envelope"},
      {"runs/dev-2/receipts/prov.jsonld", "prov"},
      {"registry/history.jsonl", "none"},
      {".mig/trust.yml", "none"},
      {"receipts/RUN_RECEIPT.DSSE.JSON", "none"},
  };
  EXPECT_EQ(found, expected);
}

}  // namespace
