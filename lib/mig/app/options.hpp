#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/app/color_choice.hpp"
#include "mig/app/gates.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/report/change_report.hpp"
#include "mig/report/report.hpp"

namespace CLI {
class App;
}

namespace mig::app {

/// One `--output FORMAT[=PATH]`.
struct OutputRequest {
  report::Format format = report::Format::text;
  std::string path;  ///< empty: standard output
};

/// What --init writes into a declaration beside what it computes. Empty: left for a person to fill.
struct DraftFields {
  std::string intent;
  std::vector<std::string> reviewers;
  std::string change_class;
  std::string runner_tool;
  std::string runner_command;
  std::string rebuild_plan;

  bool any() const {
    return !intent.empty() || !reviewers.empty() || !change_class.empty() || !runner_tool.empty() ||
           !runner_command.empty() || !rebuild_plan.empty();
  }
};

/// The helpers around mig-scope-diff: they print or write facts and judge nothing.
struct ChangeCommand {
  std::optional<report::ChangeView> show;
  bool suggest_scope = false;
  std::optional<std::string> init;  ///< the bundle folder to write
  bool write_summary = false;
  std::optional<std::int64_t> rows_written;  ///< what a summary says of rows
  std::vector<std::string> forward;          ///< scripts given by name, instead of a bundle
  std::vector<std::string> rollback;
  DraftFields draft;

  bool any() const { return show || suggest_scope || init || write_summary; }
};

/// One part of a run that is judged by several machines.
struct ShardPart {
  std::uint32_t index = 0;  ///< from 1 on
  std::uint32_t count = 0;
};

/// A command line, understood.
struct Options {
  std::vector<std::string> paths;
  std::optional<std::string> root;
  std::optional<std::string> policy;
  std::optional<std::string> trust;
  std::optional<std::string> store;     ///< folder of receipts that are kept outside of git
  std::optional<std::string> previous;  ///< an earlier state of the status history
  std::optional<std::string> base;      ///< revision that the judged tree is held against
  bool merge_base = false;              ///< compare with the common ancestor of it and HEAD
  bool judges_all = false;              ///< with a base also what did not change
  bool staged = false;                  ///< search what the index holds
  bool history = false;                 ///< search what every commit since the base brought
  std::optional<bundle::Phase> phase;
  std::optional<contract::DocumentKind> kind;
  std::optional<std::string> files_from;  ///< "-" is standard input
  bool nul_separated = false;
  std::string stdin_filename;
  bool strict = false;
  std::string now;  ///< RFC 3339 with a zone; only the command line reads the clock
  unsigned threads = 1;
  ColorChoice color = ColorChoice::automatic;
  std::vector<OutputRequest> outputs;
  std::string commit;  ///< that is judged, for formats that name it; empty: not told
  std::optional<std::string> explain;
  bool list_rules = false;
  bool print_policy = false;
  ChangeCommand command;
  std::optional<std::string> baseline;        ///< of found values
  std::optional<std::string> write_baseline;  ///< the file to write one to
  bool shows_fingerprints = false;
  std::optional<ShardPart> shard;  ///< none: everything is judged
  std::string shard_file;          ///< what that part is written to
};

/// What parsing ended in: options to go on with, or text to print and an exit code.
struct ParsedCommandLine {
  std::optional<Options> options;
  std::string standard_output;
  std::string standard_error;
  int exit_code = 0;
};

ParsedCommandLine parse_command_line(const Tool& tool, int argc, char** argv);

/// Lets `look` see what parses the command line of a tool. Nothing is parsed.
void show_command_line(const Tool& tool, const std::function<void(const CLI::App&)>& look);

}  // namespace mig::app
