#include "mig/contract/code_owners.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/owners_walk.hpp"

namespace mig::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> hub(std::string_view file, std::string_view path) {
  return read_code_owners(file, OwnersPlatform::github).owners_of(path);
}

std::vector<std::string> lab(std::string_view file, std::string_view path) {
  return read_code_owners(file, OwnersPlatform::gitlab).owners_of(path);
}

TEST(CodeOwnersTest, OnGitHubALineWithAWordThatIsNoOwnerNamesNobody) {
  for (const std::string word : {"foo", "@", "docs@", "@sec @", "foo @sec"}) {
    const auto file = "* @all\n/.mig/ @sec " + word + "\n";
    EXPECT_THAT(hub(file, ".mig/policy.yml"), IsEmpty()) << word;
    EXPECT_THAT(hub(file, "README"), ElementsAre("@all")) << word;
    EXPECT_THAT(lab(file, ".mig/policy.yml"), ElementsAre("@sec")) << word;
  }
  EXPECT_THAT(hub("* @all\r/.mig/ @sec\n", "README"), IsEmpty());
  EXPECT_THAT(hub("* @all # foo\n", "README"), ElementsAre("@all"));
}

TEST(CodeOwnersTest, LastMatchingLineCounts) {
  constexpr std::string_view kFile =
      "# everything\n"
      "*       @global-owner1 @global-owner2\n"
      "\n"
      "*.js    @js-owner #This is an inline comment.\n"
      "*.go docs@example.com\n"
      "*.txt @octo-org/octocats\n"
      "/apps/ @octocat\n"
      "/apps/github\n";
  EXPECT_THAT(hub(kFile, "README"), ElementsAre("@global-owner1", "@global-owner2"));
  EXPECT_THAT(hub(kFile, "src/a.js"), ElementsAre("@js-owner"));
  EXPECT_THAT(hub(kFile, "a.go"), ElementsAre("docs@example.com"));
  EXPECT_THAT(hub(kFile, "a.txt"), ElementsAre("@octo-org/octocats"));
  EXPECT_THAT(hub(kFile, "apps/a.c"), ElementsAre("@octocat"));
  EXPECT_THAT(hub(kFile, "apps/github/a.c"), IsEmpty());
}

TEST(CodeOwnersTest, LinesKeepTheirNumbersAndPatterns) {
  const auto read =
      read_code_owners("\xEF\xBB\xBF# a\r\n\r\n  /db/\t@b @a\r\n\\#x @c\n", OwnersPlatform::github);
  ASSERT_EQ(read.lines.size(), 2U);
  EXPECT_EQ(read.lines[0].line, 3U);
  EXPECT_EQ(read.lines[0].pattern, "/db/");
  EXPECT_THAT(read.lines[0].owners, ElementsAre("@b", "@a"));
  EXPECT_EQ(read.lines[1].line, 4U);
  EXPECT_THAT(read.owners_of("db/a"), ElementsAre("@a", "@b"));
  EXPECT_THAT(read.owners_of("#x"), ElementsAre("@c"));
}

TEST(CodeOwnersTest, WordsThatNameNobodyAreNoOwners) {
  constexpr std::string_view kFile =
      "/path/* @group user_without_at_symbol @user_with_at_symbol @ x@\n"
      "folder with spaces/*.md @group\n"
      "/conf/ @@maintainer\n";
  EXPECT_THAT(lab(kFile, "path/a"), ElementsAre("@group", "@user_with_at_symbol"));
  EXPECT_THAT(lab(kFile, "conf/a"), ElementsAre("@@maintainer"));
  EXPECT_THAT(hub(kFile, "path/a"), IsEmpty());
  EXPECT_THAT(hub(kFile, "folder/a"), IsEmpty());
  EXPECT_THAT(hub(kFile, "conf/a"), ElementsAre("@@maintainer"));
}

TEST(CodeOwnersTest, EverySectionHasItsOwners) {
  constexpr std::string_view kFile =
      "* @general-approvers\n"
      "[Documentation] @docs-team\n"
      "docs/\n"
      "README.md\n"
      "*.txt\n"
      "[Database] @database-team\n"
      "model/db/\n"
      "config/db/database-setup.md @docs-team\n";
  EXPECT_THAT(lab(kFile, "model/db/CHANGELOG.txt"),
              ElementsAre("@database-team", "@docs-team", "@general-approvers"));
  EXPECT_THAT(lab(kFile, "config/db/database-setup.md"),
              ElementsAre("@docs-team", "@general-approvers"));
  EXPECT_THAT(lab(kFile, "src/main.c"), ElementsAre("@general-approvers"));
}

