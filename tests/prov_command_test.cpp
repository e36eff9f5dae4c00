// mig-receipt-verify prov: what it writes where, and what it refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "mig/app/console.hpp"
#include "mig/app/evidence/prov_command.hpp"
#include "prov_testing.hpp"
#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::read_file;
using mig::test::receipt_text;
using mig::test::with;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kDeclaration = R"(migration_id: PG-MIG-2026-03-01-01
type: postgis
intent: "Keep the parcels up to date"
owners: [map-team]
scope:
  allowed_schemas: [public]
  forbidden_schemas: [audit]
limits:
  max_table_count_touched: 1
  max_index_count_delta: 1
  max_constraint_count_delta: 1
  max_row_backfill: 1
requires_rollback: true
rebuild_plan: "The pipeline builds the table again"
approvals:
  required_reviewers: [kfm-platform]
  change_class: performance
runner:
  tool: psql
  command: scripts/migrate.sh
artifacts:
  forward: [forward.sql]
  rollback: [rollback.sql]
  baselines:
    pre: baselines/pre.json
    post: baselines/post.json
  diffs:
    summary: diffs/summary.json
)";

struct Outcome {
  int exit_code = 0;
  std::string standard_output;
  std::string standard_error;
};

class ProvCommand : public testing::Test {
 protected:
  ProvCommand() {
    folder.write("b/migration.yml", kDeclaration);
    folder.write("b/receipts/run_receipt.json", receipt_text());
  }

  std::string at(const std::string& relative) const { return folder.path() + "/" + relative; }

  static Outcome run(std::vector<std::string> arguments) {
    CLI::App app;
    const auto action = mig::app::declare_prov(app);
    std::reverse(arguments.begin(), arguments.end());
    app.parse(arguments);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const auto code = action();
    Outcome outcome;
    outcome.exit_code = code ? *code : mig::app::fail_with("prov", code.error());
    outcome.standard_output = testing::internal::GetCapturedStdout();
    outcome.standard_error = testing::internal::GetCapturedStderr();
    return outcome;
  }

  mig::test::TemporaryFolder folder;
  const std::string prov = "b/receipts/prov.jsonld";
};

