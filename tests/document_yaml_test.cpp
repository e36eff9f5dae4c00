#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document_testing.hpp"

namespace mig::document {
namespace {

using namespace std::string_view_literals;

struct Scalar {
  std::string text;
  LocatedValue::Kind kind;
  double number = 0;
};

using Kind = LocatedValue::Kind;

TEST(YamlScalars, FollowTheCoreSchema) {
  const std::vector<Scalar> table = {
      {"null", Kind::null},
      {"Null", Kind::null},
      {"NULL", Kind::null},
      {"~", Kind::null},
      {"nULL", Kind::string},
      {"nullable", Kind::string},
      {"true", Kind::boolean},
      {"True", Kind::boolean},
      {"FALSE", Kind::boolean},
      {"tRUE", Kind::string},
      {"yes", Kind::string},
      {"no", Kind::string},
      {"on", Kind::string},
      {"Off", Kind::string},
      {"y", Kind::string},
      {"=", Kind::string},
      {"0", Kind::integer, 0},
      {"-0", Kind::integer, 0},
      {"010", Kind::integer, 10},
      {"+12", Kind::integer, 12},
      {"-12", Kind::integer, -12},
      {"0o17", Kind::integer, 15},
      {"0x1F", Kind::integer, 31},
      {"0xff", Kind::integer, 255},
      {"0o18", Kind::string},
      {"-0x1", Kind::string},
      {"0x", Kind::string},
      {"0b1", Kind::string},
      {"1_000", Kind::string},
      {"1:30", Kind::string},
      {"2024-01-01", Kind::string},
      {"+", Kind::string},
      {"1.0", Kind::number, 1},
      {"1.", Kind::number, 1},
      {".5", Kind::number, 0.5},
      {"-.5e1", Kind::number, -5},
      {"+1e2", Kind::number, 100},
      {"1E-2", Kind::number, 0.01},
      {".", Kind::string},
      {"1e", Kind::string},
      {"1e+", Kind::string},
      {"e1", Kind::string},
      {"1.2.3", Kind::string},
      {"inf", Kind::string},
      {"nan", Kind::string},
      {"9007199254740992", Kind::integer, 9007199254740992.0},
      {"-9007199254740992", Kind::integer, -9007199254740992.0},
  };
  for (const Scalar& given : table) {
    for (const std::string_view before : {"", "key: ", "- ", "--- "}) {
      const std::string text = fmt::format("{}{}\n", before, given.text);
      const auto read = read_yaml(text);
      ASSERT_TRUE(read.has_value()) << text << read.error().message;
      const LocatedValue& value = first_of(*read);
      EXPECT_EQ(value.kind(), given.kind) << text;
      EXPECT_EQ(value.as_double(), given.number) << text;
      EXPECT_EQ(cut(text, value.span()), given.text) << text;
      if (given.kind == Kind::string) {
        EXPECT_EQ(text_of(value), given.text);
      }
    }
  }
}

TEST(YamlScalars, QuotedAreAlwaysStrings) {
  for (const std::string text : {"'010'", "\"1\"", "'null'", "\"~\"", "'true'", "''", "'.inf'"}) {
    const auto read = read_yaml(text);
    ASSERT_TRUE(read.has_value()) << text;
    EXPECT_EQ(text_of(*read), text.substr(1, text.size() - 2));
    EXPECT_EQ(cut(text, read->span()), text);
  }
}

struct Written {
  std::string text;   ///< a document `k: ...` or `- ...`, whose first value is meant
  std::string span;   ///< its bytes
  std::string value;  ///< its string
};

TEST(YamlScalars, SpansCoverExactlyWhatIsWritten) {
  const std::vector<Written> table = {
      {"k: caf\xC3\xA9 # c\n", "caf\xC3\xA9", "caf\xC3\xA9"},
      {"\xE2\x82\xAC\xC3\xA9: \"\xF0\x9F\x98\x80\" \nb: 1\n", "\"\xF0\x9F\x98\x80\"",
       "\xF0\x9F\x98\x80"},
      {"k: a b  c   \nb: 1\n", "a b  c", "a b  c"},
      {"k: one\n  two\n\n  three # c\n", "one\n  two\n\n  three", "one two\nthree"},
      {"k:\n  one\n  two\n", "one\n  two", "one two"},
      {"k: one\r\n  two\r\nb: 1\r\n", "one\r\n  two", "one two"},
      {"k: 'it''s'\n", "'it''s'", "it's"},
      {"k: 'a\n  b'\n", "'a\n  b'", "a b"},
      {"k: \"a\\\"b\\u00e9\\\\\" # \"\n", "\"a\\\"b\\u00e9\\\\\"", "a\"b\xC3\xA9\\"},
      {"k: \"a\\\n  b\"\n", "\"a\\\n  b\"", "ab"},
      {"k: |\n  x\n   y\n\nb: 1\n", "|\n  x\n   y", "x\n y\n"},
      {"k: |-\r\n  x\r\n  y\r\nb: 1\r\n", "|-\r\n  x\r\n  y", "x\ny"},
      {"k: |+\n  x\n\n\nb: 1\n", "|+\n  x", "x\n\n\n"},
      {"k: |2\n   x\nb: 1\n", "|2\n   x", " x\n"},
      {"k: | # c\n  # x\n# d\n", "| # c\n  # x", "# x\n"},
      {"k: >\n  x\n  y\n\n  z\nb: 1\n", ">\n  x\n  y\n\n  z", "x y\nz\n"},
      {"k: |-\nb: 1\n", "|-", ""},
      {"- |\n x  \n- b\n", "|\n x  ", "x  \n"},
      {"[a b , c]", "a b", "a b"},
      {"{k: a\n b, c: d}", "a\n b", "a b"},
      {"{\"k\":a#b}", "a#b", "a#b"},
      {"[-a, :b]", "-a", "-a"},
      {"k: http://x/?a=b&c#d\n", "http://x/?a=b&c#d", "http://x/?a=b&c#d"},
  };
  for (const Written& given : table) {
    const auto read = read_yaml(given.text);
    ASSERT_TRUE(read.has_value()) << given.text << read.error().message;
    const LocatedValue& value = first_of(*read);
    EXPECT_EQ(text_of(value), given.value) << given.text;
    EXPECT_EQ(cut(given.text, value.span()), given.span) << given.text;
  }
}

TEST(YamlKeys, KeepTheirSpansAndText) {
  const std::string text =
      "a b: 1\n'c''d': 2\n? e\n: 3\n010: 4\nnull: 5\n\"<<\": 6\n\xC3\xA9 : 7\n";
  const auto read = read_yaml(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"a b", "a b"},   {"c'd", "'c''d'"},       {"e", "e"}, {"010", "010"}, {"null", "null"},
      {"<<", "\"<<\""}, {"\xC3\xA9", "\xC3\xA9"}};
  ASSERT_EQ(members_of(*read).size(), expected.size());
  for (std::size_t at = 0; at < expected.size(); ++at) {
    const Member& member = members_of(*read)[at];
    EXPECT_EQ(member.key, expected[at].first);
    EXPECT_EQ(cut(text, member.key_span), expected[at].second);
    EXPECT_EQ(member.value.as_double(), static_cast<double>(at + 1));
  }
}

TEST(YamlNulls, AbsentValuesAreEmptySpansAfterTheirIndicator) {
  const std::string text = "a:\nnull: \nc:\n-\n- null\n-\n~: ~\ne: # x\n";
  const auto read = read_yaml(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  const Object& members = members_of(*read);
  ASSERT_EQ(members.size(), 5U);
  EXPECT_EQ(members[0].value.span(), (Span{2, 2}));
  EXPECT_EQ(members[1].key, "null");
  EXPECT_EQ(members[1].value.span(), (Span{8, 8}));
  const Array& items = items_of(members[2].value);
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].span(), (Span{14, 14}));
  EXPECT_EQ(cut(text, items[1].span()), "null");
  EXPECT_EQ(items[2].span(), (Span{23, 23}));
  EXPECT_EQ(members[3].key, "~");
  EXPECT_EQ(cut(text, members[3].value.span()), "~");
  EXPECT_TRUE(members[4].value.is_null());
  EXPECT_EQ(members[4].value.span().begin, text.find("e:") + 2);
}

