// Every relative link of the pages, and every anchor, leads somewhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

const fs::path kRoot(MIG_SOURCE_DIR);

std::vector<fs::path> pages_in(const fs::path& root) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(root))
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

/// Lines outside of blocks of code.
std::vector<std::string> prose_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  bool inside = false;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("```")) {
      inside = !inside;
    } else if (!inside) {
      lines.push_back(line);
    }
  }
  return lines;
}

/// The anchor that a forge gives a heading.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char letter : heading) {
    const auto byte = static_cast<unsigned char>(letter);
    if (std::isalnum(byte) != 0 || letter == '-' || letter == '_' || byte >= 0x80U) {
      anchor += static_cast<char>(std::tolower(byte));
    } else if (letter == ' ') {
      anchor += '-';
    }
  }
  return anchor;
}

std::set<std::string> anchors_in(const std::string& text) {
  static const std::regex link("\\[([^\\]]*)\\]\\([^)]*\\)");
  std::set<std::string> anchors;
  std::map<std::string, int> seen;
  for (const auto& line : prose_of(text)) {
    const auto level = line.find_first_not_of('#');
    if (level == 0 || level == std::string::npos || line[level] != ' ') continue;
    const auto anchor = anchor_of(std::regex_replace(line.substr(level + 1), link, "$1"));
    const auto before = seen[anchor]++;
    anchors.insert(before == 0 ? anchor : anchor + "-" + std::to_string(before));
  }
  return anchors;
}

struct Link {
  std::string path;
  std::string anchor;
};

std::vector<Link> links_of(const std::string& text) {
  static const std::regex code("`[^`]*`");
  static const std::regex link("\\]\\(([^)#\\s]*)(?:#([^)]*))?\\)");
  static const std::regex elsewhere("^[a-z]+:.*");
  std::vector<Link> links;
  for (const auto& written : prose_of(text)) {
    const auto line = std::regex_replace(written, code, "");
    for (std::sregex_iterator it(line.begin(), line.end(), link), end; it != end; ++it)
      if (!std::regex_match((*it)[1].str(), elsewhere))
        links.push_back({(*it)[1].str(), (*it)[2].str()});
  }
  return links;
}

/// "docs/ci.md -> x.md#y: there is no such heading" for each link of a page that leads nowhere.
std::vector<std::string> dead_links(const fs::path& page, const std::string& text) {
  std::vector<std::string> dead;
  for (const auto& [path, anchor] : links_of(text)) {
    const auto target = path.empty() ? page : (page.parent_path() / path).lexically_normal();
    const auto told = page.lexically_relative(kRoot).string() + " -> " + path + "#" + anchor;
    if (!fs::exists(target)) {
      dead.push_back(told + ": there is no such file");
    } else if (!anchor.empty() &&
               anchors_in(path.empty() ? text : mig::test::read_file(target.string()))
                       .count(anchor) == 0) {
      dead.push_back(told + ": there is no such heading");
    }
  }
  return dead;
}

TEST(DocsLinks, AllLeadSomewhere) {
  std::size_t links = 0;
  for (const auto& page : pages_in(kRoot)) {
    const auto text = mig::test::read_file(page.string());
    links += links_of(text).size();
    EXPECT_THAT(dead_links(page, text), IsEmpty());
  }
  EXPECT_GT(links, 100U);
}

TEST(DocsLinks, EveryPageIsInTheIndex) {
  std::set<std::string> named;
  for (const auto& link : links_of(mig::test::read_file((kRoot / "docs/README.md").string())))
    named.insert(link.path);
  for (const auto& page : pages_in(kRoot)) {
    const auto path = page.lexically_relative(kRoot / "docs").string();
    if (path.starts_with("..") || path == "README.md") continue;
    EXPECT_EQ(named.count(path), 1U) << path;
  }
}

// Packages hold README, changelog and docs, laid out as they are here, and nothing beside.
TEST(DocsLinks, GuidesLinkToNothingThatPackagesLack) {
  for (const auto& page : pages_in(kRoot)) {
    const auto path = page.lexically_relative(kRoot).string();
    if (path != "docs/README.md" && path != "docs/tutorial.md" && !path.starts_with("docs/howto/"))
      continue;
    for (const auto& link : links_of(mig::test::read_file(page.string()))) {
      if (link.path.empty()) continue;
      const auto target =
          (page.parent_path() / link.path).lexically_normal().lexically_relative(kRoot).string();
      EXPECT_TRUE(target == "README.md" || target == "CHANGELOG.md" ||
                  (target.starts_with("docs/") && target.ends_with(".md")))
          << path << " -> " << link.path;
    }
  }
}

TEST(DocsLinks, ADeadOneIsSeen) {
  const auto page = kRoot / "docs/install.md";
  EXPECT_THAT(dead_links(page, "# One `two` & three\n\n[a](#one-two--three) [b](ci.md#github)\n"),
              IsEmpty());
  EXPECT_THAT(dead_links(page, "`[x](y)`\n\n```sh\n[x](y)\n```\n[a](https://example.org/x)\n"),
              IsEmpty());
  EXPECT_THAT(dead_links(page, "[a](#one)\n"),
              ElementsAre("docs/install.md -> #one: there is no such heading"));
  EXPECT_THAT(dead_links(page, "[a](ci.md#none)\n"),
              ElementsAre("docs/install.md -> ci.md#none: there is no such heading"));
  EXPECT_THAT(dead_links(page, "[a](../nothing.md)\n"),
              ElementsAre("docs/install.md -> ../nothing.md#: there is no such file"));
  EXPECT_THAT(dead_links(page, "# One\n# One\n[a](#one-1) [b](#one-2)\n"),
              ElementsAre("docs/install.md -> #one-2: there is no such heading"));
}

}  // namespace