TEST(CodeOwnersTest, AnOptionalSectionDemandsNobody) {
  constexpr std::string_view kFile =
      "[Documentation][2] @docs-team\n"
      "docs/\n"
      "^[Database] @database-team\n"
      "model/db/\n";
  EXPECT_THAT(lab(kFile, "docs/a"), ElementsAre("@docs-team"));
  EXPECT_THAT(lab(kFile, "model/db/a"), IsEmpty());
  const auto read = read_code_owners(kFile, OwnersPlatform::gitlab);
  ASSERT_EQ(read.lines.size(), 2U);
  EXPECT_FALSE(read.lines[0].is_optional);
  EXPECT_EQ(read.lines[0].section, "Documentation");
  EXPECT_TRUE(read.lines[1].is_optional);
}

TEST(CodeOwnersTest, SectionsOfOneNameAreOneSection) {
  constexpr std::string_view kFile =
      "[Documentation]\n"
      "README.md @first\n"
      "^[DOCUMENTATION] @second\n"
      "docs/\n"
      "README.md @last\n";
  EXPECT_THAT(lab(kFile, "README.md"), ElementsAre("@last"));
  // A required heading makes the section required, wherever it stands.
  EXPECT_THAT(lab(kFile, "docs/a"), ElementsAre("@second"));
  EXPECT_EQ(read_code_owners(kFile, OwnersPlatform::gitlab).lines.back().section, "Documentation");
}

TEST(CodeOwnersTest, ABrokenHeadingIsAPattern) {
  constexpr std::string_view kFile =
      "* @group\n"
      "[Section name\n"
      "docs/ @docs_group\n"
      "[]\n"
      "[a][2\n"
      "[Docs]x @nobody\n";
  const auto read = read_code_owners(kFile, OwnersPlatform::gitlab);
  EXPECT_EQ(read.lines.size(), 6U);
  EXPECT_THAT(lab(kFile, "docs/a"), ElementsAre("@docs_group"));
}

TEST(CodeOwnersTest, AnExclusionTakesThePathOutOfItsSection) {
  constexpr std::string_view kFile =
      "* @default-owner\n"
      "!pom.xml\n"
      "[Build]\n"
      "*.xml @build\n"
      "!/legacy/\n"
      "/legacy/ @back-again\n";
  EXPECT_THAT(lab(kFile, "a.xml"), ElementsAre("@build", "@default-owner"));
  EXPECT_THAT(lab(kFile, "pom.xml"), ElementsAre("@build"));
  EXPECT_THAT(lab(kFile, "legacy/a.xml"), ElementsAre("@default-owner"));
}

TEST(CodeOwnersTest, GitHubKnowsNoSections) {
  constexpr std::string_view kFile =
      "/.mig/ @sec\n"
      "[x]\n"
      "^[y][2] @y\n"
      "* \n";
  EXPECT_THAT(hub(kFile, ".mig/policy.yml"), IsEmpty());
  EXPECT_THAT(lab(kFile, ".mig/policy.yml"), ElementsAre("@sec"));
  // A heading is a pattern of something that is not there.
  EXPECT_THAT(hub("/.mig/ @sec\n[x] @a\n[y]\n", ".mig/policy.yml"), ElementsAre("@sec"));
}

TEST(CodeOwnersTest, GitHubPassesOverExclusions) {
  constexpr std::string_view kFile = "/.mig/ @sec\n!/.mig/policy.yml\n!/.mig/ @a\n";
  EXPECT_THAT(hub(kFile, ".mig/policy.yml"), ElementsAre("@sec"));
  EXPECT_THAT(lab(kFile, ".mig/policy.yml"), IsEmpty());
}

