#include "mig/app/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <sstream>

#include "mig/app/console.hpp"
#include "mig/app/gate_options.hpp"
#include "mig/app/given_time.hpp"
#include "mig/app/output_options.hpp"
#include "mig/app/refusal.hpp"
#include "mig/app/shard/shard_options.hpp"
#include "mig/app/tool_commands.hpp"
#include "mig/app/unnamed_targets.hpp"
#include "mig/app/work_options.hpp"

namespace mig::app {
namespace {

/// The words of the command line before they are given meaning.
struct RawOptions {
  std::string show;
  std::string phase;
  std::string kind;
  std::string safety_mode = "normal";
  std::string now;
  std::string shard;
  std::vector<std::string> outputs;
  WorkFlags work;
};

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const auto& kind : contract::all_kinds()) names.emplace_back(kind.name);
  return names;
}

void declare_common(CLI::App& app, const Tool& tool, Options& options, RawOptions& raw) {
  app.add_option("--root", options.root, "repository root (default: the git top level)");
  app.add_option("--policy", options.policy, "policy file (default: <root>/.mig/policy.yml)");
  app.add_option("--trust", options.trust, "trust policy (default: <root>/.mig/trust.yml)");
  app.add_option("--store", options.store,
                 "folder that holds blobs/sha256/: receipts that references point to");
  app.add_option("--phase", raw.phase, "judge as planned or executed, whatever the registry says")
      ->check(CLI::IsMember({"planned", "executed"}));
  app.add_flag("--strict", options.strict, "findings that need a person's review fail");
  app.add_option("--safety-mode", raw.safety_mode, "normal or strict; strict is --strict")
      ->check(CLI::IsMember({"normal", "strict"}));
  app.add_option("--now", raw.now, "the time to judge at, RFC 3339 (default: the clock)");
  declare_outputs(app, raw.outputs, options);
  app.add_option(
      "--files-from", options.files_from,
      tool.takes_files
          ? "search the files listed in FILE (- is standard input)"
          : "judge the bundles that the files listed in FILE belong to (- is standard input)");
  app.add_flag("-0", options.nul_separated, "names in --files-from end in NUL, not in LF");
  declare_work(app, raw.work, "how many bundles or files to judge at a time (default: cores)");
  app.add_option("--explain", options.explain, "explain a rule and stop");
  app.add_flag("--list-rules", options.list_rules, "list the rules of this tool and stop");
  app.add_flag("--print-policy", options.print_policy, "print the policy in force and stop");
}

void declare_documents(CLI::App& app, Options& options, RawOptions& raw) {
  app.add_option("--kind", raw.kind, "kind of the documents given (default: told by name, content)")
      ->check(CLI::IsMember(kind_names()));
  app.add_option("--stdin-filename", options.stdin_filename,
                 "name under which the document on standard input (-) is judged");
}

std::string_view what_paths_are(const Tool& tool) {
  if (tool.takes_files) return "files, folders, bundles, or - for standard input";
  if (tool.takes_documents) {
    return "bundle folders, a migrations folder, single documents, or - for standard input "
           "(default: the migrations roots of the policy)";
  }
  return "bundle folders or a migrations folder (default: the migrations roots of the policy)";
}

Result<void> give_meaning(const Tool& tool, const RawOptions& raw, Options& options) {
  if (!raw.phase.empty()) {
    options.phase = raw.phase == "executed" ? bundle::Phase::executed : bundle::Phase::planned;
  }
  if (!raw.show.empty()) options.command.show = report::change_view_named(raw.show);
  if (!raw.kind.empty()) options.kind = contract::kind_named(raw.kind);
  options.strict = options.strict || raw.safety_mode == "strict";
  auto now = given_time(raw.now);
  if (!now) return tl::unexpected(now.error());
  options.now = std::move(*now);
  give_work_meaning(raw.work, options);
  if (auto outputs = give_outputs_meaning(tool, raw.outputs, options); !outputs) return outputs;
  return give_shard_meaning(raw.shard, options);
}

Result<void> check_change_command(const Options& options) {
  const auto& command = options.command;
  const bool names_scripts = !command.forward.empty() || !command.rollback.empty();
  if (command.draft.any() && !command.init) {
    return failure(ErrorKind::usage, "--intent, --reviewer and the other fields belong to --init");
  }
  if (!command.any()) {
    if (!names_scripts) return {};
    return failure(ErrorKind::usage, "--forward and --rollback are judged by no gate", {},
                   "use them with --show, --suggest-scope or --init");
  }
  const int count = (command.show ? 1 : 0) + (command.suggest_scope ? 1 : 0) +
                    (command.init ? 1 : 0) + (command.write_summary ? 1 : 0);
  if (count > 1) {
    return failure(ErrorKind::usage,
                   "--show, --suggest-scope, --init and --write-summary exclude each other");
  }
  if (command.rows_written && !command.write_summary) {
    return failure(ErrorKind::usage, "--rows-written belongs to --write-summary");
  }
  if (names_scripts && (!options.paths.empty() || options.files_from || command.write_summary)) {
    return failure(ErrorKind::usage, "scripts are given by name or as a bundle, not both");
  }
  if (!command.rollback.empty() && command.forward.empty()) {
    return failure(ErrorKind::usage, "--rollback needs --forward: it undoes something");
  }
  if (command.init && (command.forward.empty() || command.rollback.empty())) {
    return failure(ErrorKind::usage, "--init needs --forward and --rollback", {},
                   "a migration that cannot be undone is declared by hand");
  }
  if (options.outputs.size() > 1) {
    return failure(ErrorKind::usage, "what is shown or written has one --output");
  }
  for (const auto& output : options.outputs) {
    const bool fits = output.format == report::Format::text ||
                      (output.format == report::Format::json && command.show.has_value());
    if (!fits) return failure(ErrorKind::usage, "--show prints text or json, the others text");
  }
  return {};
}

