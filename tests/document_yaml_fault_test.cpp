#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "document_testing.hpp"

namespace mig::document {
namespace {

class YamlRefuses : public testing::TestWithParam<Refused> {};

TEST_P(YamlRefuses, WithFaultAndSpan) {
  const auto fault = expect_refused(GetParam(), read_yaml(GetParam().text));
  ASSERT_TRUE(fault);
  EXPECT_TRUE(well_formed(*fault, GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Bytes, YamlRefuses,
    testing::Values(Refused{"Nul", std::string("a: \0b", 5), Fault::nul_byte, std::string("\0", 1)},
                    Refused{"Bom",
                            "\xEF\xBB\xBF"
                            "a: 1",
                            Fault::byte_order_mark, "\xEF\xBB\xBF"},
                    Refused{"InnerBom", "a: \"\xEF\xBB\xBF\"", Fault::byte_order_mark,
                            "\xEF\xBB\xBF"},
                    Refused{"LoneContinuation", "a: \x80", Fault::invalid_utf8, "\x80"},
                    Refused{"Overlong", "a: \xC0\xAF", Fault::invalid_utf8, "\xC0"},
                    Refused{"OverlongThree", "a: \xE0\x80\xAF", Fault::invalid_utf8, "\xE0"},
                    Refused{"OverlongFour", "a: \xF0\x80\x80\xAF", Fault::invalid_utf8, "\xF0"},
                    Refused{"Surrogate", "a: \xED\xA0\x80", Fault::invalid_utf8, "\xED"},
                    Refused{"BeyondUnicode", "a: \xF4\x90\x80\x80", Fault::invalid_utf8, "\xF4"},
                    Refused{"CutSequence", "a: \xE2\x82", Fault::invalid_utf8, "\xE2"},
                    Refused{"BrokenSequence", "a: \xE2\x82z", Fault::invalid_utf8, "\xE2"},
                    Refused{"EndOfTransmission", "a: 1\n\x04\nb: 2\n", Fault::syntax, "\x04"},
                    Refused{"Escape", "a: \"\x1b[0m\"", Fault::syntax, "\x1b"},
                    Refused{"Delete", "a: \x7f", Fault::syntax, "\x7f"},
                    Refused{"C1Control", "a: \xC2\x9B", Fault::syntax, "\xC2"},
                    Refused{"NonCharacter", "a: \xEF\xBF\xBF", Fault::syntax, "\xEF"},
                    Refused{"LoneCarriageReturn", "a: 1 # x\rb: 2\n", Fault::syntax, "\r"},
                    Refused{"LastCarriageReturn", "a: 1\r", Fault::syntax, "\r"}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Documents, YamlRefuses,
    testing::Values(
        Refused{"Empty", "", Fault::empty, ""}, Refused{"Blank", " \n\n", Fault::empty, " \n\n"},
        Refused{"OnlyComment", "# a\n", Fault::empty, "# a\n"},
        Refused{"OnlyMarker", "---\n", Fault::empty, ""},
        Refused{"Second", "a: 1\n---\nb: 2\n", Fault::multiple_documents, "---"},
        Refused{"SecondEmpty", "---\na: 1\n---\n", Fault::multiple_documents, "---"},
        Refused{"SecondAfterEnd", "a: 1\n...\nb: 2\n", Fault::multiple_documents, "..."},
        Refused{"VersionDirective", "%YAML 1.2\n---\na: 1\n", Fault::custom_tag, "%YAML 1.2"},
        Refused{"TagDirective", "# c\n%TAG ! x:\n---\na: 1\n", Fault::custom_tag, "%TAG ! x:"},
        Refused{"LateDirective", "a: 1\n%FOO\n", Fault::custom_tag, "%FOO"},
        Refused{"IndentedDirective", " %FOO\n---\na: 1\n", Fault::syntax, "%FOO"},
        Refused{"TextAfterQuoted", "\"foo\" bar", Fault::syntax, "bar"}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Features, YamlRefuses,
    testing::Values(
        Refused{"Anchor", "a: &x 1\n", Fault::anchor_or_alias, "&x"},
        Refused{"AnchorOnMap", "- &x\n  a: 1\n", Fault::anchor_or_alias, "&x"},
        Refused{"AnchorOnEmpty", "a: &x\n", Fault::anchor_or_alias, "&x"},
        Refused{"AnchorOnKey", "&x a: 1\n", Fault::anchor_or_alias, "&x"},
        Refused{"Alias", "b: *x\n", Fault::anchor_or_alias, "*x"},
        Refused{"Glob", "b: *.sql\n", Fault::anchor_or_alias, "*.sql"},
        Refused{"MergeKey", "a: 1\n<<: {b: 1}\n", Fault::anchor_or_alias, "<<"},
        Refused{"StringTag", "a: !!str 1\n", Fault::custom_tag, "!!str"},
        Refused{"SecretTag", "a: !secret b\n", Fault::custom_tag, "!secret"},
        Refused{"VerbatimTag", "a: !<tag:x> b\n", Fault::custom_tag, "!<tag:x>"},
        Refused{"BareTag", "a: ! b\n", Fault::custom_tag, "!"},
        Refused{"BareTagOnQuoted", "a: ! \"b\"\n", Fault::custom_tag, "!"},
        Refused{"TagOnMap", "!!map\na: 1\n", Fault::custom_tag, "!!map"},
        Refused{"TagOnSequence", "a: !!seq [1]\n", Fault::custom_tag, "!!seq"},
        Refused{"TagOnEmpty", "a: !!null\nb: 1\n", Fault::custom_tag, "!!null"},
        Refused{"TagOnKey", "!!str a: 1\n", Fault::custom_tag, "!!str"},
        Refused{"SequenceAsKey", "? [a]\n: b\n", Fault::non_string_key, "["},
        Refused{"MappingAsKey", "{a: b}: c\n", Fault::non_string_key, "{"},
        Refused{"MappingAsKeyInList", "[{a: b}: c]\n", Fault::non_string_key, "{"},
        Refused{"DuplicateKey", "a: 1\nb: 2\n\"a\": 3\n", Fault::duplicate_key, "\"a\""},
        Refused{"DuplicateKeyInFlow", "{a: 1, b: 2, a : 3}", Fault::duplicate_key, "a"},
        Refused{"DuplicateNullKey", "~: 1\n~: 2\n", Fault::duplicate_key, "~"},
        Refused{"Depth65", repeat("[", 65) + repeat("]", 65), Fault::too_deep, "["},
        Refused{"DepthOfBlocks", repeat("- ", 65) + "a", Fault::too_deep, "-"},
        Refused{"DepthOfFlowMaps", repeat("{a: ", 65) + repeat("}", 65), Fault::too_deep, "{"},
        Refused{"HundredThousandBrackets", repeat("[", 100'000), Fault::too_deep, "["},
        Refused{"HundredThousandDashes", repeat("- ", 100'000), Fault::too_deep, "-"},
        Refused{"HundredThousandQuestions", repeat("? ", 100'000), Fault::too_deep, "?"}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Numbers, YamlRefuses,
    testing::Values(Refused{"AboveLimit", "a: 9007199254740993", Fault::number_out_of_range,
                            "9007199254740993"},
                    Refused{"BelowLimit", "a: -9007199254740993", Fault::number_out_of_range,
                            "-9007199254740993"},
                    Refused{"Huge", "a: 99999999999999999999999", Fault::number_out_of_range,
                            "99999999999999999999999"},
                    Refused{"Hex", "a: 0x20000000000001", Fault::number_out_of_range,
                            "0x20000000000001"},
                    Refused{"Octal", "a: 0o400000000000000001", Fault::number_out_of_range,
                            "0o400000000000000001"},
                    Refused{"Infinity", "a: .inf", Fault::number_out_of_range, ".inf"},
                    Refused{"MinusInfinity", "a: -.Inf", Fault::number_out_of_range, "-.Inf"},
                    Refused{"NotANumber", "a: .NaN", Fault::number_out_of_range, ".NaN"},
                    Refused{"HugeAndWhole", "a: [-1e300]", Fault::number_out_of_range, "-1e300"},
                    Refused{"Overflow", "a: [1e999]", Fault::number_out_of_range, "1e999"}),
    name_of_case);

INSTANTIATE_TEST_SUITE_P(
    Syntax, YamlRefuses,
    testing::Values(Refused{"TwoColons", "a: b: c\n", Fault::syntax, ":"},
                    Refused{"TabIndent", "a:\n\tb: c\n", Fault::syntax, "\t"},
                    Refused{"TabBeforeDash", "a:\n\t- c\n", Fault::syntax, "-"},
                    Refused{"OpenList", "a: [1, 2", Fault::syntax, ""},
                    Refused{"OpenMapping", "{a: 1", Fault::syntax, ""},
                    Refused{"OpenDoubleQuote", "a: \"b", Fault::syntax, ""},
                    Refused{"OpenSingleQuote", "a: 'b", Fault::syntax, ""},
                    Refused{"MissingItem", "[a,,b]", Fault::syntax, ""},
                    Refused{"LeadingComma", "[,a]", Fault::syntax, ""},
                    Refused{"MissingKey", ": a\n", Fault::syntax, ""},
                    Refused{"CutAfterKey", "a: 1\nb", Fault::syntax, ""},
                    Refused{"CutAfterQuotedKey", "a: 1\n\"b\"\n", Fault::syntax, "\""},
                    Refused{"CutAfterNullKey", "a:\nnull\n", Fault::syntax, ""},
                    Refused{"CutInList", "- a: 1\n  b\n", Fault::syntax, ""},
                    Refused{"ExplicitKeyAlone", "? a\n", Fault::syntax, ""},
                    Refused{"ValueNotIndented", "a:\n\"b\"\n", Fault::syntax, "\"b\""},
                    Refused{"ListNotIndented", "a:\n[b, c]\n", Fault::syntax, "[b"},
                    Refused{"BlockTextNotIndented", "a:\n|\n b\n", Fault::syntax, "|"},
                    Refused{"ItemNotIndented", "-\n\"b\"\n", Fault::syntax, "\"b\""},
                    Refused{"MissingKeyInFlow", "{a: 1,,}", Fault::syntax, ""},
                    Refused{"CommentWithoutSpace", "a: [x]#c\n", Fault::syntax, "#c"},
                    Refused{"StrayBracket", "a: 1\n]\n", Fault::syntax, "]"},
                    Refused{"ReservedIndicator", "a: @b\n", Fault::syntax, "@"},
                    Refused{"BadIndent", "a:\n  b: 1\n c: 2\n", Fault::syntax, "c"},
                    Refused{"BadEscape", "a: \"\\q\"\n", Fault::syntax, "\""},
                    Refused{"SurrogateEscape", "\"\\ud83d\"", Fault::syntax, "\""},
                    Refused{"RawByteEscape", "\"\\N\"", Fault::syntax, "\"\\N\""}),
    name_of_case);

TEST(YamlMessages, NameTheFirstUseOfADuplicateKey) {
  const auto read = read_yaml("# head\n\ntype: a\nother: b\ntype: c\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().message, "key \"type\" is already used on line 3");
}

TEST(YamlMessages, ShortenAHostileKeyAtACodePoint) {
  const std::string key = fmt::format("a{}", repeat("\xC3\xA9", 400));
  const auto read = read_yaml(fmt::format("{}: 1\n{}: 2\n", key, key));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().message,
            fmt::format("key \"a{}...\" is already used on line 1", repeat("\xC3\xA9", 29)));
}

TEST(YamlMessages, ShowAKeyUpToItsFirstControlCharacter) {
  const auto read = read_yaml("\"a\\nb\": 1\n\"a\\nb\": 2\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().message, "key \"a...\" is already used on line 1");
}

TEST(YamlMessages, HoldNoHalfOfACharacterThatIsNoEscape) {
  const auto read = read_yaml("a: \"\\\xC3\xA9\"\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().message,
            "a '\\' stands before a character that YAML has no escape for; "
            "write '\\\\' for a backslash");
}

TEST(YamlMessages, NeverRepeatANumber) {
  const auto read = read_yaml("card: 9999888877776666\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().message.find("9999"), std::string::npos);
}

}  // namespace
}  // namespace mig::document
