#include "mig/app/runner/rehearse_command.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <utility>

#include "mig/app/console.hpp"
#include "mig/app/runner/pre_state.hpp"
#include "mig/app/runner/rehearsal_files.hpp"
#include "mig/app/runner/rehearsal_place.hpp"
#include "mig/app/runner/rehearsal_progress.hpp"
#include "mig/app/runner/rehearsal_text.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/postgres/stop.hpp"
#include "mig/report/escape.hpp"
#include "mig/rules/rehearsing.hpp"

namespace mig::app {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kLongestTimeout = 24 * 60 * 60;
constexpr std::size_t kRefusalsShown = 10;
constexpr int kExitFail = 1;

Result<void> check_options(const RehearsalOptions& options) {
  if (options.superuser && options.dsn_env) {
    return failure(ErrorKind::usage, "--superuser is for throw-away clusters alone", {},
                   "leave out --dsn-env, or let the role of the database run the scripts");
  }
  if (options.dsn_env && !options.extensions.empty()) {
    return failure(ErrorKind::usage, "--extension is for throw-away clusters alone", {},
                   "the given database has to be empty");
  }
  if (options.schema && options.from_registry) {
    return failure(ErrorKind::usage, "--schema and --from-registry exclude each other");
  }
  return {};
}

/// The scripts of a bundle under the names that it gives them.
std::vector<runner::Script> scripts_of(const RunnerSubject& subject, bool forward) {
  std::vector<runner::Script> scripts;
  for (const auto& script : subject.facts.scripts) {
    if (script.is_forward == forward) scripts.push_back({script.path, script.source->bytes()});
  }
  return scripts;
}

Result<void> refuse_ways_out(const std::vector<std::vector<runner::Script>>& all) {
  std::vector<runner::Refusal> found;
  for (const auto& scripts : all) {
    for (const auto& script : scripts) {
      auto refused = runner::refusals(script);
      found.insert(found.end(), refused.begin(), refused.end());
    }
  }
  if (found.empty()) return {};
  bundle::Redactor redactor;
  for (const auto& scripts : all) {
    for (const auto& script : scripts) redactor.add_text(script.path, script.text);
  }
  for (std::size_t i = 0; i < std::min(found.size(), kRefusalsShown); ++i) {
    const auto& one = found[i];
    complain(fmt::format("{}:{}:{}: {}\n", one.path, one.at.line, one.at.column,
                         redactor.cleaned(one.what)));
  }
  return failure(ErrorKind::no_verdict,
                 "the rehearsal was refused: a script reaches beyond its database", {},
                 "take the statement out; a rehearsal runs nothing that leaves the database");
}

std::string later(const std::string& time, std::chrono::seconds passed) {
  const auto at = pattern::parse_timestamp(time).value_or(0) + passed.count();
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(static_cast<std::time_t>(at)));
}

/// One rehearsal from its options to its receipt.
class RehearseRun {
 public:
  RehearseRun(const RehearsalOptions& options, const RunnerSubject& subject)
      : options_(options), subject_(subject), files_(subject) {}

  Result<int> run();

 private:
  Result<void> make_pre_state(const runner::Stage& stage);
  Result<runner::Rehearsal> on_stage();
  bundle::Redactor redactor() const;
  std::string what_to_do(const runner::Rehearsal& rehearsal, const RehearsalVerdict& verdict) const;
  Result<void> write_receipt(const runner::Rehearsal& rehearsal, const Foretold& foretold,
                             const RehearsalVerdict& verdict);

  const RehearsalOptions& options_;
  const RunnerSubject& subject_;
  RehearsalFiles files_;
  RehearsalProgress line_;
  PreState pre_state_;
  Clock::time_point began_ = Clock::now();
};

Result<void> RehearseRun::make_pre_state(const runner::Stage& stage) {
  if (pre_state_.scripts.empty()) return {};
  line_.say("state before the change");
  auto quiet = stage;
  quiet.progress = nullptr;
  auto answer = runner::run_scripts(quiet, runner::StepName::capture_pre, pre_state_.scripts);
  if (!answer) return tl::unexpected(answer.error());
  if (!answer->failure) return {};
  const auto& failed = *answer->failure;
  return failure(ErrorKind::no_verdict,
                 fmt::format("the state before the change cannot be made: {}", failed.message),
                 Location{failed.path, Region{failed.at, failed.at}},
                 "correct the script; it runs as a role that owns the database and nothing else");
}

Result<runner::Rehearsal> RehearseRun::on_stage() {
  line_.say(options_.dsn_env ? "connecting" : "starting PostgreSQL");
  auto place = RehearsalPlace::open(options_);
  if (!place) return tl::unexpected(place.error());
  runner::Stage stage{place->target(),
                      {},
                      subject_.options.now,
                      subject_.repository.policy.protected_domains,
                      true,
                      [this](const auto& progress) { line_.show(progress); }};
  stage.sessions.statement_timeout = std::chrono::seconds(options_.statement_timeout_s);
  stage.sessions.lock_timeout = std::chrono::seconds(options_.lock_timeout_s);
  auto ready = make_pre_state(stage);
  runner::Rehearsal rehearsal;
  if (ready) {
    rehearsal = runner::rehearse(stage, scripts_of(subject_, true), scripts_of(subject_, false));
  }
  line_.clear();
  auto closed = place->close();
  if (!closed) fail_with("mig-run rehearse", closed.error());
  if (!ready) return tl::unexpected(ready.error());
  if (rehearsal.error) return tl::unexpected(*rehearsal.error);
  if (!closed) return tl::unexpected(closed.error());
  return rehearsal;
}

