#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <nlohmann/json.hpp>
#include <sstream>

#include "mig/base/utf8.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/report.hpp"
#include "report_hostile.hpp"

namespace mig::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Lines as a runner may cut them: at LF, CR, and what .NET takes for a line end.
std::vector<std::string> lines_of(std::string text) {
  for (const std::string end : {"\r", "\u2028", "\u2029", "\u0085", "\f", "\v"}) {
    for (std::size_t at = text.find(end); at != std::string::npos; at = text.find(end, at)) {
      text.replace(at, end.size(), 1, '\n');
    }
  }
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string trimmed(std::string line) {
  const std::vector<std::string> blanks{" ",      "\t",     "\u00a0", "\u1680", "\u2000", "\u2003",
                                        "\u2009", "\u200a", "\u202f", "\u205f", "\u3000"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string& blank : blanks) {
      if (!line.starts_with(blank)) continue;
      line.erase(0, blank.size());
      again = true;
    }
    if (line.starts_with("\x1b[")) {
      line.erase(0, line.find('m') + 1);
      again = true;
    }
  }
  return line;
}

std::size_t live_commands(const std::string& output) {
  std::size_t count = 0;
  for (const std::string& line : lines_of(output)) {
    if (trimmed(line).starts_with("::")) ++count;
  }
  return count;
}

/// "##[", "##vso[" and the like, anywhere.
bool holds_hash_command(std::string_view output) {
  for (std::size_t at = output.find("##"); at != std::string_view::npos;
       at = output.find("##", at + 1)) {
    std::size_t end = at + 2;
    while (end < output.size() && std::isalpha(static_cast<unsigned char>(output[end])) != 0) ++end;
    if (end < output.size() && output[end] == '[') return true;
  }
  return false;
}

/// "::error key=value,key=value" of a command, cut at the "::" that ends it.
bool is_own_head(std::string_view head) {
  const std::size_t blank = head.find(' ');
  const std::string_view kind = head.substr(0, blank);
  if (kind != "::error" && kind != "::warning" && kind != "::notice") return false;
  std::vector<std::string> keys;
  for (std::string_view rest = head.substr(blank + 1);;) {
    const std::string_view property = rest.substr(0, rest.find(','));
    keys.emplace_back(property.substr(0, property.find('=')));
    if (property.find(':') != std::string_view::npos) return false;
    if (property.size() == rest.size()) break;
    rest.remove_prefix(property.size() + 1);
  }
  using Keys = std::vector<std::string>;
  return keys == Keys{"title"} || keys == Keys{"file", "title"} ||
         keys == Keys{"file", "line", "endLine", "col", "endColumn", "title"};
}

TEST(ReportHostile, TheDetectorDetects) {
  EXPECT_EQ(live_commands("a\n \u3000\x1b[1m::error::x\n"), 1U);
  EXPECT_EQ(live_commands("a\r::error::x"), 1U);
  EXPECT_EQ(live_commands("a ::error::x"), 0U);
  EXPECT_TRUE(holds_hash_command("a###vso[x"));
  EXPECT_FALSE(holds_hash_command("## [x] #[y] ##z"));
  EXPECT_TRUE(is_own_head("::error file=a,title=b"));
  EXPECT_FALSE(is_own_head("::error file=a,file=b,title=b"));
  EXPECT_FALSE(is_own_head("::add-mask title=b"));
}

TEST(ReportHostile, NoFormatHoldsALiveCommand) {
  for (const std::string& text : testing::hostile_strings()) {
    const Report report = testing::poisoned(text);
    for (const Format format : testing::all_formats()) {
      for (const bool color : {false, true}) {
        const std::string output = render(report, format, {.color = color});
        // Ours alone: 2 errors, 3 open fails, 2 reviews, 1 info, verdict, one notice.
        const std::size_t own = format == Format::github ? 2U + 2U + 3U + 1U + 1U + 1U : 0U;
        EXPECT_EQ(live_commands(output), own) << text.substr(0, 40) << static_cast<int>(format);
        EXPECT_FALSE(holds_hash_command(output)) << text.substr(0, 40) << static_cast<int>(format);
      }
    }
  }
}

TEST(ReportHostile, GithubCommandsAreWholeAndOurs) {
  for (const std::string& text : testing::hostile_strings()) {
    for (const std::string& line : lines_of(render(testing::poisoned(text), Format::github))) {
      if (!line.starts_with("::")) continue;
      const std::string head = line.substr(0, line.find("::", 2));
      EXPECT_TRUE(is_own_head(head)) << head.substr(0, 200);
    }
  }
}

TEST(ReportHostile, TerminalsSeeNoControlCharacters) {
  for (const std::string& text : testing::hostile_strings()) {
    for (const Format format : testing::all_formats()) {
      const std::string output = render(testing::poisoned(text), format);
      for (std::size_t at = 0; at < output.size();) {
        const CodePoint code_point = code_point_at(output, at);
        if (!code_point.valid || (code_point.value != '\n' && is_hostile(code_point.value))) {
          FAIL() << text.substr(0, 40) << static_cast<unsigned>(code_point.value);
        }
        at += code_point.size;
      }
    }
  }
}