TEST(YamlNulls, InFlowCollections) {
  const std::string text = "{a, null: , b: null, ? c, d: ~}";
  const auto read = read_yaml(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_EQ(members_of(*read).size(), 5U);
  for (const Member& member : members_of(*read)) EXPECT_TRUE(member.value.is_null()) << member.key;
  EXPECT_EQ(cut(text, members_of(*read)[2].value.span()), "null");
  EXPECT_TRUE(well_formed(read, text));
}

TEST(YamlContainers, SpansIncludeBracketsAndReachTheLastValue) {
  const std::string text = "a:\n  - [1, {x: y}, ]\n  - k: v\n    l: w  \n\nb: { } # c\n";
  const auto read = read_yaml(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  const LocatedValue& list = value_of(*read, "a");
  ASSERT_EQ(items_of(list).size(), 2U);
  const LocatedValue& inner = items_of(list).front();
  ASSERT_EQ(items_of(inner).size(), 2U);
  EXPECT_EQ(cut(text, list.span()), "- [1, {x: y}, ]\n  - k: v\n    l: w");
  EXPECT_EQ(cut(text, inner.span()), "[1, {x: y}, ]");
  EXPECT_EQ(cut(text, items_of(inner)[1].span()), "{x: y}");
  EXPECT_EQ(cut(text, items_of(list).back().span()), "k: v\n    l: w");
  EXPECT_EQ(cut(text, value_of(*read, "b").span()), "{ }");
  EXPECT_EQ(cut(text, read->span()), "a:\n  - [1, {x: y}, ]\n  - k: v\n    l: w  \n\nb: { }");
}

TEST(YamlContainers, SixtyFourLevelsAreRead) {
  EXPECT_TRUE(read_yaml(repeat("[", 64) + repeat("]", 64)).has_value());
  EXPECT_TRUE(read_yaml(repeat("- ", 64) + "a").has_value());
}

TEST(YamlContainers, PairInAListIsAMapping) {
  const std::string text = "[a: b, c]";
  const auto read = read_yaml(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(cut(text, first_of(*read).span()), "a: b");
}

TEST(YamlDocuments, MarkersAroundOneDocumentAreFine) {
  for (const std::string text :
       {"---\na: 1\n", "--- # x\na: 1\n...\n", "# c\n\n---\na: 1\n...\n# d\n", "\na: 1",
        "---\r\na: 1\r\n...\r\n"}) {
    const auto read = read_yaml(text);
    ASSERT_TRUE(read.has_value()) << text << read.error().message;
    EXPECT_EQ(cut(text, read->span()), "a: 1");
  }
}

TEST(YamlKeys, ALargeMappingIsReadAndItsDuplicateFound) {
  std::string text;
  for (int i = 0; i < 2'000; ++i) text += fmt::format("key{}: {}\n", i, i);
  const auto read = read_yaml(text);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(members_of(*read).size(), 2'000U);
  const auto refused = read_yaml(text + "key7: 1\nkey3: 1\n");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message, "key \"key7\" is already used on line 8");
}

const std::string kSample =
    "# sample\r\n---\nid: PG-MIG-1\n\"caf\xC3\xA9\": 'it''s'\nlimits: {rows: 1_0, max: 0x1F, list: "
    "[a, \"b\\n\"]}\n"
    "text: |-\n  line\n\n  # no comment\nfolded: >+\n  a\n  b\n\nitems:\n- x\n-\n- - y\n  - k: ~\n "
    "   l:\n? q\n: r\n...\n";

TEST(YamlRobustness, EveryPrefixIsReadOrRefusedWithSoundSpans) {
  ASSERT_TRUE(read_yaml(kSample).has_value()) << read_yaml(kSample).error().message;
  for (std::size_t size = 0; size <= kSample.size(); ++size) {
    const std::string text = kSample.substr(0, size);
    EXPECT_TRUE(well_formed(read_yaml(text), text)) << text;
  }
}

TEST(YamlRobustness, EveryReplacedByteIsReadOrRefusedWithSoundSpans) {
  for (const char replacement : "\0 \n\t\":-?#[]{},&*!|>'%@~\x80\x04"sv) {
    for (std::size_t at = 0; at < kSample.size(); ++at) {
      std::string text = kSample;
      text[at] = replacement;
      EXPECT_TRUE(well_formed(read_yaml(text), text)) << text;
    }
  }
}

}  // namespace
}  // namespace mig::document
