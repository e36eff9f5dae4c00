// Commands that pages show and nobody executes name flags that their programs know.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "support/process.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

/// Lines of the blocks of a page, those that end in a backslash joined with the next one.
std::vector<std::string> lines_in_blocks(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  bool inside = false;
  bool goes_on = false;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("```")) {
      inside = !inside;
      goes_on = false;
    } else if (inside) {
      if (goes_on) lines.back() += line;
      if (!goes_on) lines.push_back(line);
      goes_on = lines.back().ends_with('\\');
      if (goes_on) lines.back().pop_back();
    }
  }
  return lines;
}

std::string help_of(const std::vector<std::string>& command) {
  static std::map<std::vector<std::string>, std::string> known;
  auto [place, is_new] = known.try_emplace(command);
  if (is_new) {
    auto asked = command;
    asked.front() = tool_path(asked.front());
    asked.emplace_back("--help");
    place->second = run_process(asked).standard_output;
  }
  return place->second;
}

bool names(const std::string& help, const std::string& flag) {
  return std::regex_search(help, std::regex("(^|[\\s,])" + flag + "($|[\\s,=:\\[])"));
}

/// "mig-gate --bass": flags that neither the program nor its command lists.
std::vector<std::string> unknown_flags(const std::string& page) {
  static const std::regex program("\\b(mig-[a-z-]+)((?:\\s+[^|;&#)`]*)?)");
  static const std::regex word("[^\\s]+");
  static const std::regex flag("--[a-z][a-z-]*");
  static const std::regex command("[a-z]+");
  std::vector<std::string> unknown;
  for (const auto& line : lines_in_blocks(page)) {
    for (std::sregex_iterator it(line.begin(), line.end(), program), end; it != end; ++it) {
      const auto tool = (*it)[1].str();
      if (!fs::is_regular_file(tool_path(tool))) continue;
      const auto rest = (*it)[2].str();
      auto help = help_of({tool});
      for (std::sregex_iterator at(rest.begin(), rest.end(), word); at != end; ++at) {
        const auto one = at->str().substr(0, at->str().find('='));
        if (at == std::sregex_iterator(rest.begin(), rest.end(), word) &&
            std::regex_match(one, command) && names(help, one))
          help = help_of({tool, one});
        if (std::regex_match(one, flag) && !names(help, one)) {
          unknown.push_back(tool);
          unknown.back() += ' ';
          unknown.back() += one;
        }
      }
    }
  }
  return unknown;
}

std::vector<fs::path> pages() {
  const fs::path root(MIG_SOURCE_DIR);
  std::vector<fs::path> found{root / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

TEST(DocsFlags, ProgramsKnowThemAll) {
  for (const auto& page : pages()) {
    // That page has a command line with a flag that is misspelt, and shows what comes of it.
    auto expected = page.filename() == "exit-codes.md" ? std::vector<std::string>{"mig-gate --bass"}
                                                       : std::vector<std::string>{};
    EXPECT_EQ(unknown_flags(read_file(page.string())), expected) << page.string();
  }
}

TEST(DocsFlags, TheReadmeNamesEveryFormat) {
  static const std::regex list("formats: ([^\n]+)");
  static const std::regex format("[a-z-]+");
  const auto help = help_of({"mig-gate"});
  std::smatch found;
  ASSERT_TRUE(std::regex_search(help, found, list)) << help;
  const auto formats = found[1].str();
  const auto page = read_file(std::string(MIG_SOURCE_DIR) + "/README.md");
  std::size_t count = 0;
  for (std::sregex_iterator it(formats.begin(), formats.end(), format), end; it != end; ++it) {
    EXPECT_NE(page.find('`' + it->str() + '`'), std::string::npos) << it->str();
    ++count;
  }
  EXPECT_GT(count, 9U);
}

TEST(DocsFlags, OnesThatAreGoneAreSeen) {
  const auto block = [](const std::string& text) { return "```sh\n" + text + "\n```\n"; };
  EXPECT_THAT(unknown_flags(block("mig-gate --base main --bass x --output=text")),
              ElementsAre("mig-gate --bass"));
  EXPECT_THAT(unknown_flags(block("x | mig-run plan \\\n  --roots . # --none")),
              ElementsAre("mig-run --roots"));
  EXPECT_THAT(unknown_flags(block("mig-run plan --root . && mig-gate --now")), IsEmpty());
  EXPECT_THAT(unknown_flags("mig-gate --nothing outside of a block\n"), IsEmpty());
}

}  // namespace
}  // namespace mig::test