TEST(ReportHostile, JsonKeepsTheValue) {
  for (const std::string& text : testing::hostile_strings()) {
    if (text.size() > kMaxTextLength || text.find('\xff') != std::string::npos) continue;
    const auto json = nlohmann::json::parse(render(testing::poisoned(text), Format::json));
    EXPECT_EQ(json["notices"][0].get<std::string>(), text);
    EXPECT_EQ(json["bundles"][1]["path"].get<std::string>(), text);
    const auto sarif = nlohmann::json::parse(render(testing::poisoned(text), Format::sarif));
    EXPECT_EQ(sarif["runs"][0]["properties"]["now"].get<std::string>(), text);
  }
}

TEST(ReportHostile, BrokenFileNameRendersEverywhere) {
  Report report = testing::small_report();
  report.bundles[0].findings[0].location.path = "a\xff.sql";
  for (const Format format : {Format::text, Format::concise, Format::json, Format::github}) {
    EXPECT_THAT(render(report, format), HasSubstr("a\ufffd.sql"));
  }
  EXPECT_THAT(render(report, Format::sarif), HasSubstr("a%FF.sql"));
}

// What leads to a file has to stay its name.
TEST(ReportHostile, PathsThatLookLikeCommandsLeadToTheirFiles) {
  Report report = testing::small_report();
  for (const auto& [path, property, line_start] :
       {std::array{"::debug::a.sql", "file=%3A%3Adebug%3A%3Aa.sql,", "./::debug::a.sql:3:7: "},
        std::array{"--- a.sql", "file=--- a.sql,", "./--- a.sql:3:7: "},
        std::array{"a::b.sql", "file=a%3A%3Ab.sql,", "a::b.sql:3:7: "}}) {
    report.bundles[0].findings[0].location.path = path;
    EXPECT_THAT(render(report, Format::github), HasSubstr(property));
    EXPECT_THAT("\n" + render(report, Format::concise), HasSubstr(std::string("\n") + line_start));
  }
}

TEST(ReportHostile, ForeignTextIsBounded) {
  const std::size_t small = render(testing::poisoned("x"), Format::text).size();
  for (const Format format : {Format::text, Format::concise, Format::github}) {
    const std::string output = render(testing::poisoned(std::string(1'000'000, 'A')), format);
    EXPECT_LT(output.size(), small + 100 * (kMaxPathLength + kMaxTextLength));
    EXPECT_THAT(output, HasSubstr("AAA\u2026 (998000 more bytes)"));
    EXPECT_THAT(output, Not(HasSubstr(std::string(kMaxPathLength + 1, 'A'))));
  }
}

TEST(ReportEscape, ShowsWhatWouldBeInvisible) {
  EXPECT_EQ(one_line("a\x1b[0m\n\tb"), "a\\u{1b}[0m\\u{a}\\u{9}b");
  EXPECT_EQ(many_lines("a\r\nb"), "a\\u{d}\nb");
  EXPECT_EQ(one_line("\u202e\u200b\u2028\ufeff\u061c\u0085"),
            "\\u{202e}\\u{200b}\\u{2028}\\u{feff}\\u{61c}\\u{85}");
  EXPECT_EQ(one_line("gr\u00fc\u00dfe \U0001F600"), "gr\u00fc\u00dfe \U0001F600");
}

TEST(ReportEscape, ClipsByCodePoints) {
  EXPECT_EQ(clipped("\u00e4\u00e4\u00e4", 3), "\u00e4\u00e4\u00e4");
  EXPECT_EQ(clipped("\u00e4\u00e4\u00e4", 2), "\u00e4\u00e4\u2026 (2 more bytes)");
}

TEST(ReportEscape, CommandsAreBrokenVisibly) {
  EXPECT_EQ(without_commands("::error::x\n  ::y\na::b"), ": :error::x\n  : :y\na::b");
  EXPECT_EQ(without_commands("##[x]##vso[y]###[z]## [k]#["), "## [x]## vso[y]### [z]## [k]#[");
  EXPECT_EQ(without_commands("\x1b[1m::x"), "\x1b[1m: :x");
  EXPECT_EQ(without_commands_within("::x##[y]\n::z"), "::x## [y]\n: :z");
  EXPECT_EQ(without_commands_in_json("\"##[x]##\""), "\"\\u0023#[x]##\"");
  EXPECT_EQ(without_commands_in_json("\"\u202e\U000E0041\""), "\"\\u202e\\udb40\\udc41\"");
}

TEST(ReportEscape, WorkflowValuesAndUris) {
  EXPECT_EQ(workflow_data("a%b\r\nc:d,"), "a%25b%0D%0Ac:d,");
  EXPECT_EQ(workflow_property("a%b\r\nc:d,"), "a%25b%0D%0Ac%3Ad%2C");
  EXPECT_EQ(uri_path("a/b-._~Z9 ?#[\xc3\xa4"), "a/b-._~Z9%20%3F%23%5B%C3%A4");
}

}  // namespace
}  // namespace mig::report
