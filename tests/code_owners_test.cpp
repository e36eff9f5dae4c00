#include "mig/contract/code_owners.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/code_owners_pattern.hpp"

namespace mig::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> owners(std::string_view file, std::string_view path) {
  return read_code_owners(file).owners_of(path);
}

struct PatternCase {
  std::string_view pattern;
  std::string_view path;
  bool holds;
};

class OwnersPatternTest : public ::testing::TestWithParam<PatternCase> {};

TEST_P(OwnersPatternTest, HoldsForThePathsThatGitHubSays) {
  const auto& [pattern, path, holds] = GetParam();
  EXPECT_EQ(owners_pattern_matches(pattern, path), holds) << pattern << " against " << path;
}

constexpr PatternCase kAnyDepth[] = {
    {"foo", "foo", true},          {"foo", "foo.txt", false},
    {"foo", "foo/bar", true},      {"foo", "bar/foo", true},
    {"foo", "bar/foo/baz", true},  {"foo", "bar/baz", false},
    {"*.js", "a.js", true},        {"*.js", "src/deep/a.js", true},
    {"*.js", "a.jsx", false},      {"*", "a", true},
    {"*", "a/b/.c", true},         {"f*", "bar/foo/baz", true},
    {"f*", "xfoo", false},         {"f?o", "foo", true},
    {"f?o", "fooo", false},        {"foo/", "foo", false},
    {"foo/", "foo/", true},        {"foo/", "foo/bar/baz", true},
    {"foo/", "bar/foo/baz", true}, {"foo/", "bar/foo", false},
    {"f*/", "bar/foo/baz", true},
};
INSTANTIATE_TEST_SUITE_P(WithoutASlash, OwnersPatternTest, ::testing::ValuesIn(kAnyDepth));

constexpr PatternCase kAnchored[] = {
    {"/foo", "foo", true},
    {"/foo", "foo/bar/baz", true},
    {"/foo", "bar/foo", false},
    {"/foo/", "foo", false},
    {"/foo/", "foo/bar", true},
    {"/foo/", "bar/foo/baz", false},
    {"foo/bar", "foo/bar", true},
    {"foo/bar", "foo/bart", false},
    {"foo/bar", "baz/foo/bar", false},
    {"/foo/bar/", "foo/bar", false},
    {"/foo/bar/", "foo/bar/baz/qux", true},
    {"/*", "foo", true},
    {"/*", "foo/bar", false},
    {"/*/", "foo", false},
    {"/*/", "foo/bar", true},
    {"/f*", "foo/bar/baz", true},
    {"/f*", "bar/foo", false},
    {"docs/*", "docs/getting-started.md", true},
    {"docs/*", "docs/build-app/troubleshooting.md", false},
    {"docs/*", "src/docs/a.md", false},
    {"foo/*.txt", "foo/bar.txt", true},
    {"foo/*.txt", "foo/bar/baz.txt", false},
    {"foo/*/baz", "foo/bar/baz/qux", true},
    {"foo/*/baz", "foo/baz", false},
    {"/build/logs/", "build/logs/a/b.log", true},
};
INSTANTIATE_TEST_SUITE_P(Anchored, OwnersPatternTest, ::testing::ValuesIn(kAnchored));

constexpr PatternCase kAcrossFolders[] = {
    {"**/logs", "build/logs/a.log", true},
    {"**/logs", "deeply/nested/logs/a", true},
    {"**/foo/bar", "foo/bar", true},
    {"**/foo/bar", "qux/foo/bar/baz", true},
    {"**/foo/bar", "foo/baz/bar", false},
    {"**/*bar*", "foo/qux/rebar", true},
    {"foo/**", "foo", false},
    {"foo/**", "foo/", true},
    {"foo/**", "foo/bar/baz", true},
    {"foo/**", "qux/foo/bar", false},
    {"foo/**/", "foo", false},
    {"foo/**/", "foo/bar", true},
    {"foo/**/bar", "foo/bar", true},
    {"foo/**/bar", "foo/qux/quux/bar/baz", true},
    {"foo/**/bar", "qux/foo/bar", false},
    {"foo/**/bar/b*", "foo/qux/bar/baz", true},
    {"foo/**/bar/b*", "foo/qux/bar/qux", false},
    {"/docs/**/*.md", "docs/a.md", true},
    {"/docs/**/*.md", "docs/a/b/c.md", true},
    {"**", "a/b", true},
    {"/**", "a/b", true},
};
INSTANTIATE_TEST_SUITE_P(AcrossFolders, OwnersPatternTest, ::testing::ValuesIn(kAcrossFolders));