TEST_F(ProvCommand, ABundleGetsAFileBesideItsReceipt) {
  const auto outcome = run({at("b")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.standard_error;
  EXPECT_THAT(outcome.standard_output, HasSubstr("wrote "));
  const auto text = read_file(at(prov));
  mig::test::RunWorld world(receipt_text(), text);
  EXPECT_THAT(mig::test::judge_records(world.bundle, world.records, "prov"), IsEmpty());
  EXPECT_THAT(text, HasSubstr("\"usedEntity\":\"" + mig::test::digest_like('1')));
}

TEST_F(ProvCommand, ARollbackIsDerivedFromTheRollback) {
  folder.write("b/receipts/run_receipt.json",
               with(receipt_text(), "\"run_type\"",
                    R"("operation": "rollback", "rolls_back": "kfm://run/x", "run_type")"));
  const auto outcome = run({at("b/receipts/run_receipt.json"), "--output", "-"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.standard_error;
  EXPECT_THAT(outcome.standard_output,
              HasSubstr("\"usedEntity\":\"" + mig::test::digest_like('3')));
  EXPECT_FALSE(fs::exists(at(prov)));
}

TEST_F(ProvCommand, NothingIsWrittenOverUnlessItIsAskedFor) {
  folder.write(prov, "mine");
  const auto refused = run({at("b")});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.standard_error, HasSubstr("mig-receipt-verify prov --replace "));
  EXPECT_THAT(refused.standard_error, HasSubstr("b/receipts/run_receipt.json"));
  EXPECT_EQ(read_file(at(prov)), "mine");
  EXPECT_EQ(run({at("b"), "--replace"}).exit_code, 0);
  EXPECT_THAT(read_file(at(prov)), HasSubstr("@graph"));
}

TEST_F(ProvCommand, AnotherFileMayBeNamed) {
  EXPECT_EQ(run({at("b"), "--output", at("x.jsonld")}).exit_code, 0);
  EXPECT_THAT(read_file(at("x.jsonld")), HasSubstr("@graph"));
  EXPECT_EQ(run({at("b"), "--output", at("x.jsonld")}).exit_code, 2);
  EXPECT_EQ(run({at("b"), "--output", at("x.jsonld"), "--replace"}).exit_code, 0);
  EXPECT_EQ(run({at("b"), "--output", at("not/there.jsonld")}).exit_code, 3);
}

TEST_F(ProvCommand, WhatIsNoProvenanceStays) {
  const std::string receipt = at("b/receipts/run_receipt.json");
  const auto before = read_file(receipt);
  for (const auto& target : {receipt, at("b/migration.yml")}) {
    const auto refused = run({at("b"), "--output", target, "--replace"});
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_THAT(refused.standard_error, HasSubstr("is no provenance, and stays"));
  }
  EXPECT_EQ(read_file(receipt), before);
}

TEST_F(ProvCommand, ALinkIsNeverWrittenThrough) {
  folder.write("secret", "mine");
  fs::create_symlink(at("secret"), at(prov));
  EXPECT_EQ(run({at("b"), "--replace"}).exit_code, 3);
  EXPECT_EQ(run({at("b"), "--output", at(prov), "--replace"}).exit_code, 3);
  EXPECT_EQ(read_file(at("secret")), "mine");
}

TEST_F(ProvCommand, EveryRunOfABundle) {
  folder.write("b/runs/stage-2/receipts/run_receipt.json", receipt_text());
  folder.write("b/runs/empty/notes", "");
  EXPECT_EQ(run({at("b"), "--output", "-"}).exit_code, 2);
  EXPECT_EQ(run({at("b")}).exit_code, 0);
  EXPECT_TRUE(fs::exists(at(prov)));
  EXPECT_TRUE(fs::exists(at("b/runs/stage-2/receipts/prov.jsonld")));
}

TEST_F(ProvCommand, OneRunOfABundle) {
  folder.write("b/runs/stage-2/receipts/run_receipt.json", receipt_text());
  EXPECT_EQ(run({at("b/runs/stage-2/receipts/run_receipt.json")}).exit_code, 0);
  EXPECT_FALSE(fs::exists(at(prov)));
  EXPECT_TRUE(fs::exists(at("b/runs/stage-2/receipts/prov.jsonld")));
}

TEST_F(ProvCommand, WhatIsThereAlreadyIsPassedOver) {
  ASSERT_EQ(run({at("b")}).exit_code, 0);
  folder.write("b/runs/stage-2/receipts/run_receipt.json", receipt_text());
  const auto written = fs::last_write_time(at(prov));
  const auto outcome = run({at("b")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.standard_error;
  EXPECT_THAT(outcome.standard_output, HasSubstr(prov + " is what it should be already\n"));
  EXPECT_THAT(outcome.standard_output, HasSubstr("b/runs/stage-2/receipts/prov.jsonld\n"));
  EXPECT_THAT(outcome.standard_output, HasSubstr("wrote "));
  EXPECT_TRUE(fs::exists(at("b/runs/stage-2/receipts/prov.jsonld")));
  EXPECT_EQ(fs::last_write_time(at(prov)), written);
  // What only begins alike is something else.
  folder.write(prov, read_file(at(prov)) + "\n");
  EXPECT_EQ(run({at("b")}).exit_code, 2);
}

TEST_F(ProvCommand, AFolderOfARun) {
  folder.write("b/runs/stage-2/receipts/run_receipt.json", receipt_text());
  EXPECT_EQ(run({at("b/runs/stage-2")}).exit_code, 0);
  EXPECT_TRUE(fs::exists(at("b/runs/stage-2/receipts/prov.jsonld")));
  EXPECT_FALSE(fs::exists(at(prov)));
}

TEST_F(ProvCommand, PathsAreShownFromWhereItIsCalled) {
  mig::test::ProcessOptions inside;
  inside.folder = at("b");
  const auto result = mig::test::run_process(
      {mig::test::tool_path("mig-receipt-verify"), "prov", "receipts/run_receipt.json"}, inside);
  EXPECT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_EQ(result.standard_output, "wrote receipts/prov.jsonld\n");
}

TEST_F(ProvCommand, AReceiptInAStoreIsTold) {
  folder.write("b/runs/stage-2/receipts/receipt_ref.json", "{}\n");
  const auto some = run({at("b")});
  EXPECT_EQ(some.exit_code, 0);
  EXPECT_THAT(some.standard_error, HasSubstr("receipt_ref.json: the receipt is kept in a store"));
  EXPECT_TRUE(fs::exists(at(prov)));
  const auto none = run({at("b/runs")});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.standard_error, HasSubstr("fix: "));
}

TEST_F(ProvCommand, WhereOneFileMayNotBeWrittenNoneIs) {
  folder.write("b/runs/stage-2/receipts/run_receipt.json", receipt_text());
  folder.write("b/runs/stage-2/receipts/prov.jsonld", "mine");
  EXPECT_EQ(run({at("b")}).exit_code, 2);
  EXPECT_FALSE(fs::exists(at(prov)));
}

TEST_F(ProvCommand, AReceiptThatIsNotValidIsRefused) {
  for (const auto& receipt :
       {std::string("{"), with(receipt_text(), "\"run_type\": \"migration\",", ""),
        with(receipt_text(), "svc:migrations-runner", "two\\nlines")}) {
    folder.write("b/receipts/run_receipt.json", receipt);
    const auto outcome = run({at("b")});
    EXPECT_EQ(outcome.exit_code, 1) << receipt;
    EXPECT_THAT(outcome.standard_error, HasSubstr("receipts/run_receipt.json"));
    EXPECT_THAT(outcome.standard_error, HasSubstr("fix: "));
    EXPECT_FALSE(fs::exists(at(prov)));
  }
}

TEST_F(ProvCommand, ADeclarationThatIsNotValidIsRefused) {
  folder.write("b/migration.yml", "migration_id: x\n");
  const auto outcome = run({at("b")});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.standard_error, HasSubstr("migration.yml does not fit its schema"));
}

TEST_F(ProvCommand, WhatCannotBeReadIsNoAnswer) {
  EXPECT_EQ(run({at("b/receipts/nothing/receipts/run_receipt.json")}).exit_code, 3);
  EXPECT_EQ(run({at("b/run_receipt.json")}).exit_code, 3);
  fs::remove(at("b/receipts/run_receipt.json"));
  const auto outcome = run({at("b")});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.standard_error, HasSubstr("there is no run receipt"));
  fs::remove(at("b/migration.yml"));
  const auto loose = run({at("b")});
  EXPECT_EQ(loose.exit_code, 2);
  EXPECT_THAT(loose.standard_error, HasSubstr("lies in no bundle"));
}

TEST_F(ProvCommand, RunsBehindALinkAreNotRead) {
  fs::create_directory_symlink(at("b/receipts"), at("b/runs"));
  const auto outcome = run({at("b")});
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.standard_error, HasSubstr("b/runs"));
}

TEST_F(ProvCommand, AReceiptBehindALinkIsNotRead) {
  folder.write("elsewhere.json", receipt_text());
  fs::remove(at("b/receipts/run_receipt.json"));
  fs::create_symlink(at("elsewhere.json"), at("b/receipts/run_receipt.json"));
  EXPECT_EQ(run({at("b")}).exit_code, 3);
}

TEST_F(ProvCommand, AFileElsewhereIsNoReceipt) {
  EXPECT_EQ(run({at("b/migration.yml")}).exit_code, 2);
  folder.write("b/run_receipt.json", receipt_text());
  EXPECT_EQ(run({at("b/run_receipt.json")}).exit_code, 2);
}

}  // namespace
