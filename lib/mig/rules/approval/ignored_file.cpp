#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::approval_rules {
namespace {

constexpr std::string_view kFolder = "approvals/";

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& entry : bundle.entries) {
    // Other kinds of entries are told by bundle-irregular-tree-entry.
    if (entry.kind != io::EntryKind::regular || !entry.path.starts_with(kFolder)) continue;
    const auto kind = contract::kind_by_path(entry.path);
    if (kind == contract::DocumentKind::approval) continue;
    // Signatures are read with the approvals that they are beside.
    if (kind == contract::DocumentKind::dsse_envelope) continue;
    const auto name = entry.path.substr(entry.path.find_last_of('/') + 1);
    if (name == "README.md" || name == ".gitkeep") continue;
    const auto stem = name.substr(0, name.find('.'));
    auto& finding =
        reporter.at_path(bundle.path_of(entry.path),
                         fmt::format("{} is not read: approvals are approvals/*.yml", entry.path));
    finding.remedy = stem.empty()
                         ? "remove the file"
                         : fmt::format("if it is an approval, rename it to {}, else move it away",
                                       bundle.path_of(fmt::format("{}{}.yml", kFolder, stem)));
  }
}

}  // namespace

const Rule ignored_file{
    {
        .id = "approval-ignored-file",
        .severity = Severity::review,
        .summary = "A file under approvals/ is not read as an approval",
        .rationale = "Only approvals/*.yml are read. An approval under another name looks as if it "
                     "counted, and what it says is never checked.",
        .remedy = "Rename the file to approvals/<name>.yml, or move it out of approvals/",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::approval_rules
