// Foreign text changes what a report says and never how it is built: the same elements stand in the
// same order whatever the text is.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "report_hostile.hpp"

namespace mig::report {
namespace {

using nlohmann::json;
using Parts = std::vector<std::string>;

/// How a page of GitHub's Markdown is built: the kind of every node, and the literal of every one
/// that is not code.
Parts parts_of_markdown(const std::string& page) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES);
  for (const char* name : {"table", "autolink", "strikethrough", "tagfilter", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser, page.data(), page.size());
  cmark_node* root = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  Parts parts;
  cmark_iter* walk = cmark_iter_new(root);
  while (cmark_iter_next(walk) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(walk);
    std::string part = cmark_node_get_type_string(node);
    const auto type = cmark_node_get_type(node);
    const char* literal = cmark_node_get_literal(node);
    const bool is_code = type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK;
    if (literal != nullptr && !is_code) part += std::string(": ") + literal;
    parts.push_back(part);
  }
  cmark_iter_free(walk);
  cmark_node_free(root);
  return parts;
}

/// How a document of tags is built: every tag with the names of its attributes. What is wrong with
/// it is a part as well.
Parts parts_of_tags(const std::string& page) {
  Parts parts;
  Parts open;
  for (std::size_t at = 0; at < page.size();) {
    if (page[at] != '<') {
      const std::size_t end = std::min(page.find('<', at), page.size());
      const std::string text = page.substr(at, end - at);
      if (text.find('>') != std::string::npos) parts.push_back("WRONG: " + text.substr(0, 200));
      at = end;
      continue;
    }
    std::string tag;
    bool is_quoted = false;
    for (++at; at < page.size() && (is_quoted || page[at] != '>'); ++at) {
      if (page[at] == '"') is_quoted = !is_quoted;
      if (is_quoted && page[at] == '<') parts.push_back("WRONG: < in a value");
      if (!is_quoted) tag += page[at];
    }
    ++at;
    parts.push_back(tag);
    if (tag.front() == '/') {
      if (open.empty() || open.back() != tag.substr(1)) parts.push_back("WRONG: " + tag);
      if (!open.empty()) open.pop_back();
    } else if (tag.back() != '/' && tag.front() != '?' && tag.front() != '!') {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  if (!open.empty()) parts.push_back("WRONG: not closed");
  return parts;
}

/// A "&" that begins nothing that we write.
bool has_loose_ampersand(const std::string& page) {
  for (std::size_t at = page.find('&'); at != std::string::npos; at = page.find('&', at + 1)) {
    const std::string_view rest = std::string_view(page).substr(at);
    const auto begins = [rest](std::string_view entity) { return rest.starts_with(entity); };
    if (!begins("&amp;") && !begins("&lt;") && !begins("&gt;") && !begins("&quot;") &&
        !begins("&#39;")) {
      return true;
    }
  }
  return false;
}

TEST(ReportHostileMarkup, TheDetectorsDetect) {
  const auto plain = parts_of_markdown("- `x`: a\n");
  EXPECT_EQ(parts_of_markdown("- `@y`: a\n"), plain);
  for (const std::string page :
       {"- `x`: www.x.example\n", "- <b>: a\n", "- `x`: [a](b)\n", "- `x`: a\n# a\n",
        "- `x`: a\n\n```\n```\n", "- `x`: a\n\n|a|\n|-|\n", "- `x`: ~~a~~\n"}) {
    EXPECT_NE(parts_of_markdown(page), plain) << page;
  }
  EXPECT_EQ(parts_of_tags("<a b=\"<\">"),
            (Parts{"WRONG: < in a value", "a b=\"", "WRONG: not closed"}));
  EXPECT_EQ(parts_of_tags("<a></b>"), (Parts{"a", "/b", "WRONG: /b"}));
  EXPECT_EQ(parts_of_tags("<a>></a>"), (Parts{"a", "WRONG: >", "/a"}));
  EXPECT_TRUE(has_loose_ampersand("&amp; &nbsp;"));
}

/// A harmless text that findings are put in the same order by.
std::string twin_of(const std::string& text) {
  return text < "migrations" ? "a" : "x";
}

TEST(ReportHostileMarkup, MarkdownIsBuiltTheSame) {
  for (const std::string& text : testing::hostile_strings()) {
    // Where room runs out less is shown.
    if (text.size() > 1000) continue;
    const auto plain =
        parts_of_markdown(render(testing::poisoned(twin_of(text)), Format::markdown));
    EXPECT_GT(plain.size(), 200U);
    EXPECT_EQ(parts_of_markdown(render(testing::poisoned(text), Format::markdown)), plain) << text;
  }
}

TEST(ReportHostileMarkup, MarkdownOfHugeTextsHoldsNothingForeignOutsideOfCode) {
  for (const std::string& text : testing::hostile_strings()) {
    for (const std::string& part :
         parts_of_markdown(render(testing::poisoned(text), Format::markdown))) {
      EXPECT_FALSE(part.starts_with("link") || part.starts_with("image") ||
                   part.starts_with("html_inline") || part.starts_with("footnote"))
          << part;
      EXPECT_EQ(part.find("AAA"), std::string::npos);
    }
  }
}

TEST(ReportHostileMarkup, JunitIsBuiltTheSame) {
  for (const std::string& text : testing::hostile_strings()) {
    const auto plain = parts_of_tags(render(testing::poisoned(twin_of(text)), Format::junit));
    EXPECT_GT(plain.size(), 50U);
    EXPECT_THAT(plain, ::testing::Each(::testing::Not(::testing::HasSubstr("WRONG"))));
    const std::string output = render(testing::poisoned(text), Format::junit);
    EXPECT_EQ(parts_of_tags(output), plain) << text.substr(0, 100);
    EXPECT_FALSE(has_loose_ampersand(output)) << text.substr(0, 100);
  }
}

TEST(ReportHostileMarkup, HtmlIsBuiltTheSame) {
  for (const std::string& text : testing::hostile_strings()) {
    const auto plain = parts_of_tags(render(testing::poisoned(twin_of(text)), Format::html));
    EXPECT_GT(plain.size(), 200U);
    EXPECT_THAT(plain, ::testing::Each(::testing::Not(::testing::HasSubstr("WRONG"))));
    const std::string output = render(testing::poisoned(text), Format::html);
    EXPECT_EQ(parts_of_tags(output), plain) << text.substr(0, 100);
    EXPECT_FALSE(has_loose_ampersand(output)) << text.substr(0, 100);
  }
}

TEST(ReportHostileMarkup, GitlabKeepsPathsAndTellsEntriesApart) {
  for (const std::string& text : testing::hostile_strings()) {
    const Report report = testing::poisoned(text);
    const json entries = json::parse(render(report, Format::gitlab_codequality));
    // 2 errors, 2 fails, 3 reviews, 1 info.
    ASSERT_EQ(entries.size(), 8U);
    std::set<std::string> fingerprints;
    for (const json& entry : entries) fingerprints.insert(entry["fingerprint"]);
    EXPECT_EQ(fingerprints.size(), entries.size()) << text.substr(0, 100);
    if (text.find('\xff') != std::string::npos) continue;
    EXPECT_EQ(entries[0]["location"]["path"], text);
  }
}

TEST(ReportHostileMarkup, GitlabShowsFoundValuesAsCode) {
  for (const std::string& text : testing::hostile_strings()) {
    Report report = testing::poisoned(text);
    for (Finding& finding : report.bundles[0].findings) finding.rule = "secret-assignment";
    const json secrets = json::parse(render(report, Format::gitlab_secrets));
    ASSERT_EQ(secrets["vulnerabilities"].size(), 5U);
    for (const json& one : secrets["vulnerabilities"]) {
      for (const char* key : {"description", "solution"}) {
        const auto shown = one[key].get<std::string>();
        if (shown.empty()) continue;
        const Parts parts = parts_of_markdown(shown);
        EXPECT_EQ(parts, (Parts{"document", "paragraph", "code", "paragraph", "document"}))
            << shown.substr(0, 100);
      }
    }
  }
}

}  // namespace
}  // namespace mig::report
