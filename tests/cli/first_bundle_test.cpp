// A repository that has a registry and a policy, and no bundle yet: no verdict, which says what is
// expected and how to begin.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace {

using mig::test::ProcessResult;
using mig::test::run_tool;
using testing::HasSubstr;

const std::string kRegistry = "migrations/registry/migrations.v1.json";
const std::string kExpected =
    "expected is a folder with a declaration, such as "
    "migrations/postgis/PG-MIG-YYYY-MM-DD-01/migration.yml";
const std::string kDraft =
    "fix: draft the first one with mig-scope-diff --init migrations/postgis/PG-MIG-YYYY-MM-DD-01 "
    "--forward up.sql --rollback down.sql; where bundles lie elsewhere, name that folder or "
    "correct migrations_roots in .mig/policy.yml";

class FirstBundle : public testing::Test {
 protected:
  FirstBundle() {
    folder_.write(kRegistry, "{\"schema_version\": \"migrations.v1\", \"migrations\": []}\n");
    folder_.write(".mig/policy.yml", "schema_version: policy.v1\nmigrations_roots: [migrations]\n");
  }
  ProcessResult run(const std::string& tool, const std::vector<std::string>& arguments,
                    const std::string& input = "") const {
    return run_tool(tool, arguments, {folder_.path(), input, {}});
  }

  mig::test::TemporaryFolder folder_;
};

TEST_F(FirstBundle, IsWhatIsExpectedWhateverIsNamed) {
  const std::vector<std::vector<std::string>> ways{{}, {"."}, {"migrations"}, {"migrations/"}};
  for (const auto& arguments : ways) {
    for (const char* tool : {"mig-gate", "mig-validate"}) {
      const auto result = run(tool, arguments);
      EXPECT_EQ(result.exit_code, 3) << result.standard_output;
      EXPECT_THAT(result.standard_error, HasSubstr("there is no migration bundle in migrations"));
      EXPECT_THAT(result.standard_error, HasSubstr(kExpected));
      EXPECT_THAT(result.standard_error, HasSubstr(kDraft));
    }
  }
}

TEST_F(FirstBundle, IsWhatAHookExpectsOfItsList) {
  const auto result = run("mig-gate", {"--files-from", "-"}, kRegistry + "\n.mig/policy.yml\n");
  EXPECT_EQ(result.exit_code, 3) << result.standard_output;
  EXPECT_THAT(result.standard_error, HasSubstr(kExpected));
  EXPECT_THAT(result.standard_error, HasSubstr(kDraft + ", and check the names in the list"));
}

TEST_F(FirstBundle, AFolderThatIsNoRootIsNamed) {
  folder_.write("more/README.md", "nothing\n");
  const auto result = run("mig-gate", {"more"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("there is no migration bundle in more: "));
}

TEST_F(FirstBundle, FollowingTheFixGivesAVerdict) {
  folder_.write("up.sql", "CREATE TABLE app.x (id bigint PRIMARY KEY);\n");
  folder_.write("down.sql", "DROP TABLE app.x;\n");
  const auto drafted =
      run_tool("mig-scope-diff",
               {"--init", "migrations/postgis/PG-MIG-2026-03-01-01", "--forward", "up.sql",
                "--rollback", "down.sql", "--intent", "x", "--reviewer", "dba"},
               {folder_.path(), "", {}});
  EXPECT_EQ(drafted.exit_code, 0) << drafted.standard_error;
  const auto judged = run("mig-gate", {});
  EXPECT_EQ(judged.exit_code, 1) << judged.standard_output << judged.standard_error;
  EXPECT_THAT(judged.standard_output, HasSubstr("fail[rollback-missing-verification]"));
}

// The first command of whoever has no migrations yet.
TEST(NoMigrationsFolder, TheFixIsThatOfAnEmptyOne) {
  const mig::test::TemporaryFolder folder;
  folder.write(".git/HEAD", "");
  folder.write("sub/migration/README.md", "nothing\n");
  const auto fix_of = [&](const std::vector<std::string>& arguments) {
    const auto result = run_tool("mig-gate", arguments, {folder.path(), "", {}});
    EXPECT_EQ(result.exit_code, 3) << result.standard_output;
    EXPECT_THAT(result.standard_output, HasSubstr("No such file or directory"));
    return result.standard_error;
  };
  EXPECT_THAT(fix_of({"migrations"}), HasSubstr(kDraft));
  EXPECT_THAT(fix_of({"./migrations/"}), HasSubstr(kDraft));
  EXPECT_THAT(fix_of({"sub/migrations"}), HasSubstr("= fix: did you mean sub/migration?\n"));
  EXPECT_THAT(fix_of({"no/such/place"}), HasSubstr("= fix: check the path\n"));
  folder.write(".mig/policy.yml", "schema_version: policy.v1\nmigrations_roots: [db/changes]\n");
  EXPECT_THAT(fix_of({"db/changes"}),
              HasSubstr("draft the first one with mig-scope-diff --init db/changes/postgis/"));
  EXPECT_THAT(fix_of({"migrations"}), HasSubstr("= fix: check the path\n"));
}

}  // namespace
