#include <gtest/gtest.h>
#include <zlib.h>

#include <ctime>
#include <string>
#include <vector>

#include "secrets_layer_testing.hpp"

namespace mig::secrets {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string input(bytes);
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string numbered_lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "line " + std::to_string(i * 7919) + " of the log\n";
  return text;
}

struct Zipped {
  std::string name = "a";
  std::string content;
  std::uint16_t method = 0;  ///< stored
  std::uint16_t version = 20;
};

/// The local header of one member and its data, without the directory at the end.
std::string zipped(const Zipped& member) {
  const auto number = [](std::size_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return out;
  };
  const std::size_t size = member.content.size();
  return "PK\x03\x04" + number(member.version, 2) + number(0, 2) + number(member.method, 2) +
         number(0, 8) + number(size, 4) + number(size, 4) + number(member.name.size(), 2) +
         number(0, 2) + member.name + member.content;
}

/// One member and its header.
std::string tar_of(std::string_view member) {
  std::string tar(512, '\0');
  tar.replace(0, 4, "a.gz");
  tar.replace(257, 5, "ustar");
  std::string size = "00000000000";
  for (std::size_t rest = member.size(), at = 11; rest != 0; rest /= 8)
    size[--at] = static_cast<char>('0' + rest % 8);
  tar.replace(124, 11, size);
  return tar.append(member);
}

constexpr std::string_view kUnreadable[] = {
    "\xFD\x37zXZ\0\0\x04\xE6\xD6\xB4\x46\x02\0\x21\x01\x16\0\0\0\x74\x2F"sv,
    "BZh91AY&SY\x51\x24\x66\x0B\0\0\x15\xDB\x80\x40\0\x10\x40"sv,
    "\x28\xB5\x2F\xFD\x04\x58\x61\x01\0some bytes"sv};

TEST(SecretsPacked, PackedMembersOfTarAreOpened) {
  const std::string member = gzipped("marker-of-the-member\n" + numbered_lines(3));
  const Search search = search_for(tar_of(member), "marker-of-the-member");
  ASSERT_EQ(search.sightings.size(), 1U);
  EXPECT_EQ(search.sightings[0].span.begin, 512U);
}

TEST(SecretsPacked, CutGzipIsReadAsFarAsItGoes) {
  std::string packed = gzipped("marker-of-the-start\n" + numbered_lines(5000));
  packed.resize(packed.size() / 2);
  const Search search = search_for(packed, "marker-of-the-start");
  EXPECT_FALSE(search.sightings.empty());
  ASSERT_EQ(search.unread.size(), 1U);
  EXPECT_NE(search.unread[0].reason.find("cut off"), std::string::npos);
}

TEST(SecretsPacked, BombStopsAtTheBudget) {
  const Search search = search_for(gzipped(std::string(8U << 20U, 'a')), "b", 1U << 16U);
  ASSERT_FALSE(search.unread.empty());
  EXPECT_NE(search.unread[0].reason.find("may be decoded"), std::string::npos);
}

TEST(SecretsPacked, WhatIsPackedOtherwiseIsUnread) {
  for (const std::string_view bytes : kUnreadable) {
    const Search search = search_for(bytes, "x");
    ASSERT_EQ(search.unread.size(), 1U);
    EXPECT_NE(search.unread[0].reason.find("not searched"), std::string::npos);
    EXPECT_EQ(form_of(bytes), Form::archive);
  }
}

TEST(SecretsPacked, EncryptedMemberIsUnread) {
  const auto member =
      "PK\x03\x04\x14\0\x01\0\x08\0\0\0\0\0\0\0\0\0\x08\0\0\0\x08\0\0\0\x01\0\0\0"
      "a12345678"sv;
  const Search search = search_for(member, "x");
  ASSERT_EQ(search.unread.size(), 1U);
  EXPECT_NE(search.unread[0].reason.find("encrypted"), std::string::npos);
}

constexpr std::string_view kScript = "#!/bin/sh\ntail -n +3 \"$0\" | tar xz\nexit 0\n";

TEST(SecretsPacked, WhatAScriptUnpacksFromItsEndIsRead) {
  const std::string content = "marker-of-the-load\n" + numbered_lines(40);
  for (const std::string& packed : {gzipped(content), zipped({"a.sql", content})}) {
    const Search search = search_for(std::string(kScript) + packed, "marker-of-the-load");
    ASSERT_EQ(search.sightings.size(), 1U);
    EXPECT_GE(search.sightings[0].span.begin, kScript.size());
    EXPECT_LE(search.sightings[0].span.end, kScript.size() + packed.size());
    EXPECT_TRUE(search.unread.empty());
  }
}

