// What a change does to the registry, and to migrations that are not where they were.
#include "history_base_testing.hpp"

namespace {

using mig::Severity;
using mig::contract::DocumentKind;
using mig::test::ComparisonWorld;
using mig::test::document_of;
using mig::test::expect_only;
using mig::test::kBundle;
using mig::test::kBundleId;
using mig::test::kRegistryPath;
using mig::test::place_of;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kObject = fmt::format("bundle {}", kBundle);
const std::string kMigration = fmt::format("migration {}", kBundleId);

/// What a signature would have to stand for, and nothing else.
std::string with_object(const std::string& remedy, const std::string& object) {
  return fmt::format("{}; a signed approval would have to name the object \"{}\"", remedy, object);
}

/// An entry of the registry, on a line of its own.
std::string entry(const std::string& status, const std::string& more = "") {
  return fmt::format(R"({{"id": "{}", "type": "postgis", "owners": ["a"]{}{}}})", kBundleId,
                     status.empty() ? "" : fmt::format(R"(, "status": "{}")", status), more);
}

std::string successor(const std::string& id) {
  return fmt::format(R"(, "superseded_by": "{}")", id);
}

mig::bundle::DepartedBundle departed(const std::string& moved_to = "",
                                     const std::string& id_now = "") {
  return {kBundle, kBundleId, "executed_prod", true, moved_to, id_now};
}

TEST(HistoryBaseRepository, AMergedMigrationIsNotRemoved) {
  ComparisonWorld world;
  world.around.departed = {departed()};
  expect_only(world.judge("history-removed-bundle"),
              {Severity::fail, kBundle, kObject,
               "PG-MIG-2026-03-01-01 is gone; at main (0123456789ab) it was executed_prod",
               fmt::format("put it back: git checkout main -- {}, and undo what it did in a new "
                           "migration that supersedes it",
                           kBundle)});
  EXPECT_THAT(world.judge("history-renamed-bundle"), IsEmpty());
  world.around.departed[0].was_merged = false;
  EXPECT_THAT(world.judge("history-removed-bundle"), IsEmpty()) << "a draft may go";
}

TEST(HistoryBaseRepository, AMergedMigrationIsNotRenamed) {
  ComparisonWorld world;
  world.around.departed = {departed("migrations/other")};
  expect_only(world.judge("history-renamed-bundle"),
              {Severity::fail, "migrations/other", kObject + " -> migrations/other",
               fmt::format("PG-MIG-2026-03-01-01 lay in {} at main (0123456789ab), where it was "
                           "executed_prod, and lies in migrations/other now",
                           kBundle),
               with_object(fmt::format("move it back: git mv -- migrations/other {}", kBundle),
                           kObject + " -> migrations/other")});
  EXPECT_THAT(world.judge("history-removed-bundle"), IsEmpty());
  world.around.departed = {departed("migrations/other", "PG-MIG-2026-03-09-01")};
  const auto findings = world.judge("history-renamed-bundle");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].object, kObject + " -> migrations/other PG-MIG-2026-03-09-01");
  EXPECT_THAT(findings[0].message, HasSubstr("now, with the id PG-MIG-2026-03-09-01"));
  EXPECT_THAT(findings[0].remedy, HasSubstr("give it its id PG-MIG-2026-03-01-01 again"));
  world.around.departed[0].was_merged = false;
  EXPECT_THAT(world.judge("history-renamed-bundle"), IsEmpty()) << "a draft may move";
}

TEST(HistoryBaseRepository, AMergedMigrationKeepsItsIdInItsFolder) {
  ComparisonWorld world;
  world.around.departed = {departed(kBundle, "PG-MIG-2026-03-09-01")};
  expect_only(world.judge("history-renamed-bundle"),
              {Severity::fail, fmt::format("{}/migration.yml", kBundle),
               kObject + " -> PG-MIG-2026-03-09-01",
               "PG-MIG-2026-03-01-01 has the id PG-MIG-2026-03-09-01 now; at main (0123456789ab) "
               "it was executed_prod",
               fmt::format("give it its id PG-MIG-2026-03-01-01 again: git checkout main -- "
                           "{}/migration.yml",
                           kBundle)});
}