constexpr PatternCase kLiteral[] = {
    {"f\\*o", "f*o", true},
    {"f\\*o", "foo", false},
    {"f\\?o", "f?o", true},
    {"f\\?o", "foo", false},
    {"\\#file_with_pound.rb", "#file_with_pound.rb", true},
    {"path\\ with\\ spaces/", "path with spaces/a", true},
    // GitHub knows no ranges.
    {"[ab].txt", "a.txt", false},
    {"[ab].txt", "[ab].txt", true},
    {"Docs/", "docs/a", false},
    {"/", "a", false},
    {"", "a", false},
    {"a", "", false},
};
INSTANTIATE_TEST_SUITE_P(Literal, OwnersPatternTest, ::testing::ValuesIn(kLiteral));

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
  EXPECT_THAT(owners(kFile, "README"), ElementsAre("@global-owner1", "@global-owner2"));
  EXPECT_THAT(owners(kFile, "src/a.js"), ElementsAre("@js-owner"));
  EXPECT_THAT(owners(kFile, "a.go"), ElementsAre("docs@example.com"));
  EXPECT_THAT(owners(kFile, "a.txt"), ElementsAre("@octo-org/octocats"));
  EXPECT_THAT(owners(kFile, "apps/a.c"), ElementsAre("@octocat"));
  EXPECT_THAT(owners(kFile, "apps/github/a.c"), IsEmpty());
}

TEST(CodeOwnersTest, LinesKeepTheirNumbersAndPatterns) {
  const auto read = read_code_owners("\xEF\xBB\xBF# a\r\n\r\n  /db/\t@b @a\r\n\\#x @c\n");
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
  EXPECT_THAT(owners(kFile, "path/a"), ElementsAre("@group", "@user_with_at_symbol"));
  EXPECT_THAT(owners(kFile, "folder/a"), ElementsAre("@group"));
  EXPECT_THAT(owners(kFile, "conf/a"), ElementsAre("@@maintainer"));
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
  EXPECT_THAT(owners(kFile, "model/db/CHANGELOG.txt"),
              ElementsAre("@database-team", "@docs-team", "@general-approvers"));
  EXPECT_THAT(owners(kFile, "config/db/database-setup.md"),
              ElementsAre("@docs-team", "@general-approvers"));
  EXPECT_THAT(owners(kFile, "src/main.c"), ElementsAre("@general-approvers"));
}

TEST(CodeOwnersTest, AnOptionalSectionDemandsNobody) {
  constexpr std::string_view kFile =
      "[Documentation][2] @docs-team\n"
      "docs/\n"
      "^[Database] @database-team\n"
      "model/db/\n";
  EXPECT_THAT(owners(kFile, "docs/a"), ElementsAre("@docs-team"));
  EXPECT_THAT(owners(kFile, "model/db/a"), IsEmpty());
  const auto read = read_code_owners(kFile);
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
  EXPECT_THAT(owners(kFile, "README.md"), ElementsAre("@last"));
  // A required heading makes the section required, wherever it stands.
  EXPECT_THAT(owners(kFile, "docs/a"), ElementsAre("@second"));
  EXPECT_EQ(read_code_owners(kFile).lines.back().section, "Documentation");
}

TEST(CodeOwnersTest, ABrokenHeadingIsAPattern) {
  constexpr std::string_view kFile =
      "* @group\n"
      "[Section name\n"
      "docs/ @docs_group\n"
      "[]\n"
      "[a][2\n"
      "[Docs]x @nobody\n";
  const auto read = read_code_owners(kFile);
  EXPECT_EQ(read.lines.size(), 6U);
  EXPECT_THAT(owners(kFile, "docs/a"), ElementsAre("@docs_group"));
}

TEST(CodeOwnersTest, AnExclusionTakesThePathOutOfItsSection) {
  constexpr std::string_view kFile =
      "* @default-owner\n"
      "!pom.xml\n"
      "[Build]\n"
      "*.xml @build\n"
      "!/legacy/\n"
      "/legacy/ @back-again\n";
  EXPECT_THAT(owners(kFile, "a.xml"), ElementsAre("@build", "@default-owner"));
  EXPECT_THAT(owners(kFile, "pom.xml"), ElementsAre("@build"));
  EXPECT_THAT(owners(kFile, "legacy/a.xml"), ElementsAre("@default-owner"));
}

TEST(CodeOwnersTest, NothingIsRead) {
  EXPECT_THAT(read_code_owners("").lines, IsEmpty());
  EXPECT_THAT(owners("", "a"), IsEmpty());
  EXPECT_THAT(owners("# only\n   \n[Docs] @a\n", "a"), IsEmpty());
  EXPECT_THAT(owners(std::string_view("*\0 @a\n", 6), "a"), IsEmpty());
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
    owners(file, path);
    const auto took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took, std::chrono::seconds(5)) << file.substr(0, 20);
  }
}

TEST(CodeOwnersTest, LongNamesOfSectionsStayApart) {
  const std::string name(100, 'n');
  const auto file = "[" + name + "1]\n* @a\n[" + name + "2]\n* @b\n[" + name + "1]\n* @c\n";
  EXPECT_THAT(owners(file, "x"), ElementsAre("@b", "@c"));
}

}  // namespace
}  // namespace mig::contract
