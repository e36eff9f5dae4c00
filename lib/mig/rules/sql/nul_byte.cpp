#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& script : change.scripts) {
    for (const auto& fact : script.facts) {
      if (fact.kind != sql::FactKind::nul_byte) continue;
      reporter.at(*script.script->source, fact.span, "the script holds a NUL byte");
      break;
    }
  }
}

}  // namespace

const Rule nul_byte{
    {
        .id = "sql-nul-byte",
        .severity = Severity::fail,
        .summary = "A script holds a NUL byte",
        .rationale = "A NUL byte ends the text for every parser written in C: what stands behind "
                     "it may be seen by one tool and not by the next.",
        .remedy = "Remove the byte: no text of PostgreSQL can hold one, and bytea takes "
                  "decode('00', 'hex')",
        .requirements = {"K-42"},
    },
    check};

}  // namespace mig::rules::sql_rules