TEST(HistoryBaseRepository, AnIdIsUsedOnce) {
  ComparisonWorld world;
  EXPECT_THAT(world.judge("history-reused-id"), IsEmpty());
  world.around.reused_ids = {{kBundleId, "migrations/new", "migrations/old"}};
  expect_only(world.judge("history-reused-id"),
              {Severity::fail, "migrations/new", kMigration,
               "PG-MIG-2026-03-01-01 is taken: at main (0123456789ab) it was migrations/old",
               "give the migration in migrations/new an id that was never used"});
  const auto document = document_of("migrations/new/migration.yml", DocumentKind::declaration,
                                    "# remark\nmigration_id: PG-MIG-2026-03-01-01\n");
  auto& summary = world.repository.bundles.emplace_back();
  summary.path = "migrations/new";
  summary.id_place = mig::Place{document.source, mig::test::span_of(*document.source, kBundleId)};
  world.around.reused_ids[0].owner.clear();
  expect_only(world.judge("history-reused-id"),
              {Severity::fail, "migrations/new/migration.yml:2", kMigration,
               "PG-MIG-2026-03-01-01 is taken: the status history at main (0123456789ab) tells of "
               "another migration of that id",
               "an id that was never used"});
}

TEST(HistoryBaseRepository, AMergedMigrationStaysListed) {
  ComparisonWorld world;
  world.list(entry("merged"), "");
  const auto findings = world.judge("history-removed-entry");
  expect_only(findings,
              {Severity::fail, kRegistryPath, kMigration,
               "PG-MIG-2026-03-01-01 is not listed any more; at main (0123456789ab) it was merged",
               fmt::format("put its entry back: git show main:./{} has it", kRegistryPath)});
  ASSERT_EQ(findings[0].related.size(), 1U);
  EXPECT_EQ(place_of(findings[0].related[0].location), fmt::format("main:{}:2", kRegistryPath));
  world.around.departed = {departed()};
  EXPECT_THAT(world.judge("history-removed-entry"), IsEmpty()) << "the bundle's rule tells";
  world.around.departed[0].was_merged = false;
  EXPECT_EQ(world.judge("history-removed-entry").size(), 1U) << "it tells nothing of a draft";
}

TEST(HistoryBaseRepository, OtherEntriesMayGo) {
  ComparisonWorld world;
  for (const std::string status : {"draft", "approved"}) {
    world.list(entry(status), "");
    EXPECT_THAT(world.judge("history-removed-entry"), IsEmpty()) << status;
  }
  world.list(entry("merged"), entry("merged"));
  EXPECT_THAT(world.judge("history-removed-entry"), IsEmpty());
  world.list(entry("merged"), R"({"status": "merged"})");
  EXPECT_THAT(world.judge("history-removed-entry"), IsEmpty()) << "an entry without an id";
}

TEST(HistoryBaseRepository, WithoutAStatusAnEntryOfABrokenRegistryIsProtected) {
  ComparisonWorld world;
  world.list(entry(""), "");
  EXPECT_THAT(world.judge("history-removed-entry"), IsEmpty());
  world.around.is_base_registry_broken = true;
  const auto findings = world.judge("history-removed-entry");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message, HasSubstr("it was of no status"));
}

TEST(HistoryBaseRepository, AStatusDoesNotGoBack) {
  ComparisonWorld world;
  world.list(entry("merged"), "\n" + entry("approved"));
  const auto findings = world.judge("history-illegal-status");
  expect_only(
      findings,
      {Severity::fail, fmt::format("{}:3", kRegistryPath), kMigration + ": merged -> approved",
       "PG-MIG-2026-03-01-01 went from merged to approved since main (0123456789ab), which "
       "cannot follow on it",
       "write merged again, or one that may follow on it (executed_dev, executed_stage, "
       "executed_prod, superseded)"});
  ASSERT_EQ(findings[0].related.size(), 1U);
  EXPECT_EQ(place_of(findings[0].related[0].location), fmt::format("main:{}:2", kRegistryPath));
  world.list(entry("superseded"), entry("merged"));
  const auto ended = world.judge("history-illegal-status");
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_THAT(ended[0].remedy, HasSubstr("write superseded again: nothing follows on it"));
}

TEST(HistoryBaseRepository, AllowedStepsAreSilent) {
  ComparisonWorld world;
  for (const auto& [before, now] :
       std::vector<std::pair<std::string, std::string>>{{"draft", "approved"},
                                                        {"approved", "draft"},
                                                        {"merged", "executed_dev"},
                                                        {"merged", "merged"},
                                                        {"", "merged"},
                                                        {"merged", ""}}) {
    world.list(entry(before), entry(now));
    EXPECT_THAT(world.judge("history-illegal-status"), IsEmpty()) << before << " to " << now;
  }
  world.list(entry("merged"), "");
  EXPECT_THAT(world.judge("history-illegal-status"), IsEmpty()) << "that is another rule's";
  world.list("", entry("merged"));
  EXPECT_THAT(world.judge("history-illegal-status"), IsEmpty()) << "it is new";
}

