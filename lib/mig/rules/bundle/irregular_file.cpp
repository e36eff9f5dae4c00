#include <set>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

/// Paths whose fault document-irregular-file tells.
std::set<std::string> told_as_documents(const bundle::BundleFacts& bundle) {
  std::set<std::string> paths;
  for (const auto& document : bundle.documents) {
    if (document.access) paths.insert(document.source->path());
  }
  if (bundle.notes && bundle.notes->document.access) {
    paths.insert(bundle.notes->document.source->path());
  }
  return paths;
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto told = told_as_documents(bundle);
  for (const auto& entry : bundle.entries) {
    const auto path = bundle.path_of(entry.path);
    if (told.contains(path)) continue;
    if (entry.kind == io::EntryKind::symbolic_link) {
      reporter.at_path(path, "a symbolic link lies in the bundle");
    } else if (entry.kind == io::EntryKind::other) {
      reporter.at_path(path, "a FIFO, socket or device lies in the bundle");
    }
  }
  for (const auto& script : bundle.scripts) {
    const auto* entry = bundle.entry(script.path);
    if (entry == nullptr || entry->kind != io::EntryKind::directory) continue;
    auto& finding =
        reporter.at_path(bundle.path_of(script.path), "a folder stands where a script is due");
    relate(finding, quote(*bundle.declaration_document()->source, script.declared_at),
           "declared here");
  }
}

}  // namespace

const Rule irregular_file{
    {
        .id = "bundle-irregular-file",
        .severity = Severity::fail,
        .summary =
            "A bundle holds a link, FIFO, socket or device, or a folder where a script is due",
        .rationale = "A link can lead out of the reviewed folder, and a special file gives other "
                     "bytes at every read; neither can be reviewed or digested.",
        .remedy = "Replace it by a regular file",
        .requirements = {"K-20", "K-02"},
    },
    check};

}  // namespace mig::rules::bundle_rules
