// When a receipt says that something ran, of what, and with whose word.
#include "mig/rules/receipt/placeholder.hpp"
#include "receipt_binding_testing.hpp"

namespace {

using mig::test::after;
using mig::test::BindingWorld;
using mig::test::digest_of;
using mig::test::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

TEST(ReceiptPlaceholder, TypedDigestsAreToldFromComputedOnes) {
  const auto of = [](const std::string& pattern) {
    std::string hex;
    while (hex.size() < 64) hex += pattern;
    return mig::rules::receipt_rules::placeholder_in(hex.substr(0, 64));
  };
  EXPECT_EQ(of("0"), "all zeros");
  EXPECT_EQ(of("a"), "one digit repeated");
  for (const auto* pattern : {"0123456789abcdef", "ab", "deadbeef", "cafe", "123"})
    EXPECT_EQ(of(pattern), "a pattern that repeats");
  const auto is_told = [](const std::string& hex) {
    return !mig::rules::receipt_rules::placeholder_in(hex).empty();
  };
  EXPECT_TRUE(is_told(std::string(63, '0') + "1"));
  EXPECT_TRUE(is_told("deadbeef" + std::string(32, '0')));
  EXPECT_TRUE(is_told("1234567890abcdef1234567890abcdef12345678"));
  EXPECT_TRUE(is_told("a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0"));
  EXPECT_TRUE(is_told("fedcba9876543210aa17fedcba98765432100b29"));
  EXPECT_FALSE(is_told("c07f317c4127d8667a4bd6c08d48e716b1d47da1"));
  EXPECT_FALSE(is_told("00"));
  for (int i = 0; i < 20'000; ++i) {
    const auto hex = digest_of(std::to_string(i)).substr(7);
    ASSERT_FALSE(is_told(hex)) << hex;
    ASSERT_FALSE(is_told(hex.substr(0, 40))) << hex;
  }
}

TEST(ReceiptPlaceholder, EveryDigestIsLookedAt) {
  const auto zero = "sha256:" + std::string(64, '0');
  const auto found = after([&](json& receipt) {
    receipt["inputs"].push_back({{"path", "forward.sql"}, {"digest", zero}});
    receipt["outputs"].push_back({{"path", "diffs/touched.csv"}, {"digest", zero}});
    receipt["approvals"].push_back({{"path", "approvals/a.yml"}, {"digest", zero}});
    receipt["environment"]["container_digest"] = zero;
    receipt["environment"]["params_digest"] = zero;
    receipt["environment"]["git_commit"] = std::string(40, 'a');
    receipt["runner"] = {{"name", "r"}, {"version", "1"}, {"container_digest", zero}};
    receipt["bundle_digest"] = zero;
    receipt["previous_receipt"] = zero;
  });
  EXPECT_EQ(std::count_if(
                found.begin(), found.end(),
                [](const auto& line) { return line.starts_with("receipt-placeholder-digest"); }),
            9);
}

TEST(ReceiptPlaceholder, IsNotToldOnceMoreAsAMismatch) {
  EXPECT_THAT(after([](json& receipt) {
                receipt["inputs"][1]["digest"] = "sha256:" + std::string(64, 'f');
              }),
              ElementsAre(AllOf(StartsWith("receipt-placeholder-digest"),
                                HasSubstr("the digest of forward.sql in inputs"))));
}

TEST(ReceiptPlaceholder, IsNoCommitToRestoreFrom) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["environment"]["git_commit"] = std::string(40, 'a');
  receipt["inputs"][1]["digest"] = digest_of("other");
  world.run(receipt);
  const auto found = world.findings();
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_THAT(found[0].remedy, HasSubstr("git rev-parse HEAD"));
  EXPECT_THAT(found[1].remedy, Not(HasSubstr("aaaa")));
}

TEST(ReceiptPlaceholder, OfAReference) {
  BindingWorld world;
  world.point(world.run(world.receipt()), {{"digest", "sha256:" + std::string(64, '0')}});
  EXPECT_THAT(world.verdict(), ElementsAre(HasSubstr("the digest of the receipt is")));
}