Result<void> check_combination(const Tool& tool, const Options& options, const RawOptions& raw) {
  const bool only_prints = options.explain || options.list_rules || options.print_policy;
  if (only_prints) return {};
  if (options.files_from && !options.paths.empty()) {
    return failure(ErrorKind::usage, "--files-from and paths exclude each other");
  }
  if (options.nul_separated && !options.files_from) {
    return failure(ErrorKind::usage, "-0 says how --files-from is read, which was not given");
  }
  if (options.baseline && options.write_baseline) {
    return failure(ErrorKind::usage, "--baseline and --write-baseline exclude each other", {},
                   "--write-baseline reads the list that is there, and shrinks it");
  }
  if (auto sound = check_base(options); !sound) return sound;
  if (auto sound = check_shard(options, !raw.now.empty()); !sound) return sound;
  if (auto sound = check_change_command(options); !sound) return sound;
  if (options.staged) return {};  // what is staged is a thing to check
  if (means_migrations_roots(tool, options)) return {};
  if (!options.files_from && options.paths.empty() && options.command.forward.empty()) {
    return failure(ErrorKind::no_verdict, "nothing was given to check", {},
                   "name a bundle folder or the migrations folder, such as: migrations");
  }
  return {};
}

ParsedCommandLine refused(const Tool& tool, const Error& error) {
  ParsedCommandLine parsed;
  parsed.exit_code = exit_code_of(error);
  parsed.standard_error = refusal_text(tool.name, {error.message, error.remedy});
  return parsed;
}

// CLI11 reports by exceptions: they end here and nowhere else.
ParsedCommandLine translate(const Tool& tool, const Options& options, const CLI::App& app,
                            const CLI::ParseError& error) {
  ParsedCommandLine parsed;
  if (error.get_exit_code() == 0) {
    std::ostringstream text;
    std::ostringstream ignored;
    app.exit(error, text, ignored);
    parsed.standard_output = text.str();
    return parsed;
  }
  auto refusal = refusal_of(app, error);
  // A flag of a command that was misspelt is no flag of the tool.
  const auto command =
      options.paths.empty() ? "" : nearest_command(tool.name, options.paths.front());
  if (!command.empty()) refusal.remedy = fmt::format("did you mean {} {}?", tool.name, command);
  parsed.exit_code = kExitUsage;
  parsed.standard_error = refusal_text(tool.name, refusal);
  return parsed;
}

std::string footer_of(const Tool& tool) {
  constexpr const char* kExitCodes =
      "Exit codes: 0 pass, 1 fail, 2 usage or configuration error, 3 no verdict, 4 review "
      "required.";
  return commands_help(tool.name) + kExitCodes;
}

void declare(CLI::App& app, const Tool& tool, Options& options, RawOptions& raw) {
  app.name(std::string(tool.name));
  app.description(std::string(tool.question));
  app.footer(footer_of(tool));
  app.set_version_flag("--version", fmt::format("{} {}", tool.name, MIG_VERSION));
  app.add_option("paths", options.paths, std::string(what_paths_are(tool)));
  declare_common(app, tool, options, raw);
  if (tool.takes_documents) declare_documents(app, options, raw);
  if (tool.scans_files()) declare_scan(app, tool, options);
  if (tool.reads_records()) declare_records(app, options);
  declare_base(app, tool, options);
  if (tool.has_parts) {
    declare_shard(app, raw.shard);
    auto* output = app.get_option("--output");
    output->description(output->get_description() + ", shard");
  }
  if (tool.shows_changes) declare_change_command(app, options.command, raw.show);
}

}  // namespace

void show_command_line(const Tool& tool, const std::function<void(const CLI::App&)>& look) {
  Options options;
  RawOptions raw;
  CLI::App app;
  declare(app, tool, options, raw);
  look(app);
}

ParsedCommandLine parse_command_line(const Tool& tool, int argc, char** argv) {
  Options options;
  RawOptions raw;
  CLI::App app;
  declare(app, tool, options, raw);
  if (const auto refusal = value_left_out(app, argc, argv)) {
    return refused(tool, {ErrorKind::usage, refusal->message, {}, refusal->remedy});
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return translate(tool, options, app, error);
  }
  if (auto meaning = give_meaning(tool, raw, options); !meaning)
    return refused(tool, meaning.error());
  // A repository that is named is a thing to check.
  const bool names_nothing =
      options.paths.empty() && !options.files_from && options.command.forward.empty();
  if (names_nothing && options.root && !options.staged) options.paths.push_back(*options.root);
  if (auto sound = check_combination(tool, options, raw); !sound)
    return refused(tool, sound.error());
  ParsedCommandLine parsed;
  parsed.options = std::move(options);
  return parsed;
}

}  // namespace mig::app
