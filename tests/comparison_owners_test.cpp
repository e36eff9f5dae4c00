// Who has to look at the gate and at the migrations, held against the base.
#include <filesystem>

#include "comparison_testing.hpp"

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class OwnedGates : public mig::test::ComparisonTest {
 protected:
  OwnedGates() {
    write_base();
    git.write(".mig/policy.yml", "schema_version: policy.v1\nmigrations_roots: [migrations]\n");
  }

  /// The base has the first text in a file, the change another one; "": there is none.
  void change(const std::string& file, const std::string& before, const std::string& now) {
    git.write(file, before);
    begin_change();
    if (now.empty()) {
      git.remove(file);
    } else {
      git.write(file, now);
    }
    compare();
  }

  /// "path (platform, file): before -> now, files"
  std::vector<std::string> lost() const {
    std::vector<std::string> lines;
    for (const auto& one : repository.comparison->lost_owners) {
      lines.push_back(fmt::format("{} ({}, {}): {} -> {}, {}", one.path, one.platform, one.file,
                                  fmt::join(one.before, " "), fmt::join(one.now, " "), one.files));
    }
    return lines;
  }
};

constexpr std::string_view kHub = ".github/CODEOWNERS";
const std::string kAll = "/.mig/ @sec\n/migrations/ @dba\n/.github/ @sec\n";

struct OwnersCase {
  std::string name;
  std::string now;
  std::vector<std::string> lost;
};

class OnGitHub : public OwnedGates, public testing::WithParamInterface<OwnersCase> {};

TEST_P(OnGitHub, OwnersAreLost) {
  change(std::string(kHub), kAll, GetParam().now);
  EXPECT_EQ(lost(), GetParam().lost);
}