TEST(ReceiptWrongMigration, OfReceiptsAndReferences) {
  EXPECT_THAT(
      after([](json& receipt) { receipt["migration_id"] = "PG-MIG-2026-01-01-01"; }),
      ElementsAre("receipt-wrong-migration: the receipt is of \"PG-MIG-2026-01-01-01\", but "
                  "this is \"PG-MIG-2026-03-01-01\""));
  BindingWorld world;
  auto& facts = world.run(world.receipt());
  world.point(facts, {{"migration_id", "PG-MIG-2026-01-01-01"}});
  EXPECT_THAT(world.verdict(), ElementsAre(HasSubstr("the reference is of")));
  facts.is_stored = true;
  EXPECT_THAT(world.verdict(), IsEmpty()) << "held against the receipt that it leads to";
  facts.document = nullptr;
  EXPECT_THAT(world.verdict(), ElementsAre(HasSubstr("the reference is of")));
  world.bundle.declaration.migration_id.reset();
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(ReceiptDuplicateRunId, WithinABundleAndOverAll) {
  mig::bundle::RepositoryFacts repository;
  const auto add = [](std::vector<mig::bundle::BundleSummary>& list, const std::string& path,
                      std::vector<std::string> ids) {
    auto& summary = list.emplace_back();
    for (const auto& id : ids) {
      const auto source = std::make_shared<mig::SourceText>(
          path + std::to_string(summary.run_ids.size()), "\"" + id + "\"");
      summary.run_ids.push_back({id, {source, {0, 3}}});
    }
  };
  const auto judge = [&] {
    std::vector<mig::Finding> findings;
    const auto& rule = mig::rules::receipt_rules::duplicate_run_id;
    mig::rules::Reporter reporter(rule.info, findings);
    std::get<mig::rules::RepositoryCheck>(rule.check)(repository, reporter);
    return findings;
  };
  add(repository.bundles, "b", {"one", "two"});
  add(repository.neighbours, "n", {"old", "old"});
  EXPECT_THAT(judge(), IsEmpty());
  add(repository.bundles, "c", {"three", "three", "one", "old"});
  const auto found = judge();
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].message, "\"three\" is also the run_id of c0");
  EXPECT_EQ(found[1].message, "\"one\" is also the run_id of b0");
  EXPECT_EQ(found[2].message, "\"old\" is also the run_id of n0");
  EXPECT_EQ(found[2].location.path, "c3");
  EXPECT_THAT(found[2].related, SizeIs(1));
}

