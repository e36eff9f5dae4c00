#include "mig/base/line_hash.hpp"

#include <gtest/gtest.h>

namespace mig {
namespace {

std::vector<std::string> hashes(std::string_view text, std::uint32_t lines) {
  const LineHashes index(text);
  std::vector<std::string> out;
  for (std::uint32_t line = 1; line <= lines; ++line) out.push_back(index.of(line));
  return out;
}

using Expected = std::vector<std::string>;

TEST(LineHash, EmptyTextHasOneLine) {
  EXPECT_EQ(hashes("", 2), (Expected{"c129715d7a2bc9a3:1", ""}));
}

TEST(LineHash, EndOfFileAfterTheLastNewlineIsALine) {
  EXPECT_EQ(hashes("type: postgis\n", 3),
            (Expected{"9bc357271840e436:1", "c129715d7a2bc9a3:1", ""}));
}

TEST(LineHash, CarriageReturnsEndLinesAlone) {
  EXPECT_EQ(hashes("a\r\nb\rc", 3),
            (Expected{"7b3788cf31b92be9:1", "e461f42c548ac762:1", "188ff2f224477a1e:1"}));
}

TEST(LineHash, SpacesAndTabsDoNotCount) {
  const std::string loose = "CREATE  TABLE\tx ();\nCREATE  TABLE\tx ();\nCREATE  TABLE\tx ();\n";
  const std::string tight = "CREATETABLEx();\n CREATETABLEx();\nCREATETABLEx()\t;\n";
  const Expected expected{"d11bae99df5bdec1:1", "85f808af1c167937:1", "389fafc970eb522d:1",
                          "c129715d7a2bc9a3:1"};
  EXPECT_EQ(hashes(loose, 4), expected);
  EXPECT_EQ(hashes(tight, 4), expected);
}

TEST(LineHash, CountsUtf16Units) {
  EXPECT_EQ(hashes("\u00fc\U0001F600\n", 1), Expected{"4e46f59eb58f991e:1"});
}

TEST(LineHash, BrokenUtf8CountsAsReplacementCharacter) {
  EXPECT_EQ(hashes("\xFF"
                   "a\n",
                   1),
            Expected{"bca611301271de13:1"});
  EXPECT_EQ(hashes("\uFFFDa\n", 1), Expected{"bca611301271de13:1"});
}

TEST(LineHash, OnlyTheFirstHundredCharactersOfALineMatter) {
  const std::string head(150, 'x');
  EXPECT_EQ(hashes(head + "\ny\n", 2), (Expected{"52b56201ffb58620:1", "c33be7e0cf7c3ca:1"}));
  EXPECT_EQ(hashes(head + "z\ny\n", 1), Expected{"52b56201ffb58620:1"});
}

TEST(LineHash, EqualBlocksAreNumbered) {
  std::string text;
  for (int i = 0; i < 12; ++i) text += std::string(50, 'x') + '\n';
  const auto all = hashes(text, 12);
  EXPECT_EQ(all[0].substr(all[0].find(':')), ":1");
  EXPECT_EQ(all[1], all[0].substr(0, all[0].find(':')) + ":2");
  EXPECT_NE(all[11].substr(0, all[11].find(':')), all[0].substr(0, all[0].find(':')));
}

TEST(LineHash, SingleLineAnswersTheSame) {
  EXPECT_EQ(primary_location_line_hash("type: postgis\n", 1), "9bc357271840e436:1");
  EXPECT_EQ(primary_location_line_hash("type: postgis\n", 0), "");
}

}  // namespace
}  // namespace mig
