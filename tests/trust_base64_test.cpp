// One text for each sequence of bytes, and no other way to write it.
#include "mig/trust/base64.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

namespace {

using mig::trust::Base64Alphabet;
using mig::trust::decode_base64;
using mig::trust::encode_base64;

std::optional<std::string> standard(std::string_view text) {
  return decode_base64(text, Base64Alphabet::standard);
}

std::optional<std::string> either(std::string_view text) {
  return decode_base64(text, Base64Alphabet::either);
}

// RFC 4648, 10.
TEST(Base64, KnowsTheVectorsOfItsStandard) {
  const std::pair<std::string, std::string> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(encode_base64(bytes), text);
    EXPECT_EQ(standard(text), bytes);
    EXPECT_EQ(either(text), bytes);
  }
}

TEST(Base64, GivesAnyBytesBack) {
  std::mt19937 random(7);
  for (std::size_t size = 0; size < 300; ++size) {
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const auto text = encode_base64(bytes);
    EXPECT_EQ(text.size(), (size + 2) / 3 * 4);
    EXPECT_EQ(standard(text), bytes);
    auto url_safe = text;
    for (char& c : url_safe) c = c == '+' ? '-' : c == '/' ? '_' : c;
    EXPECT_EQ(either(url_safe), bytes);
  }
}

TEST(Base64, TakesTheUrlSafeAlphabetOnlyWhereItMay) {
  EXPECT_EQ(either("-_-_"), "\xfb\xff\xbf");
  EXPECT_EQ(either("+/+/"), "\xfb\xff\xbf");
  EXPECT_EQ(standard("-_-_"), std::nullopt);
  EXPECT_EQ(either("+_+_"), std::nullopt) << "both alphabets in one text";
  EXPECT_EQ(either("-/AA"), std::nullopt) << "both alphabets in one text";
}

TEST(Base64, TakesNoOtherSpelling) {
  for (const std::string_view text :
       {"Zg",    "Zg=",    "Zg===",  "Zg====",   "Z",        "Z===",     "====",
        "=",     "Zm8",    "Zm9vZg", "Zm9v====", "Zg==Zg==", "Zm=v",     "=Zm9",
        "Z=8=",  "Zg==\n", "\nZg==", "Zg= =",    "Zm 8",     "Zm\r\n9v", "Zm9v\n",
        " Zm9v", "Zm9v ",  "Zm9.",   "Zm9,",     "Zm9v!",    "Zm\x80v",  "\xc3\xa4Zm"}) {
    EXPECT_EQ(standard(text), std::nullopt) << text;
    EXPECT_EQ(either(text), std::nullopt) << text;
  }
  EXPECT_EQ(standard(std::string_view("Zm9\0", 4)), std::nullopt);
}

// The last digit before the padding has bits that stand for nothing: they have to be zero.
TEST(Base64, TakesNoBitsThatStandForNothing) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  int one = 0;
  int two = 0;
  for (const char digit : kDigits) {
    if (standard(std::string("Z") + digit + "==")) ++one;
    if (standard(std::string("Zm") + digit + "=")) ++two;
  }
  EXPECT_EQ(one, 4);
  EXPECT_EQ(two, 16);
  EXPECT_EQ(standard("Zh=="), std::nullopt);
  EXPECT_EQ(standard("Zm9="), std::nullopt);
  EXPECT_EQ(either("Z_=="), std::nullopt);
}

// Ten times the text takes about ten times as long, not a hundred times.
TEST(Base64, TakesTimeAsLongAsTheText) {
  const auto seconds = [](std::size_t size) {
    const auto text = encode_base64(std::string(size, 'x'));
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(either(text));
    EXPECT_FALSE(either(text + "!"));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  seconds(1'000'000);
  EXPECT_LT(seconds(10'000'000), 60 * std::max(seconds(1'000'000), 1e-3));
}

}  // namespace
