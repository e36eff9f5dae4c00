#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& runner = bundle.declaration.runner;
  if (document == nullptr || !runner.span || is_misshapen(*document, "runner")) return;
  if (runner.tool || runner.command) return;
  reporter.at(*document->source, *runner.span,
              "`runner` names neither a tool nor a command: how the migration is run is not known");
}

}  // namespace

const Rule unspecified_runner{
    {
        .id = "declaration-unspecified-runner",
        .severity = Severity::fail,
        .summary = "The runner names neither a tool nor a command",
        .rationale =
            "A migration runs only through its declared runner. Without a tool or a command "
            "there is none, and it would be run by hand.",
        .remedy = "Name the tool that runs the scripts under runner.tool, or the command under "
                  "runner.command",
        .requirements = {"K-17"},
    },
    check};

}  // namespace mig::rules::declaration_rules
