#include "mig/bundle/facts.hpp"
#include "mig/rules/bundle/script_content.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& script : bundle.scripts) {
    if (!script.is_forward || !script.source) continue;
    if (has_content(script.path, script.source->bytes())) continue;
    auto& finding =
        reporter.at_path(script.source->path(), script.source->bytes().empty()
                                                    ? "the forward script is empty"
                                                    : "the forward script has nothing in it that "
                                                      "would run: only white space, comments or an "
                                                      "empty value");
    relate(finding, quote(*bundle.declaration_document()->source, script.declared_at),
           "declared here");
  }
}

}  // namespace

const Rule empty_forward{
    {
        .id = "bundle-empty-forward",
        .severity = Severity::fail,
        .summary = "A forward script runs nothing",
        .rationale = "A script of white space and comments changes nothing; a migration that was "
                     "approved on the strength of it could do anything later.",
        .remedy = "Write the change into the script, or drop it from artifacts.forward",
        .requirements = {"K-21"},
    },
    check};

}  // namespace mig::rules::bundle_rules
