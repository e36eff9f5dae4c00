// Every block of the tutorial and of the how-to guides is executed, and shows what came out.
//
// How a page is read: blocks in the language `console` are typed into bash, one page after its
// order in one empty folder. `$ ` begins a command, `> ` continues it, what follows is its output:
// all of it, but `...` as a line stands for any lines and `...` within one for any text. An exit
// code other than 0 is shown by `echo $?` behind the command. A block of any other language is a
// file, named by a line above that ends in "`path`:"; in the language `diff` it is an edit of that
// file. There is nothing else: a block that would not be executed is a fault. A page that says that
// it goes on where another one ends is worked through after that, at the same desk.
//
// MIG_UPDATE_GOLDENS=1 writes the output that came out where a page shows another, and still fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

#include "support/doc_reader.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> pages() {
  const auto docs = fs::path(MIG_SOURCE_DIR) / "docs";
  std::vector<std::string> found{"tutorial"};
  for (const auto& entry : fs::directory_iterator(docs / "howto"))
    found.push_back("howto/" + entry.path().stem().string());
  std::sort(found.begin(), found.end());
  return found;
}

/// The page that this one says to go on from; empty when it begins with nothing.
fs::path page_before(const fs::path& path, std::string text) {
  static const std::regex said("goes on where[^\\[.]*\\[[^\\]]*\\]\\(([^)]+)\\) ends");
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::smatch found;
  if (!std::regex_search(text, found, said)) return {};
  return (path.parent_path() / found[1].str()).lexically_normal();
}

void work_through_what_is_before(const DocReader& reader, const fs::path& path,
                                 std::vector<std::string>& faults) {
  const auto before = page_before(path, read_file(path.string()));
  if (before.empty()) return;
  work_through_what_is_before(reader, before, faults);
  reader.work_through(read_page(read_file(before.string())), faults);
}

std::vector<std::string> faults_in(const std::string& text) {
  auto page = read_page(text);
  const DocReader reader;
  std::vector<std::string> faults;
  const auto results = reader.work_through(page, faults);
  for (auto& fault : faults_of(page, results)) faults.push_back(std::move(fault));
  return faults;
}

std::string console(const std::string& lines) {
  return "Words.\n\n```console\n" + lines + "```\n";
}

class DocsRun : public testing::TestWithParam<std::string> {};

/// Each line of output that the page shows, changed: the comparison has to see it.
void expect_no_line_is_idle(const DocPage& page, const std::vector<DocResult>& results) {
  std::size_t at = 0;
  for (const auto& step : page.steps) {
    if (step.kind != DocStep::Kind::command) continue;
    const auto& real = results.at(at++);
    for (std::size_t line = 0; line < step.output.size(); ++line) {
      auto changed = step.output;
      if (changed[line] == "...") continue;
      changed[line] += "x";
      EXPECT_FALSE(shows(changed, real.output)) << step.text << ": " << step.output[line];
    }
  }
}

TEST_P(DocsRun, ShowsWhatHappens) {
  const auto path = fs::path(MIG_SOURCE_DIR) / "docs" / (GetParam() + ".md");
  if ((GetParam() == "howto/rehearse" || GetParam() == "howto/lifecycle") &&
      !fs::exists("/usr/lib/postgresql"))
    GTEST_SKIP() << "no PostgreSQL server is installed";
  const auto text = read_file(path.string());
  const auto page = read_page(text);
  EXPECT_FALSE(page.steps.empty());
  const DocReader reader;
  std::vector<std::string> faults;
  work_through_what_is_before(reader, path, faults);
  const auto results = reader.work_through(page, faults);
  EXPECT_THAT(faults, IsEmpty());
  faults = faults_of(page, results);
  for (const auto& fault : faults) ADD_FAILURE() << path.string() << ", " << fault;
  if (!faults.empty() && std::getenv("MIG_UPDATE_GOLDENS") != nullptr)
    std::ofstream(path, std::ios::binary) << corrected(text, page, results);
  if (faults.empty()) expect_no_line_is_idle(page, results);
}

