#include "mig/app/gate_options.hpp"

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

}  // namespace mig::app
