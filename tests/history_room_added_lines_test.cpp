// Which lines of a text are new, held against an earlier one.
#include "history_room_testing.hpp"

namespace mig::history {
namespace {

struct Row {
  std::string name;
  std::string before;
  std::string after;
  std::vector<std::pair<unsigned, unsigned>> expected;
};

std::vector<Row> rows() {
  using namespace std::string_literals;
  return {
      {"nothing of nothing", "", "", {}},
      {"the same", "a\nb\n", "a\nb\n", {}},
      {"all of a new file", "", "a\nb\nc\n", {{1, 3}}},
      {"a new file without a last line end", "", "a\nb", {{1, 2}}},
      {"a new file that is one line end", "", "\n", {{1, 1}}},
      {"only removed", "a\nb\nc\n", "a\nc\n", {}},
      {"all removed", "a\n", "", {}},
      {"at the end", "a\n", "a\nb\n", {{2, 2}}},
      {"at the beginning", "b\n", "a\nb\n", {{1, 1}}},
      {"changed in the middle", "a\nb\nc\n", "a\nB\nc\n", {{2, 2}}},
      {"two places", "a\nb\nc\nd\n", "A\nb\nc\nD\n", {{1, 1}, {4, 4}}},
      {"neighbours are one range", "a\nd\n", "a\nb\nc\nd\n", {{2, 3}}},
      {"the last line got its end", "a\nb", "a\nb\n", {{2, 2}}},
      {"the last line lost its end", "a\nb\n", "a\nb", {{2, 2}}},
      {"a line end of another kind", "a\nb\n", "a\r\nb\n", {{1, 1}}},
      {"blanks count", "a\n", "a \n", {{1, 1}}},
      {"a line that moved", "a\nb\nc\n", "b\nc\na\n", {{3, 3}}},
      {"NUL bytes are text like any other", "a\0\nb\n"s, "a\0\nb\nc\n"s, {{3, 3}}},
      {"all bytes above ASCII", "\xff\xfe\n", "\xff\xfe\n\xff\n", {{2, 2}}},
      {"everything replaced", "a\nb\n", "c\nd\ne\n", {{1, 3}}},
  };
}

TEST(AddedLines, AreThoseThatALineByLineComparisonShows) {
  for (const auto& row : rows()) {
    const auto added = taken(added_lines(row.before, row.after));
    std::vector<std::pair<unsigned, unsigned>> found;
    for (const auto& range : added) found.emplace_back(range.first, range.last);
    EXPECT_EQ(found, row.expected) << row.name;
  }
}

TEST(AddedLines, LeaveNoNewLineOutOfALongText) {
  std::string before;
  std::string after;
  std::vector<unsigned> expected;
  unsigned line = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = "line " + std::to_string(i) + "\n";
    before += text;
    after += text;
    ++line;
    if (i % 97 == 0) {
      after += "new after " + text;
      expected.push_back(++line);
    }
  }
  std::vector<unsigned> found;
  for (const auto& range : taken(added_lines(before, after))) {
    for (auto each = range.first; each <= range.last; ++each) found.push_back(each);
  }
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace mig::history
