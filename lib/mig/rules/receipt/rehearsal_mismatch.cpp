#include <fmt/format.h>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rehearsing.hpp"

namespace mig::rules::receipt_rules {
namespace {

using bundle::Binding;

std::string what_became_of(const bundle::BoundFile& file) {
  const auto& path = file.named.path.value;
  if (file.binding == Binding::missing) return fmt::format("{} is not there", path);
  if (file.binding == Binding::repeated) return fmt::format("{} is named twice", path);
  if (file.binding == Binding::unusable) return fmt::format("{} is no file of this bundle", path);
  return fmt::format("{} is {} in the bundle, and was {} in the rehearsal", path, file.actual,
                     file.named.digest.value);
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  if (!records.rehearsal) return;
  for (const auto* files : {&records.rehearsal->inputs, &records.rehearsal->outputs}) {
    for (const auto& file : *files) {
      if (file.binding == Binding::same) continue;
      auto& finding = reporter.at(*records.rehearsal->document->source, file.named.digest.span,
                                  what_became_of(file));
      finding.remedy = "rehearse it again: " + rehearsed_again(bundle);
    }
  }
}

}  // namespace

const Rule rehearsal_mismatch{
    {
        .id = "receipt-rehearsal-mismatch",
        .severity = Severity::fail,
        .summary = "What a rehearsal receipt names is not what lies in the bundle",
        .rationale = "A receipt proves something only of the bytes that it names; a file that it "
                     "lets into the bundle without holding its bytes could be any file.",
        .remedy = "Rehearse it again: mig-run rehearse --from-registry PATH, or --schema FILE "
                  "where a dump "
                  "makes the state before it; and commit all of its rehearsal/",
        .requirements = {"K-91"},
    },
    check};

}  // namespace mig::rules::receipt_rules