INSTANTIATE_TEST_SUITE_P(Page, DocsRun, testing::ValuesIn(pages()), [](const auto& named) {
  std::string name = named.param;
  std::replace_if(
      name.begin(), name.end(),
      [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST(DocsRunner, TakesAPageThatHolds) {
  EXPECT_THAT(faults_in("Write `a/b.txt`:\n\n```text\none\ntwo\n```\n\nEdit `a/b.txt`:\n\n"
                        "```diff\n one\n-two\n+three\n```\n\n" +
                        console("$ cat a/b.txt\none\nthree\n$ cd a\n$ cat <<'END'\n> x $HOME\n>\n"
                                "> END\nx $HOME\n\n$ printf 'a\\nb\\nc\\nd'\na\n...\nd\n") +
                        console("$ ls\nb.txt\n$ (exit 4)\n$ echo $?\n4\n$ echo twelve\nt...e\n")),
              IsEmpty());
}

TEST(DocsRunner, SeesAnotherOutput) {
  EXPECT_THAT(faults_in(console("$ echo one\ntwo\n")), ElementsAre(HasSubstr("real:\n    one")));
  EXPECT_THAT(faults_in(console("$ echo one\n")), ElementsAre(HasSubstr("shown:\n  real:")));
  EXPECT_THAT(faults_in(console("$ true\none\n")), ElementsAre(HasSubstr("line 4: $ true")));
  EXPECT_THAT(faults_in(console("$ printf 'a\\nb\\n'\n...\nc\n")),
              ElementsAre(HasSubstr("$ printf")));
  EXPECT_THAT(faults_in(console("$ echo one >&2\ntwo\n")),
              ElementsAre(HasSubstr("real:\n    one")));
  EXPECT_THAT(faults_in(console("$ mig-gate --version\nmig-gate 9\n")),
              ElementsAre(HasSubstr("mig-gate 0")));
}

TEST(DocsRunner, SeesAnotherExitCode) {
  EXPECT_THAT(faults_in(console("$ false\n")), ElementsAre(HasSubstr("ends in 1")));
  EXPECT_THAT(faults_in(console("$ false\n$ echo $?\n0\n")),
              ElementsAre(HasSubstr("real:\n    1")));
  EXPECT_THAT(faults_in(console("$ no-such-program\n...\n$ true\n")),
              ElementsAre(HasSubstr("ends in 127")));
}

TEST(DocsRunner, SeesACommandThatEndsTheShell) {
  EXPECT_THAT(faults_in(console("$ exit 0\n$ true\n")), testing::SizeIs(2));
  EXPECT_THAT(faults_in(console("$ if\n$ true\n")), testing::Not(IsEmpty()));
}

TEST(DocsRunner, SeesABlockThatNobodyExecutes) {
  for (const std::string language : {"", "sh", "yaml", "text"})
    EXPECT_THAT(faults_in("Words:\n\n```" + language + "\nx\n```\n"),
                ElementsAre(HasSubstr("neither a console nor a named file")));
  EXPECT_THAT(faults_in("1. Words\n\n   ```console\n   $ true\n   ```\n"),
              testing::Contains(HasSubstr("an indented block")));
  EXPECT_THAT(faults_in("```console\nword\n```\n"), ElementsAre(HasSubstr("no command")));
  EXPECT_THAT(faults_in("```console\n$ true\n"), ElementsAre(HasSubstr("does not end")));
}

TEST(DocsRunner, SeesAnEditThatDoesNotFit) {
  const std::string file = "`f`:\n\n```text\none\none\n```\n\n`f`:\n\n";
  EXPECT_THAT(faults_in(file + "```diff\n-two\n+x\n```\n"), ElementsAre(HasSubstr("once")));
  EXPECT_THAT(faults_in(file + "```diff\n-one\n+x\n```\n"), ElementsAre(HasSubstr("once")));
  EXPECT_THAT(faults_in("`g`:\n\n```diff\n-one\n+x\n```\n"), ElementsAre(HasSubstr("once")));
}

TEST(DocsRunner, WritesWhatCameOut) {
  const auto text = console("$ echo one\ntwo\n$ echo three\nthree\n$ echo four\n") + "\nMore.\n";
  const auto page = read_page(text);
  const DocReader reader;
  std::vector<std::string> faults;
  EXPECT_EQ(corrected(text, page, reader.work_through(page, faults)),
            console("$ echo one\none\n$ echo three\nthree\n$ echo four\nfour\n") + "\nMore.\n");
}

}  // namespace
}  // namespace mig::test
