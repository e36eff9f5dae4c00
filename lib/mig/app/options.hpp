#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/app/gates.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// One `--output FORMAT[=PATH]`.
struct OutputRequest {
  report::Format format = report::Format::text;
  std::string path;  ///< empty: standard output
};

enum class ColorChoice { automatic, always, never };

/// A command line, understood.
struct Options {
  std::vector<std::string> paths;
  std::optional<std::string> root;
  std::optional<std::string> policy;
  std::optional<bundle::Phase> phase;
  std::optional<contract::DocumentKind> kind;
  std::optional<std::string> files_from;  ///< "-" is standard input
  bool nul_separated = false;
  std::string stdin_filename;
  bool strict = false;
  std::string now;  ///< RFC 3339; the clock when none was given
  unsigned threads = 1;
  ColorChoice color = ColorChoice::automatic;
  std::vector<OutputRequest> outputs;
  std::optional<std::string> explain;
  bool list_rules = false;
  bool print_policy = false;
};

/// What parsing ended in: options to go on with, or text to print and an exit code.
struct ParsedCommandLine {
  std::optional<Options> options;
  std::string standard_output;
  std::string standard_error;
  int exit_code = 0;
};

ParsedCommandLine parse_command_line(const Tool& tool, int argc, char** argv);

}  // namespace mig::app
