// How far a rollback was tried: computed from receipts and bytes, whatever a document claims.
#include <gtest/gtest.h>

#include <filesystem>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "loaded_change_testing.hpp"
#include "mig/bundle/note_passages.hpp"
#include "mig/contract/policy.hpp"
#include "mig/document/yaml.hpp"
#include "mig/pattern/pattern.hpp"

namespace {

namespace fs = std::filesystem;
using mig::contract::EvidenceGrade;
using mig::contract::Tier;
using mig::test::edit;
using mig::test::in_bundle;
using mig::test::kExecutedBundle;
using mig::test::SampleRepository;
using nlohmann::ordered_json;

class Loaded : public mig::test::LoadedChange {
 public:
  using LoadedChange::LoadedChange;

  EvidenceGrade grade() const { return change().evidence.grade(); }
};

constexpr const char* kReceipt = "rehearsal/rehearsal_receipt.json";
constexpr std::int64_t kLater = std::numeric_limits<std::int64_t>::max();

TEST(Evidence, FallsToWhatIsLeft) {
  const SampleRepository repository;
  EXPECT_EQ(Loaded(repository).grade(), EvidenceGrade::rehearsed_isolated);
  fs::remove(repository.file(in_bundle(kReceipt)));
  EXPECT_EQ(Loaded(repository).grade(), EvidenceGrade::statically_checked);
  repository.write(in_bundle("rollback.sql"),
                   "DO $$ BEGIN EXECUTE current_setting('my.statement'); END $$;\n");
  EXPECT_EQ(Loaded(repository).grade(), EvidenceGrade::documented);
  repository.write(in_bundle("notes.md"), "# Notes\n\n## Rollback\n\nTODO: how\n");
  EXPECT_EQ(Loaded(repository).grade(), EvidenceGrade::none);
}

TEST(Evidence, OfATextThatTheGrammarRejectsIsNotStatic) {
  const SampleRepository repository;
  fs::remove(repository.file(in_bundle(kReceipt)));
  repository.write(in_bundle("rollback.sql"), "DROP INDEKS public.parcels_geom_idx;\n");
  EXPECT_EQ(Loaded(repository).grade(), EvidenceGrade::documented);
}

TEST(Evidence, ARehearsalWhoseBaselineCannotBeUsedShowsNothing) {
  const SampleRepository repository;
  const auto path = in_bundle("rehearsal/baselines/restored.json");
  repository.write(path, "{}\n");
  EXPECT_EQ(Loaded(repository).grade(), EvidenceGrade::statically_checked);
}

TEST(Evidence, AnOutputThatIsALinkOrTooLargeIsNotTheFile) {
  const SampleRepository repository;
  repository.write(in_bundle("rehearsal/log.txt"), "done\n");
  fs::create_symlink("log.txt", repository.file(in_bundle("rehearsal/link.txt")));
  edit(repository, kReceipt, [](auto& receipt) {
    receipt["outputs"].push_back(
        {{"path", "rehearsal/link.txt"}, {"digest", "sha256:" + std::string(64, 'a')}});
  });
  const Loaded loaded(repository);
  ASSERT_TRUE(loaded.change().evidence.rehearsal);
  EXPECT_TRUE(loaded.change().evidence.rehearsal->has(mig::bundle::Doubt::unbound));
  EXPECT_EQ(loaded.grade(), EvidenceGrade::statically_checked);
}

TEST(Evidence, IsNotThereBeforeItWasTaken) {
  const SampleRepository repository;
  const Loaded loaded(repository);
  const auto& evidence = loaded.change().evidence;
  EXPECT_EQ(evidence.grade_at(0), EvidenceGrade::statically_checked);
  EXPECT_EQ(evidence.grade_at(kLater), EvidenceGrade::rehearsed_isolated);
}

TEST(Evidence, ARunInALowerTierIsARehearsalForAHigherOne) {
  const SampleRepository repository("postgis-rolled-back");
  const Loaded loaded(repository);
  const auto& evidence = loaded.change().evidence;
  EXPECT_EQ(evidence.grade(), EvidenceGrade::verified);
  EXPECT_EQ(evidence.grade_at(kLater, Tier::dev), EvidenceGrade::verified);
  EXPECT_EQ(evidence.grade_at(kLater, Tier::prod), EvidenceGrade::rehearsed_isolated);
}

TEST(Evidence, OfARollbackThatLeftSomethingElseIsNotVerified) {
  const SampleRepository repository("postgis-rolled-back");
  edit(repository, "runs/dev-2/receipts/run_receipt.json",
       [](auto& receipt) { receipt["rolls_back"] = "kfm://run/of-nobody"; });
  EXPECT_EQ(Loaded(repository).grade(), EvidenceGrade::executed);
}

TEST(Evidence, ARunThatDidNotPassShowsNothing) {
  for (const char* status : {"fail", "warn", "degraded", "abstain"}) {
    const SampleRepository repository("postgis-rolled-back");
    edit(repository, "runs/dev-2/receipts/run_receipt.json",
         [status](auto& receipt) { receipt["validation"]["status"] = status; });
    EXPECT_EQ(Loaded(repository).grade(), EvidenceGrade::rehearsed_isolated) << status;
  }
}

TEST(Backups, ArePresentOnlyWhenTheyHold) {
  const SampleRepository repository("postgis-rolled-back");
  using mig::bundle::BackupStatus;
  const auto statuses = [&repository] {
    std::vector<BackupStatus> found;
    const Loaded loaded(repository);
    for (const auto& backup : loaded.change().backups) found.push_back(backup.status);
    return found;
  };
  EXPECT_EQ(statuses(), (std::vector{BackupStatus::present, BackupStatus::present}));
  // The rollback ended on 3 March at 18:31.
  edit(repository, "runs/dev-3/receipts/backup.json",
       [](auto& record) { record["taken_at"] = "2026-03-03T18:31:00Z"; });
  repository.write(in_bundle("receipts/backup.json"), "{\"schema_version\": \"backup.v1\"}\n");
  EXPECT_EQ(statuses(), (std::vector{BackupStatus::unknown, BackupStatus::partial}));
  fs::remove(repository.file(in_bundle("receipts/backup.json")));
  EXPECT_EQ(statuses(), (std::vector{BackupStatus::none, BackupStatus::partial}));
}

TEST(Notes, TheTitleSaysNothingOfTheSectionsBelow) {
  const SampleRepository repository;
  const auto is_written = [&repository](const std::string& notes) {
    repository.write(in_bundle("notes.md"), notes);
    return mig::bundle::passage_about(Loaded(repository).bundle(),
                                      mig::bundle::rollback_verification_topic())
        .is_written;
  };
  EXPECT_FALSE(is_written("# Rollback check of parcels\n\n## Risks\n\nNone that we know of.\n"));
  EXPECT_TRUE(is_written("# Rollback checks\n\nThe index is gone again.\n"));
  EXPECT_TRUE(is_written("# P\n\n## Rollback\n\n### Verify\n\n- the index is gone\n"));
  EXPECT_FALSE(is_written("# P\n\n## Rollback\n\n### Verify\n\n## Risks\n\nThe index is gone.\n"));
  EXPECT_FALSE(is_written("# P\n\n## Rollback verification\n\n<what to check>\n"));
  EXPECT_FALSE(is_written("# P\n\n## Rollback verification\n\nNothing to check.\n"));
}

TEST(References, LeadToARecord) {
  for (const char* text :
       {"ADR-0042", "#17", "maps/core#17", "see !45", "ADR 42", "issue no. 17", "Decision record 7",
        "https://tracker.example.org/maps/17", "docs/adr/0042-flip.md", "kfm://decision/42"}) {
    EXPECT_TRUE(mig::pattern::names_a_record(text)) << text;
  }
  for (const char* text : {"", "approved", "by Dana on 2026-03-02", "ADR-0000", "ADR", "#0",
                           "https://tracker.example.org", "https://tracker.example.org/",
                           "the 2 owners agreed", "utf-8"}) {
    EXPECT_FALSE(mig::pattern::names_a_record(text)) << text;
  }
}

TEST(RollbackPolicy, ReadsBackToItself) {
  const std::string given =
      "schema_version: policy.v1\nrollback:\n  evidence:\n    - tier: prod\n      change_class: "
      "\"governance-*\"\n      grade: verified\n    - grade: documented\n  backups:\n    tiers: "
      "[stage, prod]\n    classes: []\n";
  const auto read = [](const std::string& text) {
    const auto value = mig::document::read_yaml(text);
    EXPECT_TRUE(value);
    return mig::contract::read_policy(*value);
  };
  const auto policy = read(given);
  ASSERT_EQ(policy.required_evidence.size(), 2U);
  EXPECT_EQ(policy.required_evidence[0].tier, Tier::prod);
  EXPECT_EQ(policy.required_evidence[0].grade, EvidenceGrade::verified);
  EXPECT_FALSE(policy.required_evidence[1].tier);
  EXPECT_EQ(policy.required_backups.tiers, (std::vector{Tier::stage, Tier::prod}));
  EXPECT_TRUE(policy.required_backups.classes.empty());
  const auto written = mig::contract::policy_as_yaml(policy);
  EXPECT_EQ(mig::contract::policy_as_yaml(read(written)), written);
  const auto none = read("schema_version: policy.v1\nrollback:\n  evidence: []\n");
  EXPECT_TRUE(none.required_evidence.empty());
  EXPECT_EQ(mig::contract::policy_as_yaml(read(mig::contract::policy_as_yaml(none))),
            mig::contract::policy_as_yaml(none));
}

}  // namespace
