#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "document_testing.hpp"

namespace mig::document {
namespace {

using namespace std::string_view_literals;

std::vector<Section> sections_of(std::string_view text) {
  auto read = read_markdown(text);
  EXPECT_TRUE(read.has_value()) << text << read.error().message;
  EXPECT_TRUE(well_formed(read, text)) << text;
  return read ? std::move(read->sections) : std::vector<Section>{};
}

const std::string kNotes =
    "---\n"
    "id: PG-MIG-1\n"
    "caf\xC3\xA9: [a]\n"
    "---\n"
    "Before *all*.\n"
    "\n"
    "# Notes on `parcels` #\n"
    "\n"
    "Text <!-- hidden --> with [link](http://x) &amp; caf\xC3\xA9\n"
    "soft\\\n"
    "hard\n"
    "\n"
    "<!-- hidden -->\n"
    "\n"
    "```sql\n"
    "DROP TABLE hidden;\n"
    "# no heading\n"
    "```\n"
    "\n"
    "## Justifications\n"
    "- scope-x: **reason** one\n"
    "  goes on\n"
    "  - nested\n"
    "- limit-y: two\n"
    "\n"
    "Last\n"
    "words\n"
    "====\n"
    "1. first\n"
    "2. second\n";

TEST(Markdown, FrontMatterIsStrictYamlWithOffsetsIntoTheFile) {
  const auto read = read_markdown(kNotes);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(text_of(value_of(read->front_matter, "id")), "PG-MIG-1");
  EXPECT_EQ(cut(kNotes, value_of(read->front_matter, "id").span()), "PG-MIG-1");
  EXPECT_EQ(cut(kNotes, value_of(read->front_matter, "caf\xC3\xA9").span()), "[a]");
}

TEST(Markdown, SectionsReachToTheNextHeadingOfAnyLevel) {
  const auto sections = sections_of(kNotes);
  ASSERT_EQ(sections.size(), 4U);
  EXPECT_EQ(sections[0].level, 0);
  EXPECT_EQ(sections[0].body, "Before *all*.\n\n");
  EXPECT_EQ(sections[0].prose, "Before all.");
  EXPECT_EQ(sections[1].heading, "Notes on parcels");
  EXPECT_EQ(sections[1].level, 1);
  EXPECT_EQ(cut(kNotes, sections[1].heading_span), "# Notes on `parcels` #");
  EXPECT_EQ(sections[2].heading, "Justifications");
  EXPECT_EQ(sections[2].level, 2);
  EXPECT_EQ(cut(kNotes, sections[2].body_span),
            "- scope-x: **reason** one\n  goes on\n  - nested\n- limit-y: two\n\n");
  EXPECT_EQ(sections[3].heading, "Last words");
  EXPECT_EQ(sections[3].level, 1);
  EXPECT_EQ(cut(kNotes, sections[3].heading_span), "Last\nwords\n====");
  EXPECT_EQ(sections[3].body, "1. first\n2. second\n");
}

TEST(Markdown, ProseIsTextWithoutMarkupCommentsAndCode) {
  const auto sections = sections_of(kNotes);
  ASSERT_EQ(sections.size(), 4U);
  EXPECT_EQ(sections[1].prose, "Text  with link & caf\xC3\xA9 soft\nhard");
  EXPECT_EQ(sections[2].prose, "scope-x: reason one goes on\nnested\nlimit-y: two");
}

TEST(Markdown, HtmlStandsApartFromProseAndWithoutComments) {
  const auto sections = sections_of(
      "# Risks\n\nAsk <name of the owner> first.<br>\n\n<!-- TODO -->\n\n- <who is on duty>\n\n"
      "<describe the lock>\n\n```\n<code>\n```\n");
  ASSERT_EQ(sections.size(), 1U);
  EXPECT_EQ(sections[0].html,
            "<name of the owner>\n<br>\n<who is on duty>\n\n<describe the lock>\n\n");
  EXPECT_EQ(sections[0].prose.find('<'), std::string::npos);
}

TEST(Markdown, NestedItemsBelongToTheirParent) {
  const auto sections = sections_of(kNotes);
  ASSERT_EQ(sections.size(), 4U);
  const Section& list = sections[2];
  ASSERT_EQ(list.list_items.size(), 2U);
  EXPECT_EQ(list.list_items[0], "scope-x: reason one goes on\nnested");
  EXPECT_EQ(cut(kNotes, list.list_item_spans[0]),
            "- scope-x: **reason** one\n  goes on\n  - nested");
  EXPECT_EQ(list.list_items[1], "limit-y: two");
  EXPECT_EQ(cut(kNotes, list.list_item_spans[1]), "- limit-y: two");
  ASSERT_EQ(sections[3].list_items.size(), 2U);
  EXPECT_EQ(sections[3].list_items[1], "second");
}

TEST(Markdown, CrlfFilesHaveTheSameSections) {
  std::string text;
  for (const char byte : kNotes) text += byte == '\n' ? std::string("\r\n") : std::string(1, byte);
  const auto plain = sections_of(kNotes);
  const auto sections = sections_of(text);
  ASSERT_EQ(sections.size(), plain.size());
  for (std::size_t at = 0; at < plain.size(); ++at) {
    EXPECT_EQ(sections[at].heading, plain[at].heading);
    EXPECT_EQ(sections[at].prose, plain[at].prose);
    EXPECT_EQ(sections[at].list_items, plain[at].list_items);
  }
  EXPECT_EQ(cut(text, sections[3].heading_span), "Last\r\nwords\r\n====");
  EXPECT_EQ(cut(text, sections[2].list_item_spans[1]), "- limit-y: two");
  const auto read = read_markdown(text);
  EXPECT_EQ(cut(text, value_of(read->front_matter, "id").span()), "PG-MIG-1");
}

struct Heading {
  std::string text;
  std::string span;
  std::string heading;
  std::string body;
};

TEST(Markdown, HeadingSpansAreExact) {
  const std::vector<Heading> table = {
      {"# A", "# A", "A", ""},
      {"  ##  A b  ##  \nx", "##  A b  ##", "A b", "x"},
      {"#\nx", "#", "", "x"},
      {"A\n===", "A\n===", "A", ""},
      {"A\n---\nx\n", "A\n---", "A", "x\n"},
      {"A\n===\n===\n", "A\n===", "A", "===\n"},
      {"A\n---\n---\nx", "A\n---", "A", "---\nx"},
      {"caf\xC3\xA9\nB\n  ---  \n\nx", "caf\xC3\xA9\nB\n  ---", "caf\xC3\xA9 B", "\nx"},
      {"A\r===\rx\r# B", "A\r===", "A", "x\r"},
  };
  for (const Heading& given : table) {
    const auto sections = sections_of(given.text);
    ASSERT_FALSE(sections.empty()) << given.text;
    EXPECT_EQ(cut(given.text, sections[0].heading_span), given.span) << given.text;
    EXPECT_EQ(sections[0].heading, given.heading) << given.text;
    EXPECT_EQ(sections[0].body, given.body) << given.text;
  }
}

TEST(Markdown, HeadingsInsideOtherBlocksBeginNoSection) {
  const auto sections =
      sections_of("> # Quoted\n\n- # Listed\n\n    # Indented\n\n<div>\n# Raw\n</div>\n");
  ASSERT_EQ(sections.size(), 1U);
  EXPECT_EQ(sections[0].level, 0);
  EXPECT_EQ(sections[0].list_items, std::vector<std::string>{"Listed\nIndented"});
}

TEST(Markdown, WhatOnlyLooksLikeTextIsNoProse) {
  for (const auto text :
       {"# A\n<!-- reason -->\n"sv, "# A\n```\nreason\n```\n"sv, "# A\n~~~\nreason\n"sv,
        "# A\n\n    reason\n"sv, "# A\n<div>\nreason\n</div>\n"sv, "# A\n[a]: /reason\n"sv,
        "# A\n***\n"sv, "# A\n- <!-- reason -->\n"sv}) {
    const auto sections = sections_of(text);
    ASSERT_EQ(sections.size(), 1U) << text;
    EXPECT_EQ(sections[0].prose, "") << text;
    for (const std::string& item : sections[0].list_items) EXPECT_EQ(item, "");
  }
}

TEST(Markdown, ADashLineLaterIsNoFrontMatter) {
  const auto read = read_markdown("\n---\na: 1\n---\n");
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(read->front_matter.is_null());
  EXPECT_TRUE(read_markdown("----\na: 1\n")->front_matter.is_null());
  EXPECT_TRUE(read_markdown("--- x\na: 1\n")->front_matter.is_null());
}

TEST(Markdown, FrontMatterMayStandAlone) {
  const auto read = read_markdown("--- \na: 1\n---");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(value_of(read->front_matter, "a").as_double(), 1);
  EXPECT_TRUE(read->sections.empty());
}

class MarkdownRefuses : public testing::TestWithParam<Refused> {};

TEST_P(MarkdownRefuses, WithFaultAndSpan) {
  expect_refused(GetParam(), read_markdown(GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Faults, MarkdownRefuses,
    testing::Values(
        Refused{"Empty", "", Fault::empty, ""},
        Refused{"Blank", " \n\t\n", Fault::empty, " \n\t\n"},
        Refused{"Nul", std::string("# A\0", 4), Fault::nul_byte, std::string("\0", 1)},
        Refused{"Bom", "\xEF\xBB\xBF# A", Fault::byte_order_mark, "\xEF\xBB\xBF"},
        Refused{"Utf8", "# A\xFF", Fault::invalid_utf8, "\xFF"},
        Refused{"OpenFrontMatter", "---\na: 1\n# T\n", Fault::syntax, "---"},
        Refused{"OnlyDashes", "---", Fault::syntax, "---"},
        Refused{"EmptyFrontMatter", "---\n# c\n---\nx", Fault::empty, "# c\n"},
        Refused{"DuplicateKey", "---\na: 1\na: 2\n---\n", Fault::duplicate_key, "a"},
        Refused{"Anchor", "---\na: &b 1\n---\n", Fault::anchor_or_alias, "&b"},
        Refused{"OpenList", "---\na: [1\n---\n", Fault::syntax, ""},
        Refused{"Directive", "---\n%YAML 1.2\n---\n", Fault::custom_tag, "%YAML 1.2"},
        Refused{"DeepQuotes", "x\n" + repeat("> ", 65), Fault::too_deep, repeat("> ", 65)},
        Refused{"DeepQuotesWithoutBlanks", repeat(">", 100'000), Fault::too_deep,
                repeat(">", 100'000)},
        Refused{"DeepLists", repeat("- ", 65) + "a", Fault::too_deep, repeat("- ", 65) + "a"},
        Refused{"DeepNumbers", repeat("1. ", 54) + "a", Fault::too_deep, repeat("1. ", 54) + "a"},
        Refused{"FarIndentedItem", "- a\n" + repeat(" ", 161) + "- b\n", Fault::too_deep,
                repeat(" ", 161) + "- b"}),
    name_of_case);

TEST(MarkdownRobustness, LongLinesThatAreNoContainersAreFine) {
  const std::vector<std::string> texts = {
      repeat("*", 1'000), repeat("-", 1'000),  repeat(" ", 1'000) + "a", repeat("1", 1'000),
      "1234567890. a",    repeat("[", 20'000), repeat("*a_ ", 20'000),   repeat("![](", 20'000)};
  for (const std::string& text : texts) {
    const auto read = read_markdown(text);
    EXPECT_TRUE(read.has_value());
    EXPECT_TRUE(well_formed(read, text));
  }
}

TEST(MarkdownRobustness, EveryPrefixIsReadOrRefusedWithSoundSpans) {
  for (std::size_t size = 0; size <= kNotes.size(); ++size) {
    const std::string text = kNotes.substr(0, size);
    EXPECT_TRUE(well_formed(read_markdown(text), text)) << text;
  }
}

TEST(MarkdownRobustness, EveryReplacedByteIsReadOrRefusedWithSoundSpans) {
  for (const char replacement : "\0 \n\r\t#-=*_`>[]()<!&\\1.~\x80"sv) {
    for (std::size_t at = 0; at < kNotes.size(); ++at) {
      std::string text = kNotes;
      text[at] = replacement;
      EXPECT_TRUE(well_formed(read_markdown(text), text)) << text;
    }
  }
}

}  // namespace
}  // namespace mig::document
