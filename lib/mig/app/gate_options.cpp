#include "mig/app/gate_options.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mig::app {

void declare_change_command(CLI::App& app, ChangeCommand& command, std::string& show) {
  app.add_option("--show", show, "print what the scripts would do and stop; judges nothing")
      ->check(CLI::IsMember({"effects", "delta", "catalog"}));
  app.add_flag("--suggest-scope", command.suggest_scope,
               "print the tightest scope and limits that cover the scripts and stop");
  app.add_option("--init", command.init,
                 "write a planned bundle for --forward and --rollback into this new folder");
  app.add_flag("--write-summary", command.write_summary,
               "write diffs/summary.json of a bundle from its two baselines, and touched.csv where "
               "artifacts.diffs.touched declares it");
  app.add_option("--rows-written", command.rows_written, "--write-summary: rows that the run wrote")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--forward", command.forward, "forward script, in order; repeatable")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--rollback", command.rollback, "rollback script, in order; repeatable")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  auto& draft = command.draft;
  app.add_option("--intent", draft.intent, "--init: what the change is for");
  app.add_option("--reviewer", draft.reviewers, "--init: required reviewer; repeatable")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--change-class", draft.change_class, "--init: class of the change");
  app.add_option("--runner-tool", draft.runner_tool, "--init: tool that runs the scripts");
  app.add_option("--runner-command", draft.runner_command, "--init: command that runs them");
  app.add_option("--rebuild-plan", draft.rebuild_plan,
                 "--init: how the store is rebuilt from canonical data");
}

void declare_scan(CLI::App& app, const Tool& tool, Options& options) {
  app.add_option("--baseline", options.baseline,
                 "list of values that are known and still have to go (secret_baseline.v1)");
  if (!tool.takes_files) return;
  app.add_option("--write-baseline", options.write_baseline,
                 "write that list; one that is there only shrinks");
  app.add_flag("--fingerprints", options.shows_fingerprints,
               "show the salted fingerprint of every value, for secrets.allow in the policy");
  app.add_option("--stdin-filename", options.stdin_filename,
                 "name under which standard input (-) is searched");
}

void declare_records(CLI::App& app, Options& options) {
  app.add_option("--previous", options.previous,
                 "earlier state of registry/history.jsonl, which may only have grown since");
}

void declare_base(CLI::App& app, const Tool& tool, Options& options) {
  app.add_option("--base", options.base,
                 tool.takes_files
                     ? "search only the lines added since this branch, tag or commit"
                     : "hold the tree against this branch, tag or commit, and judge by its policy "
                       "and trust");
  app.add_flag("--merge-base", options.merge_base,
               "--base: compare with the common ancestor of it and HEAD");
  if (!tool.takes_files) {
    app.add_flag("--all", options.judges_all, "--base: judge unchanged bundles, too");
    return;
  }
  app.add_flag("--staged", options.staged, "search what is staged in git, not what is on disk");
  app.add_flag("--history", options.history,
               "--base: search what every commit since then brought, too");
}

Result<void> check_base(const Options& options) {
  const auto needs_base = [&options](bool given, std::string_view flag) -> Result<void> {
    if (!given || options.base) return {};
    return failure(ErrorKind::usage, fmt::format("{} belongs to --base, which was not given", flag),
                   {}, "name the branch that the change goes to: --base origin/main");
  };
  if (auto sound = needs_base(options.merge_base, "--merge-base"); !sound) return sound;
  if (auto sound = needs_base(options.judges_all, "--all"); !sound) return sound;
  if (auto sound = needs_base(options.history, "--history"); !sound) return sound;
  if (options.staged && (options.base || options.files_from)) {
    return failure(ErrorKind::usage,
                   "--staged says itself what is searched: --base and --files-from exclude it");
  }
  if (options.base && options.previous) {
    return failure(ErrorKind::usage, "--base and --previous exclude each other", {},
                   "the base revision holds the earlier state of the status history");
  }
  if (options.base && options.files_from) {
    return failure(ErrorKind::usage, "--base and --files-from exclude each other", {},
                   "--base finds out itself what changed: name the migrations folder");
  }
  if (options.base &&
      std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end()) {
    return failure(ErrorKind::usage,
                   "standard input has no base revision: - and --base exclude "
                   "each other");
  }
  return {};
}

}  // namespace mig::app