TEST(ReceiptBundleDigest, OnlyWhereNothingSaysItBetter) {
  EXPECT_THAT(after([](json& receipt) { receipt["bundle_digest"] = digest_of("other"); }),
              ElementsAre(StartsWith("receipt-bundle-digest-mismatch")));
  EXPECT_THAT(after([](json& receipt) { receipt.erase("bundle_digest"); }), IsEmpty());
  EXPECT_THAT(after([](json& receipt) {
                receipt["bundle_digest"] = digest_of("other");
                receipt["inputs"][1]["digest"] = digest_of("other");
              }),
              ElementsAre(StartsWith("receipt-input-mismatch")));
  BindingWorld world;
  world.run(world.receipt());
  world.bundle.digest = "";
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(ReceiptWrongApproval, NamesAnApprovalOfThisBundleAsItWas) {
  BindingWorld world;
  world.approve("a", "sql-destroys-data", "2026-03-05");
  auto receipt = world.receipt();
  receipt["approvals"] = {world.file("approvals/a.yml")};
  world.run(receipt);
  EXPECT_THAT(world.verdict(), IsEmpty());
  const auto with = [&](const std::string& path) {
    return after([&](json& other) {
      other["approvals"] = {{{"path", path}, {"digest", digest_of("an approval")}}};
    });
  };
  EXPECT_THAT(with("approvals/a.yml"), ElementsAre(HasSubstr("approvals/a.yml is missing")));
  for (const auto* path : {"forward.sql", "approvals/b/a.yml", "approvals/.yml",
                           "../other/approvals/a.yml", "approvals/a.yaml"})
    EXPECT_THAT(with(path), ElementsAre(HasSubstr("is not an approvals/<name>.yml")));
  const json script{{"path", "forward.sql"}, {"digest", digest_of("forward.sql")}};
  EXPECT_THAT(
      after([&](json& other) {
        other["approvals"] = json::array({script, script});
      }),
      ElementsAre(StartsWith("receipt-repeated-path"), StartsWith("receipt-wrong-approval")));
  receipt["approvals"][0]["digest"] = digest_of("another");
  BindingWorld changed;
  changed.approve("a", "sql-destroys-data", "2026-03-05");
  changed.run(receipt);
  EXPECT_THAT(changed.verdict(),
              ElementsAre(AllOf(StartsWith("receipt-wrong-approval"), HasSubstr("names"))));
}

std::vector<std::string> approved_on(const std::string& date, const std::string& rule,
                                     const std::function<void(BindingWorld&, json&)>& change) {
  BindingWorld world;
  world.approve("a", rule, date);
  auto receipt = world.receipt();
  change(world, receipt);
  world.run(receipt);
  return world.verdict();
}

TEST(ReceiptBeforeApproval, OfRulesDueBeforeTheRun) {
  const auto nothing = [](BindingWorld&, json&) {};
  EXPECT_THAT(approved_on("2026-03-11", "sql-destroys-data", nothing),
              ElementsAre(AllOf(StartsWith("receipt-before-approval"),
                                HasSubstr("started on 2026-03-10 (UTC), before "),
                                HasSubstr("approvals/a.yml was given on 2026-03-11"))));
  EXPECT_THAT(approved_on("2026-03-10", "sql-destroys-data", nothing), IsEmpty());
  EXPECT_THAT(approved_on("2026-02-30", "sql-destroys-data", nothing), IsEmpty());
  EXPECT_THAT(approved_on("2026-03-11", "sql-no-such-rule", nothing), IsEmpty());
  EXPECT_THAT(approved_on("2026-03-11", "sql-meta-command", nothing), IsEmpty());
  EXPECT_THAT(approved_on("2026-03-11", "approval-missing-role", nothing), IsEmpty());
  EXPECT_THAT(approved_on("2026-03-11", "sql-destroys-data",
                          [](auto& world, json&) { world.bundle.digest = digest_of("new"); }),
              ElementsAre(StartsWith("receipt-bundle-digest-mismatch")));
  EXPECT_THAT(approved_on("2026-03-11", "sql-destroys-data",
                          [](auto&, json& receipt) { receipt["validation"]["status"] = "fail"; }),
              IsEmpty());
}

TEST(ReceiptBeforeApproval, DaysAreThoseOfUtc) {
  const auto at = [](const std::string& started) {
    return approved_on("2026-03-10", "sql-destroys-data",
                       [&](auto&, json& receipt) { receipt["started_at"] = started; });
  };
  EXPECT_THAT(at("2026-03-10T00:30:00+02:00"), ElementsAre(HasSubstr("on 2026-03-09 (UTC)")));
  EXPECT_THAT(at("2026-03-09T23:30:00-02:00"), IsEmpty());
}

TEST(ReceiptBeforeApproval, OfWhatTheRunReliedOn) {
  EXPECT_THAT(approved_on("2026-03-11", "approval-missing-role",
                          [](auto& world, json& receipt) {
                            receipt["approvals"] = {world.file("approvals/a.yml")};
                          }),
              ElementsAre(HasSubstr("which the receipt says it relied on")));
}

TEST(ReceiptBeforeApproval, AnEarlierWordForTheSameIsEnough) {
  const auto also_on = [](const std::string& date) {
    return approved_on("2026-03-11", "sql-destroys-data",
                       [&](auto& world, json&) { world.approve("b", "sql-destroys-data", date); });
  };
  EXPECT_THAT(also_on("2026-03-09"), IsEmpty());
  EXPECT_THAT(also_on("2026-03-10"), IsEmpty());
  EXPECT_THAT(also_on("2026-03-12"), SizeIs(2));
}

}  // namespace
