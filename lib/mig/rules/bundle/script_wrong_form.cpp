#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto& type = bundle.declaration.type;
  const auto ending = type ? contract::script_ending_of(type->value) : std::string_view{};
  if (ending.empty()) return;
  const SourceText& source = *bundle.declaration_document()->source;
  for (const auto& script : bundle.scripts) {
    if (script.path.ends_with(ending)) continue;
    auto& finding = reporter.at(
        source, script.declared_at,
        fmt::format("the {} script \"{}\" does not end in \"{}\", the form of type {}",
                    script.is_forward ? "forward" : "rollback", script.path, ending, type->value));
    const auto dot = script.path.find_last_of("./");
    const bool has_ending = dot != std::string::npos && script.path[dot] == '.';
    finding.remedy = fmt::format("rename it to \"{}{}\", or correct the type",
                                 has_ending ? script.path.substr(0, dot) : script.path, ending);
    relate(finding, quote(source, type->span), "the type is declared here");
  }
}

}  // namespace

const Rule script_wrong_form{
    {
        .id = "bundle-script-wrong-form",
        .severity = Severity::fail,
        .summary = "A script is not of the form of its store",
        .rationale = "The ending of a script says how it is read: SQL in a file for Cypher would "
                     "be run by the wrong program, and be analysed by none.",
        .remedy = "Rename the script to the form of the store",
        .requirements = {"K-21"},
    },
    check};

}  // namespace mig::rules::bundle_rules
