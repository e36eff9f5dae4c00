// Patterns of CODEOWNERS, as each platform reads them.
#include "mig/contract/code_owners_pattern.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/owners_walk.hpp"

namespace mig::contract {
namespace {

struct PatternCase {
  std::string_view pattern;
  std::string_view path;
  bool holds;
};

class OwnersPatternTest : public ::testing::TestWithParam<PatternCase> {};

TEST_P(OwnersPatternTest, HoldsForThePathsThatGitHubSays) {
  const auto& [pattern, path, holds] = GetParam();
  EXPECT_EQ(OwnersPattern(pattern, OwnersPlatform::github).matches(path), holds)
      << pattern << " against " << path;
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

constexpr PatternCase kOnGitLab[] = {
    {"*", "a/b/.c", true},
    {"*.md", "docs/a.md", true},
    {"README.md", "a/README.md", true},
    {"docs", "docs/a", false},
    {"/docs", "docs/a", false},
    {"/docs", "docs", true},
    {"/docs/", "docs/a/b", true},
    {"/docs/", "x/docs/a", false},
    {"docs/", "x/docs/a/b", true},
    // Only a slash at the beginning anchors.
    {"docs/a.md", "x/docs/a.md", true},
    {"docs/*", "x/docs/a", true},
    {"/docs/*", "docs/a/b", false},
    {"/docs/**", "docs/a", true},
    {"/docs/**", "docs/a/b", false},
    {"/docs/**/", "docs/a/b", true},
    {"/docs/**/*.md", "docs/a.md", true},
    {"/docs/**/*.md", "docs/a/b/c.md", true},
    {"**", "a/b", true},
    {"[a-c].txt", "b.txt", true},
    {"[a-c].txt", "d.txt", false},
    {"[!a-c].txt", "d.txt", true},
    {"[^a-c].txt", "b.txt", false},
    {"[a-].txt", "-.txt", true},
    {"[\\]].txt", "].txt", true},
    {"\\[a].txt", "[a].txt", true},
    {"[a.txt", "[a.txt", false},
    {"/.mig/[a-z]*.yml", ".mig/policy.yml", true},
    {"/.mig/*[!x].yml", ".mig/x.yml", false},
    {"\\#a", "#a", true},
};

TEST(OwnersPatternTest, OnGitLabHoldsForOtherPaths) {
  for (const auto& [pattern, path, holds] : kOnGitLab) {
    EXPECT_EQ(OwnersPattern(pattern, OwnersPlatform::gitlab).matches(path), holds)
        << pattern << " against " << path;
  }
}

TEST(OwnersPatternTest, DeepPatternsHold) {
  std::string pattern;
  std::string path;
  for (int depth = 0; depth < 64; ++depth) {
    pattern += "**/a/";
    path += "a/";
  }
  for (const auto platform : {OwnersPlatform::github, OwnersPlatform::gitlab}) {
    EXPECT_TRUE(OwnersPattern(pattern, platform).matches(path + "f"));
    EXPECT_FALSE(OwnersPattern(pattern, platform).matches(path.substr(2) + "f"));
    EXPECT_FALSE(OwnersPattern(pattern + "a/", platform).matches(path + "a/f"));
  }
}

/// Every path over a small alphabet.
std::vector<std::string> all_paths() {
  const std::vector<std::string> names{"a", "b", "ab", ".c"};
  std::vector<std::string> paths = names;
  for (std::size_t at = 0; at < paths.size() && paths.size() < 300; ++at) {
    const auto above = paths[at];
    for (const auto& name : names) paths.push_back(above + "/" + name);
  }
  return paths;
}

TEST(OwnersWalkTest, FindsWhatPatternsSayWhateverTheOrderOfPaths) {
  const std::vector<std::string> patterns{"*",      "/a/",     "b",     "a/b/",  "/a/*", "**/b",
                                          "/a/**",  "a?",      "/*/b",  "b/",    "*b",   "/.c/**/a",
                                          "[ab]/b", "/a/**/b", ".c/**", "/b/a/", "/a",   "*/"};
  for (const auto platform : {OwnersPlatform::github, OwnersPlatform::gitlab}) {
    for (const auto& pattern : patterns) {
      for (const auto& other : patterns) {
        const auto owners = read_code_owners(pattern + " @a\n" + other + " @b\n", platform);
        OwnersWalk walk(owners);
        for (const auto& path : all_paths()) {
          const auto one = OwnersPattern(pattern, platform).matches(path);
          const auto two = OwnersPattern(other, platform).matches(path);
          const auto expected = two   ? std::vector<std::size_t>{1}
                                : one ? std::vector<std::size_t>{0}
                                      : std::vector<std::size_t>{};
          EXPECT_EQ(walk.deciding(path), expected) << pattern << ", " << other << ": " << path;
        }
      }
    }
  }
}

}  // namespace
}  // namespace mig::contract