INSTANTIATE_TEST_SUITE_P(
    Not, OnGitHub,
    testing::Values(
        OwnersCase{"WithComments", "# a\n\n" + kAll + "# /.mig/\n", {}},
        OwnersCase{"WithLineEnds", "/.mig/\t@sec\r\n/migrations/ @dba\r\n/.github/ @sec\r\n", {}},
        OwnersCase{"InAnotherOrder", "/.github/ @sec\n/migrations/ @dba\n/.mig/ @sec\n", {}},
        OwnersCase{"WithMore", "/.mig/ @new @sec\n/migrations/ @dba\n/.github/ @sec\n", {}},
        OwnersCase{"WithCapitals", "/.mig/ @Sec\n/migrations/ @DBA\n/.github/ @sec\n", {}},
        OwnersCase{"WithAnotherRule", kAll + "/migrations/registry/ @dba @map\n", {}},
        OwnersCase{"ElsewhereOnly", "* @all\n" + kAll + "/src/ @map\n*.cpp\n", {}},
        OwnersCase{"WithAHeading", "[a]\n" + kAll, {}},
        OwnersCase{"WithAnExclusion", kAll + "!/.mig/\n!* @eve\n", {}}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    By, OnGitHub,
    testing::Values(OwnersCase{"ASectionOfTheOtherPlatform",
                               kAll + "[x]\n* \n",
                               {". (GitHub, .github/CODEOWNERS): @sec -> , 2",
                                "migrations (GitHub, .github/CODEOWNERS): @dba -> , 9"}},
                    OwnersCase{
                        "AllButTheFirstApproval",
                        kAll + "/.mig/approvals/\n/.mig/approvals/0001.yml @sec\n"
                               "/.mig/approvals/0001.dsse.json @sec\n/.mig/approvals/x.yml @sec\n",
                        {".mig/approvals (GitHub, .github/CODEOWNERS): @sec -> , 0"}},
                    OwnersCase{"Signatures",
                               kAll + "*.dsse.json\n",
                               {".mig/approvals (GitHub, .github/CODEOWNERS): @sec -> , 0"}},
                    OwnersCase{"BundlesAndHistory",
                               kAll + "/migrations/registry/history.jsonl\n/migrations/postgis/\n",
                               {"migrations (GitHub, .github/CODEOWNERS): @dba -> , 8"}},
                    OwnersCase{"BundlesToCome",
                               kAll + "/migrations/postgis/PG-MIG-2027-*/\n",
                               {"migrations/postgis (GitHub, .github/CODEOWNERS): @dba -> , 0"}},
                    OwnersCase{"Scripts",
                               kAll + "*.sql\n",
                               {"migrations/postgis (GitHub, .github/CODEOWNERS): @dba -> , 4"}},
                    OwnersCase{"ApprovalsOfBundles",
                               kAll + "/migrations/postgis/*/approvals/\n",
                               {"migrations/postgis (GitHub, .github/CODEOWNERS): @dba -> , 0"}},
                    OwnersCase{"OneFile",
                               kAll + "/.mig/policy.yml @eve\n",
                               {".mig/policy.yml (GitHub, .github/CODEOWNERS): @sec -> @eve, 1"}},
                    OwnersCase{"ItsOwnLine",
                               "/.mig/ @sec\n/migrations/ @dba\n",
                               {".github/CODEOWNERS (GitHub, .github/CODEOWNERS): @sec -> , 1"}},
                    OwnersCase{"Everything",
                               "",
                               {". (GitHub, .github/CODEOWNERS): @sec -> , 2",
                                "migrations (GitHub, .github/CODEOWNERS): @dba -> , 9"}}),
    [](const auto& one) { return one.param.name; });

class OnGitLab : public OwnedGates, public testing::WithParamInterface<OwnersCase> {};

const std::string kSections =
    "[Gate][2] @sec @ops\n/.mig/\n/.gitlab/ @sec @ops\n[Data]\n/migrations/ @dba\n";

TEST_P(OnGitLab, OwnersAreLost) {
  change(".gitlab/CODEOWNERS", kSections, GetParam().now);
  EXPECT_EQ(lost(), GetParam().lost);
}

INSTANTIATE_TEST_SUITE_P(
    , OnGitLab,
    testing::Values(
        OwnersCase{"NotByASectionMore", kSections + "[Docs] @writers\n/docs/\n/.mig/\n", {}},
        OwnersCase{"NotByMoreApprovals",
                   "[Data][1]\n/migrations/ @dba\n[Gate][3] @sec @ops\n/.mig/\n/.gitlab/\n",
                   {}},
        OwnersCase{"NotByAnotherName",
                   "[X][2]\n/.mig/ @ops @sec\n/.gitlab/ @sec @ops\n[Y]\n/migrations/ @dba\n",
                   {}},
        OwnersCase{"ByFewerApprovals",
                   "[Gate] @sec @ops\n/.mig/\n/.gitlab/ @sec @ops\n[Data]\n/migrations/ @dba\n",
                   {". (GitLab, .gitlab/CODEOWNERS): @ops @sec -> @ops @sec, 2"}},
        OwnersCase{"ByAnOptionalSection",
                   "[Gate][2] @sec @ops\n/.mig/\n/.gitlab/ @sec @ops\n^[Data]\n/migrations/ @dba\n",
                   {"migrations (GitLab, .gitlab/CODEOWNERS): @dba -> , 9"}},
        OwnersCase{"ByAnExclusion",
                   kSections + "!/migrations/registry/\n",
                   {"migrations/registry (GitLab, .gitlab/CODEOWNERS): @dba -> , 1"}},
        OwnersCase{"ByARange",
                   kSections + "/migrations/[a-q]*/*/*.sql @eve\n",
                   {"migrations/postgis (GitLab, .gitlab/CODEOWNERS): @dba -> @eve, 4"}},
        OwnersCase{"ByASlashLess",
                   "[Gate][2] @sec @ops\n/.mig/\n/.gitlab/ @sec @ops\n[Data]\n/migrations @dba\n",
                   {"migrations (GitLab, .gitlab/CODEOWNERS): @dba -> , 9"}}),
    [](const auto& one) { return one.param.name; });

TEST_F(OwnedGates, TellTheLinesThatSaidIt) {
  change(std::string(kHub), "# owners\n" + kAll, kAll + "/.mig/*.yml @eve\n");
  const auto& found = repository.comparison->lost_owners;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].example, ".mig/policy.yml");
  EXPECT_EQ(found[0].before_line, ".github/CODEOWNERS line 2: /.mig/");
  EXPECT_EQ(found[0].now_line, ".github/CODEOWNERS line 4: /.mig/*.yml");
  EXPECT_EQ(found[0].optional_section, "");
}

