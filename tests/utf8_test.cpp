#include "mig/base/utf8.hpp"

#include <gtest/gtest.h>

namespace mig {
namespace {

TEST(Utf8, DecodesEveryLength) {
  const std::string text = "a\u00e9\u20ac\U0001F600";
  std::size_t at = 0;
  for (const char32_t expected : {U'a', U'\u00e9', U'\u20ac', U'\U0001F600'}) {
    const CodePoint code_point = code_point_at(text, at);
    EXPECT_TRUE(code_point.valid);
    EXPECT_TRUE(code_point.value == expected);
    at += code_point.size;
  }
  EXPECT_EQ(at, text.size());
}

TEST(Utf8, AppendIsTheInverse) {
  for (const char32_t value : {0x0U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
    std::string text;
    append_utf8(text, value);
    const CodePoint code_point = code_point_at(text, 0);
    EXPECT_TRUE(code_point.valid) << static_cast<unsigned>(value);
    EXPECT_TRUE(code_point.value == value);
    EXPECT_EQ(code_point.size, text.size());
  }
}

struct Broken {
  std::string text;
  std::size_t size;
};

TEST(Utf8, BrokenSequencesEndWhereTheyBreak) {
  const Broken table[] = {
      {"\x80", 1},              // continuation without a lead
      {"\xC0\x80", 1},          // overlong NUL
      {"\xE0\x80\x80", 1},      // overlong
      {"\xED\xA0\x80", 1},      // surrogate
      {"\xF0\x8F\xBF\xBF", 1},  // overlong
      {"\xF4\x90\x80\x80", 1},  // beyond U+10FFFF
      {"\xF5", 1},
      {"\xE2\x82", 2},  // cut off
      {"\xF0\x9F\x98"
       "a",
       3},
  };
  for (const Broken& broken : table) {
    const CodePoint code_point = code_point_at(broken.text, 0);
    EXPECT_FALSE(code_point.valid);
    EXPECT_TRUE(code_point.value == 0xFFFD);
    EXPECT_EQ(code_point.size, broken.size);
  }
}

}  // namespace
}  // namespace mig
