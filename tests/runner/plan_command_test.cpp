#include <gmock/gmock.h>

#include <filesystem>

#include "runner/bundle_testing.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class PlanCommand : public testing::Test {
 protected:
  ProcessResult plan(std::vector<std::string> arguments = {}) const {
    std::vector<std::string> command{tool_path("mig-run"), "plan", "--root", repository.path(),
                                     repository.bundle()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run_process(command);
  }
  ProcessResult gate(const std::string& name) const {
    return run_process({tool_path(name), "--root", repository.path(), "--now",
                        "2026-04-01T00:00:00Z", repository.path() + "/migrations"});
  }

  RehearsalRepository repository;
};

TEST_F(PlanCommand, WritesTheSameBytesAtAnyTime) {
  EXPECT_EQ(plan({"--now", "2026-03-01T00:00:00Z"}).exit_code, 0);
  const auto first = read_file(repository.file("plan.json"));
  EXPECT_EQ(plan({"--now", "2027-01-01T00:00:00Z"}).exit_code, 0);
  EXPECT_EQ(read_file(repository.file("plan.json")), first);
  EXPECT_EQ(plan({"-o", "-"}).standard_output, first);
  EXPECT_EQ(gate("mig-scope-diff").exit_code, 0) << gate("mig-scope-diff").standard_output;
}

TEST_F(PlanCommand, HoldsNoValueOfAStatement) {
  repository.scripts(
      "INSERT INTO public.parcels VALUES ('value-of-a-row');\n"
      "UPDATE public.parcels SET a = 'value-of-a-set' WHERE b = 'value-of-a-condition';\n"
      "DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'value-of-a-body' || now(); END $$;\n"
      "ALTER TABLE public.parcels ADD COLUMN c text DEFAULT 'value-of-a-default';\n"
      "COMMENT ON TABLE public.parcels IS 'value-of-a-comment';\n"
      "SET app.key = 'value-of-a-setting';\n"
      "COPY public.parcels FROM PROGRAM 'value-of-a-program';\n"
      "COPY public.parcels FROM '/value-of-a-path';\n"
      "CREATE FUNCTION public.f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN value-of-a-fault $$;\n"
      "COPY public.parcels FROM stdin;\nvalue-of-copied-rows\n\\.\n"
      "SELECT value-of-a-query FROM FROM 'value-of-an-error';\n",
      "SELECT 1;");
  EXPECT_EQ(plan().exit_code, 3);
  const auto text = read_file(repository.file("plan.json"));
  EXPECT_THAT(text, HasSubstr("\"kind\": \"unreadable\""));
  EXPECT_THAT(text, Not(HasSubstr("value-of")));
}

TEST_F(PlanCommand, ErrorsAreExitOne) {
  repository.scripts("CREATE TABLE public.other (id int);", "DROP TABLE public.other;");
  const auto result = plan();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.standard_error,
              HasSubstr("forward.sql:1: table public.other: allowed_tables does not name it"));
}

TEST_F(PlanCommand, AScriptThatIsNotThereIsNoVerdict) {
  std::filesystem::remove(repository.file("rollback.sql"));
  EXPECT_EQ(plan().exit_code, 3);
  EXPECT_FALSE(repository.has("plan.json"));
}

TEST_F(PlanCommand, ALinkIsNotWrittenThrough) {
  std::filesystem::create_symlink(repository.outside("plan.json"), repository.file("plan.json"));
  EXPECT_EQ(plan().exit_code, 3);
  EXPECT_FALSE(std::filesystem::exists(repository.outside("plan.json")));
}

TEST_F(PlanCommand, AFullDiskIsNoVerdict) {
  EXPECT_EQ(plan({"-o", "/dev/full/plan.json"}).exit_code, 3);
}

TEST_F(PlanCommand, AnythingThatChangesMakesItStale) {
  ASSERT_EQ(plan().exit_code, 0);
  repository.scripts("ALTER TABLE public.parcels ADD COLUMN surveyed_on timestamptz;\n",
                     "ALTER TABLE public.parcels DROP COLUMN surveyed_on;\n");
  const auto result = gate("mig-scope-diff");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.standard_output, HasSubstr("plan-stale"));
}

TEST_F(PlanCommand, ABundleIsNeeded) {
  EXPECT_EQ(run_process({tool_path("mig-run"), "plan"}).exit_code, 2);
  EXPECT_NE(run_process({tool_path("mig-run"), "plan", repository.path() + "/nowhere"}).exit_code,
            0);
}

}  // namespace
}  // namespace mig::test
