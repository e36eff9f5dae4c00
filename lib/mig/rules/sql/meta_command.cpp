#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& script : change.scripts) {
    for (const auto& fact : script.facts) {
      if (fact.kind != sql::FactKind::meta_command) continue;
      reporter.at(*script.script->source, fact.span,
                  fmt::format("\\{} is a command of psql: what it runs or reads stands in no "
                              "reviewed script",
                              fact.text));
    }
  }
}

}  // namespace

const Rule meta_command{
    {
        .id = "sql-meta-command",
        .severity = Severity::fail,
        .summary = "A script holds a psql meta-command",
        .rationale =
            "\\i and \\copy read files that lie beside the review, \\! runs programs, \\set "
            "and \\gexec make statements that nobody has seen, and \\c goes to another "
            "database. None of it reaches the parser of the server, so that no gate can "
            "tell what it does.",
        .remedy = "Write the statements themselves, and give settings such as ON_ERROR_STOP to "
                  "psql on its command line",
        .requirements = {"K-42"},
    },
    check};

}  // namespace mig::rules::sql_rules