TEST(SecretsPacked, OneBehindTheOtherIsReadWhateverItIs) {
  const std::string zip = zipped({"a.sql", "the first of them\n"});
  const std::string last = gzipped("marker-of-the-last\n" + numbered_lines(40));
  const std::string text = std::string(kScript) + zip + "words\n" + gzipped("two\n") + last;
  const Search search = search_for(text, "marker-of-the-last");
  ASSERT_EQ(search.sightings.size(), 1U);
  EXPECT_EQ(search.sightings[0].span.end, text.size());
  EXPECT_TRUE(search.unread.empty());
}

TEST(SecretsPacked, AScriptWithinATarIsReadToItsEnd) {
  const std::string member =
      std::string(kScript) + gzipped("marker-of-the-member\n" + numbered_lines(40));
  EXPECT_EQ(search_for(tar_of(member), "marker-of-the-member").sightings.size(), 1U);
  const std::string behind = tar_of("words\n" + std::string(506, ' ')) + member;
  EXPECT_EQ(search_for(behind, "marker-of-the-member").sightings.size(), 1U);
}

TEST(SecretsPacked, WhatIsBrokenBehindATextIsUnread) {
  std::string cut = std::string(kScript) + gzipped("marker-of-the-start\n" + numbered_lines(5000));
  cut.resize(cut.size() / 2);
  const Search search = search_for(cut, "marker-of-the-start");
  EXPECT_FALSE(search.sightings.empty());
  ASSERT_EQ(search.unread.size(), 1U);
  EXPECT_EQ(search.unread[0].span.begin, kScript.size());
  const Search other = search_for(std::string(kScript) + zipped({"a", "12345678", 14}), "x");
  ASSERT_EQ(other.unread.size(), 1U);
  EXPECT_NE(other.unread[0].reason.find("another method"), std::string::npos);
}

TEST(SecretsPacked, OtherPackingsBehindATextAreUnread) {
  for (const std::string_view packed : kUnreadable) {
    const std::string text = std::string(kScript) + std::string(packed);
    const Search search = search_for(text, "x");
    ASSERT_EQ(search.unread.size(), 1U);
    EXPECT_EQ(search.unread[0].span.begin, kScript.size());
    // A program that knows the magic is no archive.
    EXPECT_TRUE(search_for("\x7F"s + "ELF\x02\x01\x01\0\0\0"s + text, "x").unread.empty());
  }
}

TEST(SecretsPacked, MagicsByChanceAreNoArchives) {
  const std::string words = numbered_lines(3);
  for (const std::string& text :
       {words + "PK\x03\x04" + words, words + "\x1F\x8B\x08" + words,
        words + zipped({"", "12345678"}), words + zipped({"a", "12345678", 0, 64}),
        words + zipped({"a", "12345678", 21}), words + "PK\x03\x04\x14", words + "\x1F\x8B\x08"}) {
    const Search search = search_for(text, "line");
    EXPECT_TRUE(search.encodings.empty()) << text;
    EXPECT_TRUE(search.unread.empty()) << text;
  }
}

TEST(SecretsPacked, TooManyBrokenOnesAreToldOnce) {
  std::string text(kScript);
  for (int i = 0; i < 500; ++i) text += zipped({"a", "\xFF\xFF\xFF", 8});
  const Search search = search_for(text, "x");
  EXPECT_LT(search.unread.size(), 70U);
  EXPECT_EQ(search.unread.back().span.end, text.size());
}

TEST(SecretsPacked, HostileMagicsStayLinear) {
  for (const std::string& unit :
       {"PK\x03\x04"s, zipped({"a", "", 8}), "\x1F\x8B\x08"s, "\x1F\x8B\x08\x08"s,
        "\x1F\x8B\x08\x04"s, "\x1F\x8B\x08\0\1\1\1\1\7\x63\0\xFF\xFF\0\0\0\0\0\0"s, "BZh91AY&S"s,
        "\xFD\x37zXZ\1"s}) {
    std::string text(kScript);
    while (text.size() < 4U << 20U) text += unit;
    std::uint64_t budget = 1U << 26U;
    std::vector<Unread> unread;
    const std::clock_t begin = std::clock();
    find_layers(
        {"a.txt", text, FileRole::other, 0}, budget, [](Layer&&) {}, unread);
    EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, 2.0);
  }
}

}  // namespace
}  // namespace mig::secrets