Result<void> RehearseRun::write_receipt(const runner::Rehearsal& rehearsal,
                                        const Foretold& foretold, const RehearsalVerdict& verdict) {
  report::RehearsalReceipt receipt;
  receipt.migration_id = subject_.facts.declaration.migration_id->value;
  receipt.bundle_digest = subject_.facts.digest;
  receipt.started_at = subject_.options.now;
  receipt.finished_at = later(
      receipt.started_at, std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - began_));
  receipt.runner_version = MIG_VERSION;
  receipt.server_version = rehearsal.server_version;
  receipt.is_given_server = options_.dsn_env.has_value();
  receipt.is_superuser = options_.superuser;
  receipt.pre_state = pre_state_.source;
  receipt.pre_state_digest = pre_state_.digest;
  receipt.seed_digest = pre_state_.seed_digest;
  receipt.extensions = options_.extensions;
  receipt.statement_timeout_ms = std::int64_t{1000} * options_.statement_timeout_s;
  receipt.lock_timeout_ms = std::int64_t{1000} * options_.lock_timeout_s;
  receipt.steps = receipt_steps(rehearsal, foretold);
  receipt.verdict = verdict.word;
  receipt.level = verdict.level;
  if (rehearsal.step(runner::StepName::compare_rows) != nullptr) {
    receipt.rows.emplace();
    receipt.rows->tables_compared = rehearsal.tables_compared;
    for (const auto& change : rehearsal.rows)
      receipt.rows->changed.push_back({change.table, change.before, change.after});
  }
  for (const auto& script : subject_.facts.scripts)
    receipt.inputs.push_back({script.path, "sha256:" + script.hex});
  return files_.write(rehearsal, std::move(receipt));
}

/// What a server says quotes the scripts that it ran, also those that made the state before.
bundle::Redactor RehearseRun::redactor() const {
  auto redactor = subject_.redactor();
  for (const auto& script : pre_state_.scripts) redactor.add_text(script.path, script.text);
  return redactor;
}

/// What became of the files, and what comes next.
std::string RehearseRun::what_to_do(const runner::Rehearsal& rehearsal,
                                    const RehearsalVerdict& verdict) const {
  std::string text;
  const auto* forward = rehearsal.step(runner::StepName::forward);
  if (forward != nullptr && forward->failure &&
      rules::is_of_something_missing(forward->failure->sqlstate)) {
    text +=
        fmt::format("  = fix: {}\n", rules::remedy_of_missing(subject_.facts, pre_state_.source));
  }
  for (const auto& path : files_.written())
    text += fmt::format("wrote {}\n", subject_.facts.path_of(path));
  for (const auto& path : files_.removed())
    text +=
        fmt::format("removed {}: an earlier rehearsal wrote it\n", subject_.facts.path_of(path));
  // What failed is to be mended, and rehearsed again, before it is worth a commit.
  if (verdict.exit_code != kExitFail)
    text += fmt::format("next: commit all of {}\n", subject_.facts.path_of("rehearsal/"));
  return text;
}

Result<int> RehearseRun::run() {
  auto state = read_pre_state(options_, subject_);
  if (!state) return tl::unexpected(state.error());
  pre_state_ = std::move(*state);
  if (auto sound = refuse_ways_out(
          {pre_state_.scripts, scripts_of(subject_, true), scripts_of(subject_, false)});
      !sound) {
    return tl::unexpected(sound.error());
  }
  auto rehearsal = on_stage();
  if (!rehearsal) {
    redactor().clean(rehearsal.error());
    return tl::unexpected(rehearsal.error());
  }
  Foretold foretold;
  if (rehearsal->post) foretold = hold_against_scripts(subject_, *rehearsal);
  const auto verdict = verdict_of(*rehearsal, foretold);
  if (auto written = write_receipt(*rehearsal, foretold, verdict); !written)
    return tl::unexpected(written.error());
  auto text = rehearsal_as_text(subject_, *rehearsal, foretold, verdict);
  text += what_to_do(*rehearsal, verdict);
  text = redactor().cleaned(text);
  if (auto printed = print(report::without_commands(report::many_lines(text))); !printed)
    return tl::unexpected(printed.error());
  return verdict.exit_code;
}

Result<int> rehearse(const RehearsalOptions& options) {
  postgres::watch_stop_signals();
  if (auto sound = check_options(options); !sound) return tl::unexpected(sound.error());
  auto subject = load_subject(options.subject);
  if (!subject) return tl::unexpected(subject.error());
  if ((*subject)->facts.digest.empty()) {
    return failure(ErrorKind::no_verdict, "the bundle has no digest: a part of it cannot be read",
                   Location{(*subject)->facts.path_of("migration.yml"), std::nullopt},
                   "see what mig-validate tells of it");
  }
  return RehearseRun(options, **subject).run();
}

}  // namespace

Action declare_rehearse(CLI::App& app) {
  auto options = std::make_shared<RehearsalOptions>();
  declare_subject(app, options->subject);
  app.add_option("--schema", options->schema, "script that makes the state before the change");
  app.add_flag("--from-registry", options->from_registry,
               "replay the migrations that the registry lists before this one");
  app.add_option("--seed", options->seed, "script that puts rows into that state");
  app.add_option("--extension", options->extensions, "extension to install beforehand; repeatable")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--dsn-env", options->dsn_env,
                 "rehearse on the empty database that this environment variable names");
  app.add_flag("--superuser", options->superuser,
               "run the scripts as superuser: for scripts that are trusted");
  const auto range = CLI::Range(1, kLongestTimeout);
  app.add_option("--statement-timeout", options->statement_timeout_s,
                 "most seconds of a statement (default 60)")
      ->check(range);
  app.add_option("--lock-timeout", options->lock_timeout_s,
                 "most seconds of waiting for a lock (default 5)")
      ->check(range);
  return [options] { return rehearse(*options); };
}

}  // namespace mig::app