/// Adds a history with lines of "from" and "status" about the migration, or about another one.
void add_history(ComparisonWorld& world,
                 const std::vector<std::pair<std::string, std::string>>& lines,
                 const std::string& id = kBundleId) {
  auto& repository = world.repository;
  mig::bundle::HistoryFacts facts;
  for (const auto& [from, status] : lines) {
    auto& change = facts.history.changes.emplace_back();
    change.migration_id.value = id;
    change.status.value = status;
    if (!from.empty()) change.from = {from, {}};
  }
  facts.document = repository.history_documents.size();
  auto& document = repository.history_documents.emplace_back();
  document.source = std::make_shared<mig::SourceText>("migrations/registry/history.jsonl", "");
  document.kind = DocumentKind::status_history;
  repository.histories.push_back(std::move(facts));
}

TEST(HistoryBaseRepository, AChainOfLinesLeadsToAStatus) {
  ComparisonWorld world;
  world.list(entry("approved"), entry("executed_dev"));
  EXPECT_EQ(world.judge("history-illegal-status").size(), 1U);
  add_history(
      world,
      {{"", "draft"}, {"draft", "approved"}, {"approved", "merged"}, {"merged", "executed_dev"}});
  EXPECT_THAT(world.judge("history-illegal-status"), IsEmpty());
  world.repository.history_documents[0].violations.emplace_back();
  EXPECT_EQ(world.judge("history-illegal-status").size(), 1U) << "it cannot be read";
}

TEST(HistoryBaseRepository, AChainThatDoesNotLeadThereDoesNotCount) {
  const std::vector<std::vector<std::pair<std::string, std::string>>> chains{
      {{"merged", "executed_dev"}},                            // begins elsewhere
      {{"approved", "merged"}, {"merged", "executed_stage"}},  // ends elsewhere
      {{"approved", "draft"}, {"merged", "executed_dev"}},     // has a gap
      {{"approved", "executed_dev"}},                          // a step that is not allowed
      {{"approved", "merged"}, {"", "executed_dev"}},          // a line that begins anew
  };
  for (const auto& chain : chains) {
    ComparisonWorld world;
    world.list(entry("approved"), entry("executed_dev"));
    add_history(world, chain);
    EXPECT_EQ(world.judge("history-illegal-status").size(), 1U) << chain[0].second;
  }
  ComparisonWorld world;
  world.list(entry("approved"), entry("executed_dev"));
  add_history(world, {{"approved", "merged"}, {"merged", "executed_dev"}}, "PG-MIG-2026-03-09-01");
  EXPECT_EQ(world.judge("history-illegal-status").size(), 1U) << "of another migration";
}

TEST(HistoryBaseRepository, ASuccessorStays) {
  const auto before = entry("superseded", successor("PG-MIG-2026-04-01-01"));
  ComparisonWorld world;
  world.list(before, "\n" + entry("superseded", successor("PG-MIG-2026-05-01-01")));
  const auto findings = world.judge("history-changed-successor");
  const auto object = kMigration + ": PG-MIG-2026-04-01-01 -> PG-MIG-2026-05-01-01";
  expect_only(findings,
              {Severity::fail, fmt::format("{}:3", kRegistryPath), object,
               "PG-MIG-2026-03-01-01 is superseded by PG-MIG-2026-05-01-01; at main "
               "(0123456789ab) it was PG-MIG-2026-04-01-01",
               with_object(R"(write "superseded_by": "PG-MIG-2026-04-01-01" again)", object)});
  ASSERT_EQ(findings[0].related.size(), 1U);
  EXPECT_EQ(place_of(findings[0].related[0].location), fmt::format("main:{}:2", kRegistryPath));
  world.list(before, entry("superseded"));
  expect_only(world.judge("history-changed-successor"),
              {Severity::fail, fmt::format("{}:2", kRegistryPath),
               kMigration + ": PG-MIG-2026-04-01-01 -> none",
               "PG-MIG-2026-03-01-01 names no successor any more; at main (0123456789ab) it was "
               "PG-MIG-2026-04-01-01",
               "again"});
}

TEST(HistoryBaseRepository, AFirstSuccessorIsNoChange) {
  const auto named = entry("superseded", successor("PG-MIG-2026-04-01-01"));
  ComparisonWorld world;
  world.list(entry("merged"), named);
  EXPECT_THAT(world.judge("history-changed-successor"), IsEmpty());
  world.list(named, named);
  EXPECT_THAT(world.judge("history-changed-successor"), IsEmpty());
  world.list(entry("merged"), entry("superseded"));
  EXPECT_THAT(world.judge("history-changed-successor"), IsEmpty()) << "the registry's rule tells";
  world.list(named, "");
  EXPECT_THAT(world.judge("history-changed-successor"), IsEmpty()) << "that is another rule's";
}

}  // namespace
