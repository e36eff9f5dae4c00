#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mig::app {

/// A flag or an argument, as a manual tells of it.
struct Word {
  std::vector<std::string> names;    ///< "-o", "--output"; none: an argument
  std::string value;                 ///< what stands for its value; empty: it takes none
  std::vector<std::string> choices;  ///< the values that it takes, where they are few
  std::string help;
  bool is_required = false;
  bool is_repeatable = false;
};

/// A command line that a program understands.
struct CommandForm {
  std::string command;  ///< empty: the program itself
  std::string question;
  std::vector<Word> flags;
  std::vector<Word> arguments;
};

/// A program of the suite, read off the tables that parse its command line.
struct Program {
  std::string name;
  std::string question;
  std::vector<CommandForm> forms;
};

/// Reads what an app has declared. Commands of it are forms of their own.
CommandForm form_of(const CLI::App& app, const std::string& command);
std::vector<CommandForm> commands_of(const CLI::App& app);

/// A gate, mig-gate included, with its commands where it has some. The name is one of find_tool.
Program gate_program(const std::string& name);

}  // namespace mig::app
