#include "support/live_commands.hpp"

#include <algorithm>
#include <cctype>
#include <regex>

#include "mig/base/utf8.hpp"

namespace mig::test {
namespace {

bool is_letter(char byte) {
  return std::isalpha(static_cast<unsigned char>(byte)) != 0;
}

/// Without colour sequences and white space at its begin.
std::string_view trimmed(std::string_view line) {
  for (;;) {
    if (line.starts_with("\x1b[") && line.find('m') != std::string_view::npos) {
      line.remove_prefix(line.find('m') + 1);
      continue;
    }
    const CodePoint first = code_point_at(line, 0);
    const bool is_blank =
        !line.empty() && (first.value == 0xA0 || first.value == 0x3000 || first.value == 0xFEFF ||
                          (first.value <= 0x20 && first.value != 0x1B) ||
                          (first.value >= 0x2000 && first.value <= 0x200B));
    if (!is_blank) return line;
    line.remove_prefix(first.size);
  }
}

bool is_github(std::string_view line) {
  return trimmed(line).starts_with("::");
}

/// "##[group]", "##vso[", "##teamcity[", wherever they stand.
bool is_hash(std::string_view line) {
  for (auto at = line.find("##"); at != std::string_view::npos; at = line.find("##", at + 1)) {
    auto end = at + 2;
    while (end < line.size() && is_letter(line[end])) ++end;
    if (end < line.size() && line[end] == '[') return true;
  }
  return false;
}

bool is_section(std::string_view line) {
  if (line.find('\r') == std::string_view::npos) return false;
  static const std::regex kSection(
      "(section_(start|end):[0-9]+:|travis_fold:(start|end):)[^\\r]*\\r");
  return std::regex_search(line.begin(), line.end(), kSection);
}

bool is_buildkite_group(std::string_view line) {
  while (line.starts_with("\x1b[") && line.find('m') != std::string_view::npos) {
    line.remove_prefix(line.find('m') + 1);
  }
  for (const std::string_view mark : {"--- ", "+++ ", "~~~ ", "^^^ "}) {
    if (line.starts_with(mark)) return true;
  }
  return line == "---" || line == "+++" || line == "~~~";
}

/// Any escape sequence but a colour: OSC 8 links, OSC 1338 images, titles, cursor movements.
bool is_escape(std::string_view line) {
  if (line.find('\x1b') == std::string_view::npos) return false;
  static const std::regex kColour("\x1b\\[[0-9;]*m");
  const auto rest = std::regex_replace(std::string(line), kColour, "");
  return rest.find('\x1b') != std::string::npos;
}

/// Control characters, bidirectional controls, zero-width characters, line separators.
bool is_unseen(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] >= 0x20 && line[at] < 0x7F) {
      ++at;
      continue;
    }
    const CodePoint one = code_point_at(line, at);
    const auto value = one.value;
    const bool is_control = value < 0x20 && value != '\x1b';
    if (is_control || (value >= 0x7F && value <= 0x9F) || (value >= 0x200B && value <= 0x200F) ||
        (value >= 0x2028 && value <= 0x202E) || (value >= 0x2060 && value <= 0x2069) ||
        value == 0xFEFF || (value >= 0xE0000 && value <= 0xE007F)) {
      return true;
    }
    at += one.size;
  }
  return false;
}

bool is_own_annotation(std::string_view line) {
  static const std::regex kOwn(
      "::(error|warning|notice) (file=[^:,]*,)?(line=[0-9]+,endLine=[0-9]+,)?"
      "(col=[0-9]+,endColumn=[0-9]+,)?title=[^:,]*::[^\\r\\n]*");
  return std::regex_match(line.begin(), line.end(), kOwn);
}

}  // namespace

const std::vector<CommandSyntax>& command_syntaxes() {
  static const std::vector<CommandSyntax> kSyntaxes{
      {"GitHub Actions", " \u3000\x1b[1m::set-output name=a::b", "a ::error::x", is_github},
      {"GitHub Actions, masks", "::add-mask::a", ": :add-mask::a", is_github},
      {"GitHub Actions, old", "x ##[group]a", "## [group]a", is_hash},
      {"Azure Pipelines", "##vso[task.setvariable variable=a]b", "#vso[task]", is_hash},
      {"TeamCity", "##teamcity[buildStatus status='SUCCESS']", "##teamcity", is_hash},
      {"GitLab", "\x1b[0Ksection_start:1560896352:a[collapsed=true]\r\x1b[0Ka",
       "section_start:1560896352:a", is_section},
      {"Travis", "travis_fold:start:a\r", "travis_fold:start:a", is_section},
      {"Buildkite", "--- :hammer: a", " --- a", is_buildkite_group},
      {"Buildkite, open", "+++ a", "a +++ b", is_buildkite_group},
      {"Buildkite, opens the last", "^^^ +++", " ^^^ +++", is_buildkite_group},
      {"Buildkite, images", "\x1b]1338;url='a'\x07", "]1338;url='a'", is_escape},
      {"terminal, links", "\x1b]8;;a\x1b\\b\x1b]8;;\x1b\\", "\x1b[31mred\x1b[0m", is_escape},
      {"terminal, lines that are written over", "a\rb", "a b", is_unseen},
      {"bidirectional text", "a\u202eb", "ab", is_unseen},
      {"zero width", "a\u200bb\ufeff", "ab", is_unseen},
      {"eight bits", "\u009b31m", "31m", is_unseen},
  };
  return kSyntaxes;
}

std::vector<std::string> live_commands_in(std::string_view output, bool is_github) {
  std::vector<std::string> found;
  while (!output.empty()) {
    const auto end = std::min(output.find('\n'), output.size());
    const auto line = output.substr(0, end);
    output.remove_prefix(std::min(end + 1, output.size()));
    if (is_github && is_own_annotation(line) && !is_hash(line) && !is_unseen(line) &&
        !is_escape(line)) {
      continue;
    }
    for (const auto& syntax : command_syntaxes()) {
      if (!syntax.is_alive_in(line)) continue;
      found.push_back(std::string(syntax.name) + ": " + std::string(line.substr(0, 200)));
    }
  }
  return found;
}

}  // namespace mig::test
