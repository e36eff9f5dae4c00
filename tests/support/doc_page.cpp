#include "support/doc_page.hpp"

#include <regex>
#include <sstream>
#include <string_view>

namespace mig::test {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kPrompt = "$ ";
constexpr std::string_view kContinued = "> ";
constexpr std::string_view kAnything = "...";

struct Block {
  std::string language;
  std::string caption;  ///< the line above that is not empty
  std::size_t line = 0;
  std::vector<std::string> lines;
};

void read_console(const Block& block, DocPage& page) {
  bool typing = false;
  for (std::size_t at = 0; at < block.lines.size(); ++at) {
    const auto& line = block.lines[at];
    const auto number = block.line + 1 + at;
    if (line.starts_with(kPrompt)) {
      page.steps.push_back(
          {DocStep::Kind::command, line.substr(kPrompt.size()), {}, {}, number, number + 1});
      typing = true;
    } else if (at == 0) {
      page.faults.push_back("line " + std::to_string(number) + ": no command above the output");
      return;
    } else if (typing && (line.starts_with(kContinued) || line == ">")) {
      page.steps.back().text +=
          '\n' + (line == ">" ? std::string() : line.substr(kContinued.size()));
      page.steps.back().output_line = number + 1;
    } else {
      page.steps.back().output.push_back(line);
      typing = false;
    }
  }
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + '\n';
  return text;
}

void read_block(const Block& block, DocPage& page) {
  static const std::regex named("`([^`]+)`:$");
  std::smatch found;
  if (block.language == "console") {
    read_console(block, page);
  } else if (std::regex_search(block.caption, found, named)) {
    const auto kind = block.language == "diff" ? DocStep::Kind::edit : DocStep::Kind::file;
    page.steps.push_back({kind, joined(block.lines), found[1].str(), {}, block.line, 0});
  } else {
    page.faults.push_back("line " + std::to_string(block.line) + ": the block \"" + block.language +
                          "\" is neither a console nor a named file");
  }
}

bool line_fits(std::string_view shown, std::string_view real) {
  const auto gap = shown.find(kAnything);
  if (gap == std::string_view::npos) return shown == real;
  if (!real.starts_with(shown.substr(0, gap))) return false;
  const auto rest = shown.substr(gap + kAnything.size());
  for (std::size_t from = gap; from <= real.size(); ++from)
    if (line_fits(rest, real.substr(from))) return true;
  return false;
}

bool fits(const std::vector<std::string>& shown, std::size_t at,
          const std::vector<std::string>& real, std::size_t from) {
  if (at == shown.size()) return from == real.size();
  if (shown[at] == kAnything) {
    for (; from <= real.size(); ++from)
      if (fits(shown, at + 1, real, from)) return true;
    return false;
  }
  return from < real.size() && line_fits(shown[at], real[from]) &&
         fits(shown, at + 1, real, from + 1);
}

}  // namespace

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

DocPage read_page(const std::string& text) {
  DocPage page;
  Block block;
  bool inside = false;
  std::string above;
  std::size_t number = 0;
  for (const auto& line : lines_of(text)) {
    ++number;
    const auto first = line.find_first_not_of(' ');
    const bool fence = first != std::string::npos && line.substr(first).starts_with(kFence);
    if (fence && first != 0)
      page.faults.push_back("line " + std::to_string(number) + ": an indented block");
    if (inside && fence) {
      read_block(block, page);
      above.clear();
      inside = false;
    } else if (inside) {
      block.lines.push_back(line);
    } else if (fence && first == 0) {
      block = {line.substr(kFence.size()), above, number, {}};
      inside = true;
    } else if (!line.empty()) {
      above = line;
    }
  }
  if (inside) page.faults.push_back("the last block does not end");
  return page;
}

bool shows(const std::vector<std::string>& shown, const std::vector<std::string>& real) {
  return fits(shown, 0, real, 0);
}

}  // namespace mig::test