TEST_F(OwnedGates, TellTheApprovalsAndTheSection) {
  change(".gitlab/CODEOWNERS", kSections,
         "[Gate] @sec @ops\n/.mig/\n/.gitlab/\n^[DATA]\n/migrations/ @dba\n");
  const auto& found = repository.comparison->lost_owners;
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].approvals_before, 2U);
  EXPECT_EQ(found[0].approvals_now, 1U);
  EXPECT_EQ(found[1].optional_section, "Data");
  EXPECT_EQ(found[1].approvals_before, 0U);
  EXPECT_EQ(found[1].now_line, "no line of .gitlab/CODEOWNERS");
}

TEST_F(OwnedGates, SectionsThatBecomeOneAskForFewer) {
  change(".gitlab/CODEOWNERS", "[A]\n/.mig/ @a\n[B]\n/.mig/ @b\n", "[A]\n/.mig/ @a @b\n");
  ASSERT_EQ(lost(),
            std::vector<std::string>{".mig (GitLab, .gitlab/CODEOWNERS): @a @b -> @a @b, 1"});
  EXPECT_EQ(repository.comparison->lost_owners[0].approvals_before, 2U);
}

TEST_F(OwnedGates, NumbersThatMoveToAnotherSectionAreLost) {
  change(".gitlab/CODEOWNERS", "[A][2]\n/.mig/ @a @b\n[B]\n/.mig/ @c\n",
         "[A]\n/.mig/ @a @b\n[B][2]\n/.mig/ @c @a\n");
  ASSERT_EQ(repository.comparison->lost_owners.size(), 1U);
  EXPECT_EQ(repository.comparison->lost_owners[0].approvals_now, 1U);
}

TEST_F(OwnedGates, AFewFindingsTellOfMany) {
  std::string owners = "/.mig/ @sec\n";
  for (int at = 0; at < 60; ++at) {
    const auto folder = fmt::format("migrations/postgis/PG-MIG-2026-05-01-{:02}", at);
    git.write(folder + "/migration.yml", "a: 1\n");
    owners += fmt::format("/{}/ @team{:02}\n", folder, at);
  }
  change(std::string(kHub), owners, "/.mig/ @sec\n");
  const auto& found = repository.comparison->lost_owners;
  ASSERT_EQ(found.size(), 8U);
  EXPECT_EQ(found.back().path, "migrations/postgis");
  EXPECT_EQ(found.back().files, 53U);
  EXPECT_EQ(found.back().others, 52U);
}

TEST_F(OwnedGates, AFileThatMovesLosesItself) {
  git.write(std::string(kHub), kAll);
  begin_change();
  rename(std::string(kHub), "CODEOWNERS");
  git.write("CODEOWNERS", kAll + "/CODEOWNERS @sec\n");
  compare();
  EXPECT_THAT(lost(), IsEmpty());
  git.write("CODEOWNERS", kAll);
  compare();
  EXPECT_THAT(lost(), ElementsAre("CODEOWNERS (GitHub, .github/CODEOWNERS): @sec -> , 1"));
  git.write("CODEOWNERS", "/.mig/ @sec\n/migrations/ @dba\n/CODEOWNERS @eve\n");
  compare();
  EXPECT_THAT(lost(), ElementsAre(".github/CODEOWNERS (GitHub, .github/CODEOWNERS): @sec -> , 1",
                                  "CODEOWNERS (GitHub, .github/CODEOWNERS): @sec -> @eve, 1"));
}

