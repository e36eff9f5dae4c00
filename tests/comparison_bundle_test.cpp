// One bundle held against what it was at the base.
#include <filesystem>

#include "comparison_testing.hpp"

namespace {

using mig::test::approval;
using mig::test::declaration;
using mig::test::folder_of;
using mig::test::kOne;
using mig::test::kRegistryPath;
using mig::test::kThree;
using mig::test::kTwo;
using mig::test::registry;
using mig::test::some_digest;
using testing::ElementsAre;
using testing::IsEmpty;

class Bundles : public mig::test::ComparisonTest {
 protected:
  Bundles() { write_base(); }

  void edit(const std::string& path, const std::string& more = "-- more\n") {
    git.write(path, git.read(path) + more);
  }
};

TEST_F(Bundles, ThatDidNotChangeHaveNothingButTheirStanding) {
  begin_change();
  edit(folder_of(kTwo) + "/notes.md");
  compare();
  const auto one = compare_bundle(folder_of(kOne));
  EXPECT_EQ(one.repository, repository.comparison.get());
  EXPECT_EQ(one.before_path, folder_of(kOne));
  EXPECT_EQ(one.before_status, "merged");
  EXPECT_TRUE(one.was_merged);
  EXPECT_TRUE(one.was_approved);
  EXPECT_THAT(one.changes, IsEmpty());
  EXPECT_THAT(one.rewritten, IsEmpty());
  const auto two = compare_bundle(folder_of(kTwo));
  EXPECT_EQ(two.before_status, "draft");
  EXPECT_FALSE(two.was_merged);
  EXPECT_FALSE(two.was_approved);
  ASSERT_EQ(two.changes.size(), 1U);
  EXPECT_EQ(two.changes[0].path, folder_of(kTwo) + "/notes.md");
  EXPECT_THAT(two.rewritten, IsEmpty()) << "a draft may change";
}

TEST_F(Bundles, ThatAreNewHaveNoBefore) {
  begin_change();
  write_bundle(folder_of(kThree), kThree);
  compare();
  const auto three = compare_bundle(folder_of(kThree));
  EXPECT_TRUE(three.is_new());
  EXPECT_FALSE(three.was_merged);
  EXPECT_FALSE(three.before_declaration.has_value());
  EXPECT_EQ(three.changes.size(), 4U);
}

TEST_F(Bundles, AreMergedWhenTheRegistryOfTheBaseIsBroken) {
  git.write(kRegistryPath, "{\"schema_version\": \"migrations.v1\", \"migrations\": [");
  begin_change();
  git.write(kRegistryPath, registry({{kOne, "draft"}, {kTwo, "draft"}}));
  edit(folder_of(kTwo) + "/forward.sql");
  compare();
  EXPECT_TRUE(repository.comparison->is_base_registry_broken);
  ASSERT_EQ(repository.comparison->notes.size(), 1U);
  EXPECT_THAT(repository.comparison->notes[0],
              testing::StartsWith("main:" + kRegistryPath + " does not fit its schema"));
  EXPECT_THAT(compare_bundle(folder_of(kTwo)).rewritten, ElementsAre("forward.sql"));
}

TEST_F(Bundles, ListWhatOfTheirDigestWasRewritten) {
  git.write(folder_of(kOne) + "/migration.yml", declaration(kOne, "0", "forward.sql, more.txt"));
  git.write(folder_of(kOne) + "/more.txt", "SELECT 1;\n");
  git.write(folder_of(kOne) + "/plan.json", "{}\n");
  git.write(folder_of(kOne) + "/baselines/pre.json", "{}\n");
  git.write(folder_of(kOne) + "/other.sql", "SELECT 2;\n");
  begin_change();
  git.write(folder_of(kOne) + "/migration.yml", declaration(kOne, "5"));
  edit(folder_of(kOne) + "/more.txt");
  git.remove(folder_of(kOne) + "/rollback.sql");
  git.remove(folder_of(kOne) + "/plan.json");
  edit(folder_of(kOne) + "/baselines/pre.json", " ");
  edit(folder_of(kOne) + "/other.sql");
  git.write(folder_of(kOne) + "/new.sql", "SELECT 3;\n");
  compare();
  const auto one = compare_bundle(folder_of(kOne));
  EXPECT_THAT(one.rewritten, ElementsAre("migration.yml", "more.txt", "plan.json", "rollback.sql"));
  EXPECT_EQ(one.changes.size(), 7U);
}

TEST_F(Bundles, CountAScriptThatBecameALinkAsRewritten) {
  begin_change();
  git.remove(folder_of(kOne) + "/forward.sql");
  std::filesystem::create_symlink("rollback.sql", git.file(folder_of(kOne) + "/forward.sql"));
  compare();
  EXPECT_THAT(compare_bundle(folder_of(kOne)).rewritten, ElementsAre("forward.sql"));
}

TEST_F(Bundles, MayHaveTheirFilesMadeExecutable) {
  begin_change();
  std::filesystem::permissions(git.file(folder_of(kOne) + "/forward.sql"),
                               std::filesystem::perms::owner_exec,
                               std::filesystem::perm_options::add);
  compare();
  EXPECT_THAT(compare_bundle(folder_of(kOne)).rewritten, IsEmpty());
}

TEST_F(Bundles, ALinkThatSaysWhatTheScriptSaidIsNotTheScript) {
  git.write(folder_of(kOne) + "/forward.sql", "notes.md");
  begin_change();
  git.remove(folder_of(kOne) + "/forward.sql");
  std::filesystem::create_symlink("notes.md", git.file(folder_of(kOne) + "/forward.sql"));
  compare();
  EXPECT_THAT(compare_bundle(folder_of(kOne)).rewritten, ElementsAre("forward.sql"));
}

TEST_F(Bundles, InThePlaceOfAFileAreNew) {
  git.write("migrations/postgis/later", "To come\n");
  begin_change();
  git.remove("migrations/postgis/later");
  write_bundle("migrations/postgis/later", kThree);
  compare();
  const auto later = compare_bundle("migrations/postgis/later");
  EXPECT_TRUE(later.is_new());
  EXPECT_EQ(later.changes.size(), 5U) << "the file that is gone is one of them";
}

TEST_F(Bundles, WhoseDeclarationCouldNotBeReadAreTakenWhole) {
  git.write(folder_of(kOne) + "/migration.yml", "a: [\n");
  git.write(folder_of(kOne) + "/baselines/pre.json", "{}\n");
  git.write(folder_of(kOne) + "/odd.txt", "SELECT 1;\n");
  begin_change();
  edit(folder_of(kOne) + "/baselines/pre.json", " ");
  edit(folder_of(kOne) + "/odd.txt");
  compare();
  EXPECT_THAT(compare_bundle(folder_of(kOne)).rewritten, ElementsAre("odd.txt"));
}

TEST_F(Bundles, ShiftWithTheirDeclaration) {
  begin_change();
  git.write(folder_of(kTwo) + "/migration.yml", declaration(kTwo, "5"));
  compare();
  const auto two = compare_bundle(folder_of(kTwo));
  ASSERT_TRUE(two.before_declaration.has_value());
  EXPECT_EQ(two.before_declaration->source->path(), "main:" + folder_of(kTwo) + "/migration.yml");
  ASSERT_EQ(two.shifts.size(), 1U);
  EXPECT_EQ(two.shifts[0].key, "limits.max_row_backfill");
  EXPECT_EQ(two.shifts[0].lean, mig::contract::Lean::looser);
  EXPECT_EQ(two.shifts[0].before, "0");
  EXPECT_EQ(two.shifts[0].after, "5");
}

TEST_F(Bundles, WithoutAValidDeclarationOnEitherSideDoNotShift) {
  git.write(folder_of(kOne) + "/migration.yml", declaration(kOne) + "unknown_key: 1\n");
  begin_change();
  git.write(folder_of(kOne) + "/migration.yml", declaration(kOne, "5"));
  git.write(folder_of(kTwo) + "/migration.yml", declaration(kTwo, "5") + "unknown_key: 1\n");
  compare();
  const auto one = compare_bundle(folder_of(kOne));
  EXPECT_THAT(one.shifts, IsEmpty());
  EXPECT_THAT(one.rewritten, ElementsAre("migration.yml"));
  EXPECT_THAT(compare_bundle(folder_of(kTwo)).shifts, IsEmpty());
}

TEST_F(Bundles, ThatMovedAreFollowed) {
  begin_change();
  rename(folder_of(kOne), "migrations/archive/" + kOne);
  edit("migrations/archive/" + kOne + "/forward.sql");
  compare();
  const auto one = compare_bundle("migrations/archive/" + kOne);
  EXPECT_EQ(one.before_path, folder_of(kOne));
  EXPECT_EQ(one.before_status, "merged");
  EXPECT_TRUE(one.was_merged);
  EXPECT_THAT(one.rewritten, ElementsAre("forward.sql"));
  EXPECT_EQ(one.changes.size(), 4U);
}

TEST_F(Bundles, ThatMovedAreFollowedByTheirId) {
  begin_change();
  git.remove(folder_of(kOne));
  const auto moved = "migrations/archive/" + kOne;
  git.write(moved + "/migration.yml", "# " + std::string(4000, 'x') + "\n" + declaration(kOne));
  git.write(moved + "/forward.sql", "SELECT 'something else entirely, which is long';\n");
  compare();
  const auto one = compare_bundle(moved);
  EXPECT_EQ(one.before_path, folder_of(kOne));
  EXPECT_THAT(one.rewritten,
              ElementsAre("forward.sql", "migration.yml", "notes.md", "rollback.sql"));
}

TEST_F(Bundles, TellEditedAndRemovedApprovals) {
  const auto folder = folder_of(kTwo) + "/approvals/";
  for (const std::string name : {"edited", "gone", "kept", "renamed", "deep/not"}) {
    git.write(folder + name + ".yml", approval("rule-" + name, some_digest()));
  }
  git.write(folder + "README.md", "Read me\n");
  begin_change();
  edit(folder + "edited.yml", "expires: 2027-01-01\n");
  git.remove(folder + "gone.yml");
  git.remove(folder + "README.md");
  rename(folder + "renamed.yml", folder + "other-name.yml");
  edit(folder + "deep/not.yml", "expires: 2027-01-01\n");
  git.write(folder + "new.yml", "a: 1\n");
  compare();
  const auto two = compare_bundle(folder_of(kTwo));
  ASSERT_EQ(two.approvals.size(), 2U);
  EXPECT_EQ(two.approvals[0].path, folder + "edited.yml");
  EXPECT_EQ(two.approvals[0].before_path, folder + "edited.yml");
  EXPECT_FALSE(two.approvals[0].is_gone);
  EXPECT_EQ(two.approvals[0].now->bytes(), git.read(folder + "edited.yml"));
  EXPECT_EQ(two.approvals[1].path, folder + "gone.yml");
  EXPECT_TRUE(two.approvals[1].is_gone);
  EXPECT_EQ(two.approvals[1].now, nullptr);
}

TEST_F(Bundles, TellWhichOfTheirFilesGitDoesNotTrack) {
  git.write(".gitignore", "*.log\n");
  begin_change();
  git.write(folder_of(kTwo) + "/run.log", "x\n");
  git.write(folder_of(kTwo) + "/deep/new.sql", "SELECT 1;\n");
  git.write("elsewhere.txt", "x\n");
  compare_uncommitted();
  EXPECT_TRUE(repository.comparison->is_changed(folder_of(kTwo)));
  EXPECT_FALSE(repository.comparison->is_changed(folder_of(kOne)));
  EXPECT_THAT(compare_bundle(folder_of(kTwo)).untracked, ElementsAre("deep/new.sql", "run.log"));
  EXPECT_THAT(compare_bundle(folder_of(kOne)).untracked, IsEmpty());
}

TEST_F(Bundles, AtTheRootAreComparedToo) {
  git.clear();
  git.write("migration.yml", declaration(kOne));
  git.write("forward.sql", "SELECT 1;\n");
  git.write("receipts/run_receipt.json", "{}\n");
  judged = {""};
  begin_change();
  git.write("forward.sql", "SELECT 2;\n");
  compare();
  const auto one = compare_bundle("");
  EXPECT_FALSE(one.is_new());
  EXPECT_TRUE(one.was_merged);
  EXPECT_THAT(one.rewritten, ElementsAre("forward.sql"));
}

TEST_F(Bundles, WhoseDeclarationIsNotInTheRepositoryAreNoVerdict) {
  const auto path = folder_of(kTwo) + "/migration.yml";
  begin_change();
  git.write(path, declaration(kTwo, "5"));
  git.commit("change");
  git.remove(mig::test::GitRepository::loose_object(git.id_of("main:" + path)));
  const auto compared = try_to_compare();
  ASSERT_FALSE(compared.has_value());
  EXPECT_EQ(compared.error().kind, mig::ErrorKind::no_verdict);
  EXPECT_FALSE(compared.error().remedy.empty());
}

TEST_F(Bundles, WhoseRecordsAreNotInTheRepositoryAreNoVerdict) {
  const auto path = folder_of(kOne) + "/receipts/run_receipt.dsse.json";
  git.write(path, "{\"payload\": \"aa\"}\n");
  begin_change();
  git.write(path, "{}\n");
  git.commit("change");
  const auto lost = git.id_of("main:" + path);
  git.remove(mig::test::GitRepository::loose_object(lost));
  compare_uncommitted();
  const auto bundle = mig::bundle::load_bundle(*root, folder_of(kOne), repository, std::nullopt);
  const auto compared = mig::bundle::compare_bundle(*bundle, *repository.comparison);
  ASSERT_FALSE(compared.has_value());
  EXPECT_EQ(compared.error().kind, mig::ErrorKind::no_verdict);
  EXPECT_FALSE(compared.error().remedy.empty());
}

}  // namespace
