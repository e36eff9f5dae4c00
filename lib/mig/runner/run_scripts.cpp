#include <fmt/format.h>

#include "mig/base/source_text.hpp"
#include "mig/postgres/stop.hpp"
#include "mig/runner/rehearsal.hpp"

namespace mig::runner {
namespace {

using postgres::Ending;

/// Disk, memory, an end of the server, its own faults: nothing that the script can be blamed for.
bool is_of_the_machine(std::string_view sqlstate) {
  return sqlstate.starts_with("53") || sqlstate.starts_with("57P") || sqlstate.starts_with("58") ||
         sqlstate.starts_with("XX");
}

/// A script on its way through one session.
class ScriptRun {
 public:
  ScriptRun(const Stage& stage, StepName step, const Script& script, RunAnswer& answer)
      : stage_(stage), step_(step), script_(script), answer_(answer) {}

  Result<void> run(const CutScript& pieces, std::size_t done, std::size_t all) {
    if (pieces.unreadable) {
      answer_.failure = Failure{script_.path, place(pieces.unreadable->begin), "", "",
                                "PostgreSQL 15 cannot read this: " + pieces.fault};
      return {};
    }
    auto opened = postgres::Connection::open(stage_.target, stage_.sessions);
    if (!opened) return tl::unexpected(opened.error());
    connection_ = &*opened;
    auto ended = run_steps(pieces, done, all);
    if (ended && !answer_.failure) ended = finish(pieces);
    connection_ = nullptr;
    return ended;
  }

 private:
  Position place(std::uint32_t offset) {
    return SourceText(script_.path, std::string(script_.text)).position(offset);
  }

  Result<void> run_steps(const CutScript& pieces, std::size_t done, std::size_t all) {
    if (pieces.in_one_transaction) {
      if (auto begun = connection_->command("BEGIN"); !begun) return begun;
    }
    for (const auto& step : pieces.steps) {
      if (stage_.progress) stage_.progress({step_, ++done, all});
      auto outcome = connection_->run(step.text, step.data);
      if (!outcome) return tl::unexpected(outcome.error());
      if (!outcome->ok()) return stop_at(step, *outcome);
      ++answer_.statements;
    }
    return {};
  }

  Result<void> stop_at(const Step& step, const postgres::Outcome& outcome) {
    // Without an answer of the server nobody knows whether the statement did its work.
    if (!outcome.error || outcome.error->sqlstate.empty()) {
      return failure(ErrorKind::no_verdict, fmt::format("{}:{}: the server did not answer in time",
                                                        script_.path, place(step.span.begin).line));
    }
    const auto& said = *outcome.error;
    if (is_of_the_machine(said.sqlstate)) {
      return failure(
          ErrorKind::no_verdict,
          fmt::format("{}:{}: the server could not go on (SQLSTATE {}): {}", script_.path,
                      place(step.span.begin).line, said.sqlstate, said.message),
          {}, "give the server room (TMPDIR names the folder) and rehearse again");
    }
    auto message = said.message;
    if (outcome.ending == Ending::timed_out) message += " (the time that a statement may take)";
    answer_.failure = Failure{script_.path, place(step.span.begin + said.offset.value_or(0)),
                              said.sqlstate, said.object, std::move(message)};
    return {};
  }

  Result<void> finish(const CutScript& pieces) {
    if (pieces.in_one_transaction) {
      auto outcome = connection_->run("COMMIT");
      if (!outcome) return tl::unexpected(outcome.error());
      if (!outcome->ok()) return stop_at({last(pieces), {}, {}}, *outcome);
      return {};
    }
    if (!connection_->in_transaction()) return {};
    answer_.failure = Failure{script_.path, place(last(pieces).begin), "", "",
                              "the script ends inside a transaction that it never commits: what it "
                              "did in it is lost"};
    return {};
  }

  static Span last(const CutScript& pieces) {
    return pieces.steps.empty() ? Span{} : pieces.steps.back().span;
  }

  const Stage& stage_;
  StepName step_;
  const Script& script_;
  RunAnswer& answer_;
  postgres::Connection* connection_ = nullptr;
};

}  // namespace

std::string Failure::kept() const {
  const auto where = fmt::format("{}:{}:{}", path, at.line, at.column);
  if (sqlstate.empty()) {
    const bool quotes = message.starts_with("PostgreSQL 15 cannot read this");
    return fmt::format("{}: {}", where, quotes ? "PostgreSQL 15 cannot read this" : message);
  }
  const auto named = object.empty() ? std::string() : fmt::format(" about {}", object);
  return fmt::format("{}: the server refused this with SQLSTATE {}{}", where, sqlstate, named);
}

Result<RunAnswer> run_scripts(const Stage& stage, StepName step,
                              const std::vector<Script>& scripts) {
  RunAnswer answer;
  std::vector<CutScript> pieces;
  std::size_t all = 0;
  for (const auto& script : scripts) {
    pieces.push_back(cut(script));
    all += pieces.back().steps.size();
  }
  std::size_t done = 0;
  for (std::size_t i = 0; i < scripts.size() && !answer.failure; ++i) {
    if (postgres::stop_requested()) return tl::unexpected(postgres::stopped());
    ScriptRun run(stage, step, scripts[i], answer);
    if (auto ran = run.run(pieces[i], done, all); !ran) return tl::unexpected(ran.error());
    done += pieces[i].steps.size();
  }
  return answer;
}

}  // namespace mig::runner