TEST(CodeOwnersTest, GitHubReadsNothingFromAFileThatIsTooLarge) {
  const std::string line = "/.mig/ @sec\n#";
  const auto file = line + std::string((3U << 20U) - line.size() - 1, '#');
  EXPECT_THAT(hub(file, ".mig/a"), ElementsAre("@sec"));
  EXPECT_THAT(hub(file + "#", ".mig/a"), IsEmpty());
  EXPECT_THAT(lab(file + "#", ".mig/a"), ElementsAre("@sec"));
}

TEST(CodeOwnersTest, SectionsDemandApprovals) {
  const auto read = read_code_owners(
      "* @all\n[A][2] @b @a @b\n/x/\n[B][0]\n/x/ @c\n[C][y]\n/x/ @d\n[D][99999999999999]\n/x/ "
      "@e\n[E]\n/x/\n",
      OwnersPlatform::gitlab);
  OwnersWalk walk(read);
  const auto demands = read.demands_of(walk.deciding("x/f"));
  ASSERT_EQ(demands.size(), 5U);
  EXPECT_EQ(demands[1].section, "A");
  EXPECT_THAT(demands[1].owners, ElementsAre("@a", "@b"));
  EXPECT_EQ(read.lines[demands[1].at].line, 3U);
  std::vector<std::uint32_t> approvals;
  for (const auto& demand : demands) approvals.push_back(demand.approvals);
  EXPECT_THAT(approvals, ElementsAre(1U, 2U, 1U, 1U, ::testing::Gt(1'000'000U)));
}

TEST(CodeOwnersTest, NothingIsRead) {
  EXPECT_THAT(read_code_owners("", OwnersPlatform::github).lines, IsEmpty());
  EXPECT_THAT(hub("", "a"), IsEmpty());
  EXPECT_THAT(lab("# only\n   \n[Docs] @a\n", "a"), IsEmpty());
  EXPECT_THAT(hub(std::string_view("*\0 @a\n", 6), "a"), IsEmpty());
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(CodeOwnersTest, HostileFilesTakeNoLongerThanTheirSize) {
  constexpr std::size_t kMany = 400'000;
  const std::string path = ".mig/" + std::string(40, 'a') + ".yml";
  const std::vector<std::string> files{
      repeated("**/", kMany) + "x @a",
      repeated("*a", kMany) + "b @a",
      repeated("a\n", kMany),
      // Owners and names that each line would repeat.
      "[" + std::string(kMany, 's') + "] " + repeated("@a ", kMany / 4) + "\n" +
          repeated("a\n", kMany / 4),
      repeated("[a] @b\n", kMany / 4),
      repeated("\\", kMany),
      "* " + repeated("@", kMany),
  };
  for (const auto& file : files) {
    const auto begin = std::chrono::steady_clock::now();
    hub(file, path);
    lab(file, path);
    const auto took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took, std::chrono::seconds(5)) << file.substr(0, 20);
  }
}

TEST(CodeOwnersTest, ManyFilesAreLookedUpAtOnce) {
  std::string file;
  for (int at = 0; at < 50; ++at) {
    file += fmt::format("*.e{} @a\n/migrations/x{}/ @b\nfolder{}/ @c\n/m*/**/a{}*.sql @d\n", at, at,
                        at, at);
  }
  std::vector<std::string> paths;
  for (int at = 0; at < 25'000; ++at) {
    paths.push_back(fmt::format("migrations/postgis/PG-MIG-{:05}/file{}.sql", at / 6, at % 6));
  }
  for (const auto platform : {OwnersPlatform::github, OwnersPlatform::gitlab}) {
    const auto begin = std::chrono::steady_clock::now();
    const auto owners = read_code_owners(file, platform);
    OwnersWalk walk(owners);
    std::size_t found = 0;
    for (const auto& path : paths) found += walk.deciding(path).size();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    EXPECT_EQ(found, 0U);
    // Many times what it takes on a machine of its own.
    EXPECT_LT(took.count(), 4.0);
    RecordProperty("milliseconds", static_cast<int>(took.count() * 1000));
  }
}

TEST(CodeOwnersTest, LongNamesOfSectionsStayApart) {
  const std::string name(100, 'n');
  const auto file = "[" + name + "1]\n* @a\n[" + name + "2]\n* @b\n[" + name + "1]\n* @c\n";
  EXPECT_THAT(lab(file, "x"), ElementsAre("@b", "@c"));
}

}  // namespace
}  // namespace mig::contract