// One that comes to a place that is looked at first takes over.
TEST_F(OwnedGates, APlaceBeforeTheFileStaysOwned) {
  change("CODEOWNERS", "/.mig/ @sec\n/CODEOWNERS @sec\n/.github/ @sec\n/docs/ @map\n",
         "/.mig/ @sec\n/CODEOWNERS @sec\n");
  EXPECT_THAT(lost(), ElementsAre(".github (GitHub, CODEOWNERS): @sec -> , 0"));
}

TEST_F(OwnedGates, AnEmptyFileTakesThePlaceOfAnother) {
  git.write("CODEOWNERS", kAll);
  begin_change();
  git.write(std::string(kHub), "");
  compare();
  EXPECT_THAT(lost(), ElementsAre(". (GitHub, CODEOWNERS): @sec -> , 2",
                                  "migrations (GitHub, CODEOWNERS): @dba -> , 9"));
}

TEST_F(OwnedGates, AFileBehindALinkHasNoOwners) {
  git.write(std::string(kHub), "/.mig/policy.yml @sec\n");
  begin_change();
  rename(std::string(kHub), "owners.txt");
  fs::create_symlink("../owners.txt", git.file(std::string(kHub)));
  compare();
  EXPECT_THAT(lost(), ElementsAre(".mig/policy.yml (GitHub, .github/CODEOWNERS): @sec -> , 1"));
}

TEST_F(OwnedGates, ALinkThatWasThereBeforeCoversWhatItCovered) {
  git.write("owners.txt", "* @a\n");
  git.write("docs/CODEOWNERS", "/.mig/ @sec\n");
  fs::create_symlink("owners.txt", git.file("CODEOWNERS"));
  begin_change();
  git.write("docs/CODEOWNERS", "# none\n");
  compare();
  EXPECT_THAT(lost(), IsEmpty());
}

TEST_F(OwnedGates, NewOwnersWhereThereWereNoneLoseNothing) {
  begin_change();
  git.write("CODEOWNERS", "* @mallory\n");
  compare();
  EXPECT_THAT(lost(), IsEmpty());
}

// Sections are no grammar of GitHub's: there the last line for everything would count.
TEST_F(OwnedGates, WhatIsPlainlyOfOnePlatformIsReadByThatOne) {
  const std::string sections = "[A]\n/.mig/ @a\n";
  git.write(".gitlab-ci.yml", "a: 1\n");
  change("CODEOWNERS", sections, sections + "[B]\n/.mig/ @b\n");
  EXPECT_THAT(lost(), IsEmpty());
  git.checkout("main");
  git.remove(".gitlab-ci.yml");
  git.commit("Nothing tells of a platform");
  git.branch("again");
  git.write("CODEOWNERS", sections + "[B]\n/.mig/ @b\n");
  compare();
  EXPECT_THAT(lost(), ElementsAre(".mig (GitHub, CODEOWNERS): @a -> @b, 1"));
}

TEST_F(OwnedGates, OwnersAboveTheRootAreNoted) {
  git.write("project/.mig/policy.yml", git.read(".mig/policy.yml"));
  git.write(std::string(kHub), kAll);
  begin_change();
  git.write("project/notes.md", "a\n");
  git.commit("Nothing about owners");
  const auto notes = [this] {
    root.emplace(*mig::io::Root::open(git.file("project")));
    repository = {};
    repository.base = *mig::bundle::open_base(*root, {"main"});
    repository.policy = *mig::bundle::policy_of_base(*repository.base);
    repository.now = "2026-04-01T00:00:00Z";
    return (*mig::bundle::compare_repository(*root, repository, {".mig"}, 1))->notes;
  };
  EXPECT_THAT(notes(), IsEmpty());
  git.write(std::string(kHub), "");
  EXPECT_THAT(notes(), ElementsAre(HasSubstr(".github/CODEOWNERS at the top level of git is not "
                                             "what it was, and lies above the root")));
  git.remove(std::string(kHub));
  EXPECT_THAT(notes(), ElementsAre(HasSubstr(std::string(kHub))));
}

}  // namespace
