#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& entry : bundle.entries) {
    if (entry.kind != io::EntryKind::regular || !entry.path.ends_with("/migration.yml")) continue;
    reporter.at_path(bundle.path_of(entry.path),
                     "a second declaration lies inside the bundle, where it is not judged");
  }
}

}  // namespace

const Rule nested_bundle{
    {
        .id = "bundle-nested-bundle",
        .severity = Severity::fail,
        .summary = "A declaration lies deeper inside a bundle",
        .rationale = "Only the declaration at the top of a bundle is judged; a migration hidden "
                     "below it would be merged unseen.",
        .remedy = "Move the inner migration into a folder of its own beside this one",
        .requirements = {"K-05", "K-26"},
    },
    check};

}  // namespace mig::rules::bundle_rules
