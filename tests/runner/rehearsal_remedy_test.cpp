#include <gmock/gmock.h>

#include <filesystem>
#include <regex>

#include "runner/bundle_testing.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kFirst = "migrations/postgis/PG-MIG-2026-02-01-01";

/// A bundle that alters a table, and one before it in the registry that makes this table.
class RehearsalRemedy : public testing::Test {
 protected:
  void SetUp() override {
    if (!postgres::find_installation()) GTEST_SKIP() << "no PostgreSQL server is installed";
    std::filesystem::copy(repository.bundle(), repository.path() + "/" + kFirst);
    const auto earlier = [](const std::string& text) {
      return std::regex_replace(text, std::regex("2026-03-01"), "2026-02-01");
    };
    const auto& folder = repository.folder();
    folder.write(kFirst + "/migration.yml", earlier(read_file(repository.file("migration.yml"))));
    folder.write(kFirst + "/forward.sql", "CREATE TABLE public.parcels (id bigint);");
    folder.write(kFirst + "/rollback.sql", "DROP TABLE public.parcels;");
    auto document = nlohmann::json::parse(read_file(repository.path() + "/" + kRegistry));
    auto& entries = document.at("migrations");
    const auto first = nlohmann::json::parse(earlier(entries.at(0).dump()));
    entries.insert(entries.begin(), first);
    folder.write(kRegistry, document.dump());
  }

  std::string remedies() const {
    return run_process(
               {tool_path("mig-rollback-check"), "--root", repository.path(), repository.bundle()})
        .standard_output;
  }
  void unregister() const {
    auto document = nlohmann::json::parse(read_file(repository.path() + "/" + kRegistry));
    document.at("migrations").erase(1);
    repository.folder().write(kRegistry, document.dump());
  }

  static inline const std::string kRegistry = "migrations/registry/migrations.v1.json";
  static inline const std::string kReplay =
      "mig-run rehearse --from-registry " + RehearsalRepository::kBundle;
  RehearsalRepository repository;
};

TEST_F(RehearsalRemedy, IsTheCommandThatRehearsesThisBundle) {
  EXPECT_THAT(remedies(), HasSubstr("= fix: rehearse it: " + kReplay + ", and commit all of "));
  const auto replayed = repository.rehearse_alone({"--from-registry"});
  EXPECT_EQ(replayed.exit_code, 0) << replayed.standard_output;
  EXPECT_THAT(replayed.standard_output,
              HasSubstr("\nnext: commit all of " + RehearsalRepository::kBundle + "/rehearsal/\n"));
  // It is asked for again as it was done: what makes the state before is no guess any more.
  repository.folder().write(RehearsalRepository::kBundle + "/rollback.sql",
                            "ALTER TABLE public.parcels DROP COLUMN surveyed_on; -- again\n");
  EXPECT_THAT(remedies(), HasSubstr("= fix: rehearse it as it is now: " + kReplay));
  EXPECT_EQ(repository.rehearse().exit_code, 0);
  repository.folder().write(RehearsalRepository::kBundle + "/rollback.sql",
                            "ALTER TABLE public.parcels DROP COLUMN surveyed_on; -- and again\n");
  EXPECT_THAT(remedies(),
              HasSubstr("mig-run rehearse --schema FILE " + RehearsalRepository::kBundle));
}

TEST_F(RehearsalRemedy, AStateThatMayBeToBlameIsNamed) {
  ASSERT_EQ(repository.rehearse_alone({"--from-registry"}).exit_code, 0);
  const auto empty = repository.rehearse_alone({});
  EXPECT_EQ(empty.exit_code, 1);
  const auto remedy =
      "= fix: the database was empty before the change: if the scripts build on what is missing, "
      "rehearse them on the state before: " +
      kReplay;
  EXPECT_THAT(empty.standard_output, HasSubstr(remedy));
  EXPECT_THAT(empty.standard_output,
              HasSubstr("removed " + RehearsalRepository::kBundle +
                        "/rehearsal/baselines/post.json: an earlier rehearsal wrote it"));
  EXPECT_THAT(empty.standard_output, Not(HasSubstr("next:")));
  EXPECT_FALSE(repository.has("rehearsal/baselines/post.json"));
  EXPECT_THAT(remedies(), HasSubstr(remedy));
  unregister();
  EXPECT_THAT(remedies(), HasSubstr("state before: mig-run rehearse --schema FILE " +
                                    RehearsalRepository::kBundle));
}

TEST_F(RehearsalRemedy, WhatTheStateBeforeDoesNotMakeIsNotAskedForAgain) {
  repository.scripts("ALTER TABLE public.plots ADD COLUMN a int;",
                     "ALTER TABLE public.plots DROP COLUMN a;");
  const auto replayed = repository.rehearse_alone({"--from-registry"});
  EXPECT_EQ(replayed.exit_code, 1);
  EXPECT_THAT(
      replayed.standard_output,
      HasSubstr("= fix: the migrations that the registry lists before this one do not make"));
  const auto from_dump = repository.rehearse();
  EXPECT_THAT(from_dump.standard_output, HasSubstr("= fix: the script of --schema does not make"));
  // A script that is wrong by itself is not laid at the door of the state before.
  repository.scripts("ALTER TABLE public.parcels ADD COLUMN id int;", "SELECT 1;");
  EXPECT_THAT(repository.rehearse().standard_output, Not(HasSubstr("= fix:")));
  EXPECT_THAT(remedies(), HasSubstr("= fix: mend the scripts until this ends in identical: "));
}

}  // namespace
}  // namespace mig::test
