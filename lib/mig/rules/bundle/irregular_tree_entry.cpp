#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto& entry : repository.irregular_entries) {
    reporter.at_path(entry.path, entry.kind == io::EntryKind::symbolic_link
                                     ? "a symbolic link lies in the migrations tree"
                                     : "a FIFO, socket or device lies in the migrations tree");
  }
}

}  // namespace

const Rule irregular_tree_entry{
    {
        .id = "bundle-irregular-tree-entry",
        .severity = Severity::fail,
        .summary = "A link or special file lies in the migrations tree outside of any bundle",
        .rationale = "A link can lead to bundles outside of the reviewed tree, and is not "
                     "followed; whatever lies behind it would be merged unjudged.",
        .remedy = "Replace it by a regular file or folder, or remove it",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::bundle_rules
