#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "document_testing.hpp"

namespace mig::document {
namespace {

using namespace std::string_view_literals;

using Kind = LocatedValue::Kind;

class JsonRefuses : public testing::TestWithParam<Refused> {};

TEST_P(JsonRefuses, WithFaultAndSpan) {
  const auto fault = expect_refused(GetParam(), read_json(GetParam().text));
  ASSERT_TRUE(fault);
  EXPECT_TRUE(well_formed(*fault, GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Bytes, JsonRefuses,
    testing::Values(
        Refused{"Nul", std::string("{}\0", 3), Fault::nul_byte, std::string("\0", 1)},
        Refused{"NulInString", std::string("\"a\0b\"", 5), Fault::nul_byte, std::string("\0", 1)},
        Refused{"Bom", "\xEF\xBB\xBF{}", Fault::byte_order_mark, "\xEF\xBB\xBF"},
        Refused{"BadUtf8InString", "[\"abcdefghijk\xFF\"]", Fault::invalid_utf8, "\xFF"},
        Refused{"BadUtf8Outside", "[1] \xC3", Fault::invalid_utf8, "\xC3"},
        Refused{"Empty", "", Fault::empty, ""},
        Refused{"Blank", " \r\n\t", Fault::empty, " \r\n\t"}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Content, JsonRefuses,
    testing::Values(
        Refused{"DuplicateKey", R"({"a":1,"b":2,"a":3})", Fault::duplicate_key, "\"a\""},
        Refused{"DuplicateEscapedKey", R"({"a":1,"\u0061":3})", Fault::duplicate_key,
                "\"\\u0061\""},
        Refused{"DuplicateInner", R"([{"x":{"k":1 , "k":1}}])", Fault::duplicate_key, "\"k\""},
        Refused{"Depth65", repeat("[", 65) + repeat("]", 65), Fault::too_deep, "["},
        Refused{"DepthOfObjects", repeat("{\"a\":", 65) + "1", Fault::too_deep, "{"},
        Refused{"Million", repeat("[", 1'000'000), Fault::too_deep, "["},
        Refused{"AboveLimit", "[9007199254740993]", Fault::number_out_of_range, "9007199254740993"},
        Refused{"BelowLimit", "[-9007199254740993 ]", Fault::number_out_of_range,
                "-9007199254740993"},
        Refused{"Above64Bits", "18446744073709551616", Fault::number_out_of_range,
                "18446744073709551616"},
        Refused{"Below64Bits", "-9223372036854775809", Fault::number_out_of_range,
                "-9223372036854775809"},
        Refused{"Infinite", "{\"a\": 1e999}", Fault::number_out_of_range, "1e999"},
        Refused{"HugeAndWhole", "{\"a\": 1e300}", Fault::number_out_of_range, "1e300"},
        Refused{"MinusInfinite", "[0, -1e999]", Fault::number_out_of_range, "-1e999"},
        Refused{"SecondValue", "{} []", Fault::trailing_bytes, "[]"},
        Refused{"TrailingWord", "[1]\nx", Fault::trailing_bytes, "x"},
        Refused{"TrailingBracket", "[1]]", Fault::trailing_bytes, "]"},
        Refused{"LeadingZero", "01", Fault::trailing_bytes, "1"},
        Refused{"TwoNumbers", "1-2", Fault::trailing_bytes, "-2"},
        Refused{"TwoPoints", "1.5.6", Fault::trailing_bytes, ".6"}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Syntax, JsonRefuses,
    testing::Values(Refused{"OpenObject", "{\"a\":", Fault::syntax, ""},
                    Refused{"OpenString", "\"abc", Fault::syntax, ""},
                    Refused{"OpenEscape", "\"ab\\", Fault::syntax, ""},
                    Refused{"EscapedEnd", "\"a\\\"", Fault::syntax, ""},
                    Refused{"TrailingComma", "[1,]", Fault::syntax, "]"},
                    Refused{"MissingComma", "[1 2]", Fault::syntax, "2"},
                    Refused{"MissingCommaOfStrings", "[\"a\"  \"b\"]", Fault::syntax, "\""},
                    Refused{"MissingColon", "{\"a\" 1}", Fault::syntax, "1"},
                    Refused{"NumberAsKey", "{1: 2}", Fault::syntax, "1"},
                    Refused{"Word", "{\"a\": nope}", Fault::syntax, "o"},
                    Refused{"NotANumber", "[NaN]", Fault::syntax, "N"},
                    Refused{"Plus", "[+1]", Fault::syntax, "+"},
                    Refused{"LeadingPoint", "[.5]", Fault::syntax, "."},
                    Refused{"TrailingPoint", "[1.]", Fault::syntax, "]"},
                    Refused{"InnerZero", "[01]", Fault::syntax, "1"},
                    Refused{"Comment", "[1, /* c */ 2]", Fault::syntax, "/"},
                    Refused{"SingleQuotes", "['a']", Fault::syntax, "'"},
                    Refused{"RawTab", "[\"abcdefgh\ti\"]", Fault::syntax, "\t"},
                    Refused{"RawLineFeed", "[\"a\nb\"]", Fault::syntax, "\n"},
                    Refused{"RawTabAfterEscape", "[\"\\n\t\"]", Fault::syntax, "\t"},
                    Refused{"BadEscape", "[\"\\x\"]", Fault::syntax, "x"},
                    Refused{"ShortEscape", "[\"\\u00\"]", Fault::syntax, "\""},
                    Refused{"LoneHighSurrogate", "[\"\\ud800\"]", Fault::syntax, "\""},
                    Refused{"LoneLowSurrogate", "[\"\\udc00\"]", Fault::syntax, "0"},
                    Refused{"VerticalTab", "[1,\v2]", Fault::syntax, "\v"}),
    name_of_case);

TEST(JsonMessages, ShowAKeyUpToItsFirstControlCharacter) {
  const auto read = read_json("{\"\\u0007a\": 1, \"\\u0007a\": 2}");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().message, "key \"...\" is already used on line 1");
}

TEST(JsonMessages, NameTheFirstUseOfADuplicateKey) {
  const auto read = read_json("{\n  \"type\": 1,\n  \"b\": 2,\n  \"type\": 3\n}\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().message, "key \"type\" is already used on line 2");
}

TEST(JsonMessages, NeverRepeatContent) {
  for (const std::string_view text : {"{\"k\": \"s3cret\\x\"}", "[\"s3cret\" \"s3cret\"]", "s3cret",
                                      "[\"s3cret", "{\"a\": s3cret}"}) {
    const auto read = read_json(text);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().message.find("s3cr"), std::string::npos) << read.error().message;
  }
}

struct Scalar {
  std::string text;
  Kind kind;
  double number = 0;
  std::string string = {};
};

TEST(JsonScalars, KeepKindValueAndSpan) {
  const std::vector<Scalar> table = {
      {"null", Kind::null},
      {"true", Kind::boolean},
      {"false", Kind::boolean},
      {"0", Kind::integer, 0},
      {"-0", Kind::integer, 0},
      {"-12", Kind::integer, -12},
      {"9007199254740992", Kind::integer, 9007199254740992.0},
      {"-9007199254740992", Kind::integer, -9007199254740992.0},
      {"1.0", Kind::number, 1},
      {"1e2", Kind::number, 100},
      {"-2.5E-1", Kind::number, -0.25},
      {"9007199254740993.0", Kind::number, 9007199254740992.0},
      {"1e-400", Kind::number, 0},
      {"\"\"", Kind::string, 0, ""},
      {"\"a, b: {c}\"", Kind::string, 0, "a, b: {c}"},
      {"\"a\\\"b\\\\\"", Kind::string, 0, "a\"b\\"},
      {"\"\\u00e9\\/\\n\"", Kind::string, 0, "\xC3\xA9/\n"},
      {"\"\\ud83d\\ude00 \xF0\x9F\x98\x80\"", Kind::string, 0, "\xF0\x9F\x98\x80 \xF0\x9F\x98\x80"},
      {"\"\xC3\xA9t\xC3\xA9 with more than eight bytes\"", Kind::string, 0,
       "\xC3\xA9t\xC3\xA9 with more than eight bytes"},
      {"\"a\\u0000b\"", Kind::string, 0, std::string("a\0b", 3)},
      {"\"\x7F\"", Kind::string, 0, "\x7F"},
  };
  for (const Scalar& given : table) {
    for (const auto& [before, after] :
         std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                          {" \r\n", "\n"},
                                                          {"[", "]"},
                                                          {"[ ", " , 1]"},
                                                          {"{\"k\":", "}"},
                                                          {"{ \"\xC3\xA9\" : ", "\t}"}}) {
      const std::string text = fmt::format("{}{}{}", before, given.text, after);
      const auto read = read_json(text);
      ASSERT_TRUE(read.has_value()) << text << read.error().message;
      const LocatedValue& value = first_of(*read);
      EXPECT_EQ(value.kind(), given.kind) << text;
      EXPECT_EQ(value.as_double(), given.number) << text;
      EXPECT_EQ(cut(text, value.span()), given.text) << text;
      EXPECT_EQ(text_of(value), given.kind == Kind::string ? given.string : "(no string)");
      EXPECT_TRUE(well_formed(read, text)) << text;
    }
  }
}

TEST(JsonContainers, KeepOrderKeysAndSpans) {
  const std::string text = "\n{ \"b\" : [ ] ,\r\n \"a\\n\" : { \"c\" : [1,{}] } }\n";
  const auto read = read_json(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  const Object& members = members_of(*read);
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[0].key, "b");
  EXPECT_EQ(cut(text, members[0].key_span), "\"b\"");
  EXPECT_EQ(cut(text, members[0].value.span()), "[ ]");
  EXPECT_EQ(members[1].key, "a\n");
  EXPECT_EQ(cut(text, members[1].key_span), "\"a\\n\"");
  EXPECT_EQ(cut(text, members[1].value.span()), "{ \"c\" : [1,{}] }");
  EXPECT_EQ(cut(text, read->span()), text.substr(1, text.size() - 2));
}

TEST(JsonContainers, SixtyFourLevelsAreRead) {
  EXPECT_TRUE(read_json(repeat("[", 64) + repeat("]", 64)).has_value());
}

TEST(JsonContainers, KeysAreUniquePerObjectOnly) {
  EXPECT_TRUE(read_json(R"([{"a":{"a":1}},{"a":2}])").has_value());
}

std::string object_of(int keys) {
  std::string text = "{\"k\":0";
  for (int i = 0; i < keys; ++i) text += fmt::format(",\n\"key{}\":{}", i, i);
  return text;
}

TEST(JsonContainers, AHundredThousandKeysAreReadInLinearTime) {
  const std::string text = object_of(100'000);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(read_json(text + "}").has_value());
  const auto refused = read_json(text + ", \"key70000\":1, \"key5\":1}");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message, "key \"key70000\" is already used on line 70002");
  // A comparison of every pair would take some 10^10 steps.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(JsonContainers, DuplicatesAreFoundOnEitherSideOfTheSortingThreshold) {
  for (int keys = 1; keys < 40; ++keys) {
    const auto refused = read_json(fmt::format("{},\"key{}\":1}}", object_of(keys), keys - 1));
    ASSERT_FALSE(refused.has_value()) << keys;
    EXPECT_EQ(refused.error().message,
              fmt::format("key \"key{}\" is already used on line {}", keys - 1, keys + 1));
  }
}

const std::string kSample =
    "{\"id\": \"PG-MIG-1\",\r\n \"caf\xC3\xA9\": [1, -2.5e1, true, null, {}, []],\n"
    " \"t\\u00e9\": {\"a\\\"b\": \"\\ud83d\\ude00 long enough text\"}, \"n\": 12}";

TEST(JsonRobustness, NoProperPrefixIsRead) {
  ASSERT_TRUE(read_json(kSample).has_value());
  for (std::size_t size = 0; size < kSample.size(); ++size) {
    const std::string text = kSample.substr(0, size);
    const auto read = read_json(text);
    EXPECT_FALSE(read.has_value()) << text;
    EXPECT_TRUE(well_formed(read, text)) << text;
  }
}

TEST(JsonRobustness, EveryReplacedByteIsReadOrRefusedWithSoundSpans) {
  for (const char replacement : "\0 \n\t\":,[]{}\\/-+.eE01ntfu\x80\x1F"sv) {
    for (std::size_t at = 0; at < kSample.size(); ++at) {
      std::string text = kSample;
      text[at] = replacement;
      EXPECT_TRUE(well_formed(read_json(text), text)) << text;
    }
  }
}

TEST(JsonLines, SpansAreOffsetsIntoTheWholeText) {
  const std::string text = "{\"a\": 1}\n [2, \"\xC3\xA9\"] \r\n3\n";
  const auto read = read_json_lines(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_EQ(read->size(), 3U);
  EXPECT_EQ(cut(text, (*read)[0].span()), "{\"a\": 1}");
  EXPECT_EQ(cut(text, (*read)[1].span()), "[2, \"\xC3\xA9\"]");
  EXPECT_EQ(cut(text, items_of((*read)[1]).back().span()), "\"\xC3\xA9\"");
  EXPECT_EQ(cut(text, (*read)[2].span()), "3");
}

class JsonLinesRefuses : public testing::TestWithParam<Refused> {};

TEST_P(JsonLinesRefuses, WithFaultAndSpan) {
  expect_refused(GetParam(), read_json_lines(GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, JsonLinesRefuses,
    testing::Values(
        Refused{"Empty", "", Fault::empty, ""}, Refused{"OnlyLineFeed", "\n", Fault::empty, ""},
        Refused{"BlankLine", "1\n \r\n2\n", Fault::empty, " \r"},
        Refused{"BlankLastLine", "1\n\n", Fault::empty, ""},
        Refused{"NoLastLineFeed", "1\n[2]", Fault::syntax, "[2]"},
        Refused{"CutLine", "1\n[2,\n", Fault::syntax, ""},
        Refused{"ValueOverTwoLines", "[1,\n2]\n", Fault::syntax, ""},
        Refused{"OpenString", "1\n\"a\n\"\n", Fault::syntax, ""},
        Refused{"OpenEscape", "1\n\"a\\\n\"\n", Fault::syntax, ""},
        Refused{"TwoOnOneLine", "1\n2 3\n", Fault::trailing_bytes, "3"},
        Refused{"DuplicateKey", "{}\n{\"a\":1,\"a\":2}\n", Fault::duplicate_key, "\"a\""},
        Refused{"Number", "1\n9007199254740993\n", Fault::number_out_of_range, "9007199254740993"},
        Refused{"Bom", "\xEF\xBB\xBF{}\n", Fault::byte_order_mark, "\xEF\xBB\xBF"},
        Refused{"Nul", std::string("1\n\0\n", 4), Fault::nul_byte, std::string("\0", 1)}),
    name_of_case);

TEST(JsonLinesMessages, CountLinesOfTheWholeText) {
  const auto read = read_json_lines("{}\n{}\n{\"a\":1,\"a\":2}\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().message, "key \"a\" is already used on line 3");
}

}  // namespace
}  // namespace mig::document
