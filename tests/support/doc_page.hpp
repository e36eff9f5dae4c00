#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace mig::test {

/// One thing that a page has its reader do.
struct DocStep {
  enum class Kind {
    command,  ///< typed after `$ `, with its output
    file,     ///< a block behind a line that ends in "`path`:": the file as it has to be
    edit,     ///< the same in the language `diff`: lines that go, and lines that come
  };
  Kind kind = Kind::command;
  std::string text;                 ///< the command, or what stands in the block
  std::string path;                 ///< of file and edit
  std::vector<std::string> output;  ///< what the page shows below the command
  std::size_t line = 0;             ///< of the page, from 1: of the command, or of the block
  std::size_t output_line = 0;      ///< the line that the output begins on
};

/// A page of the documentation as its reader works through it.
struct DocPage {
  std::vector<DocStep> steps;
  std::vector<std::string> faults;  ///< blocks that nobody could execute
};

std::vector<std::string> lines_of(const std::string& text);

/// Every block of a page is a step, or a fault.
DocPage read_page(const std::string& text);

/// Does the page show what came out? A line `...` stands for any lines, `...` in a line for any
/// text.
bool shows(const std::vector<std::string>& shown, const std::vector<std::string>& real);

}  // namespace mig::test
