#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  for (const auto& script : change.scripts) {
    for (const auto& effect : script.effects) {
      if (effect.operation != effect::Operation::server_access) continue;
      auto& finding =
          reporter.at(*script.script->source, effect.span,
                      fmt::format("{}: {}", effect::to_string(effect.object),
                                  effect.detail.empty() ? "reached on the server" : effect.detail));
      finding.object = effect::to_string(effect.object);
    }
    for (const auto& hazard : script.hazards) {
      if (hazard.kind != catalog::HazardKind::server_access) continue;
      report(view, script, hazard,
             fmt::format("{} {}", effect::to_string(hazard.object), hazard.detail), {});
    }
  }
}

}  // namespace

const Rule server_access{
    {
        .id = "sql-server-access",
        .severity = Severity::fail,
        .summary = "A script reaches files or programs of the server",
        .rationale = "COPY ... PROGRAM, COPY with a file name, pg_read_file, lo_import, LOAD, "
                     "functions in C and file_fdw act on the machine with the rights of the "
                     "server's own account. What they read or run is part of no review and of no "
                     "rollback.",
        .remedy = "Bring rows in through COPY ... FROM stdin or INSERT, and leave programs and "
                  "files to the runner",
        .requirements = {"K-42"},
    },
    check};

}  // namespace mig::rules::sql_rules
