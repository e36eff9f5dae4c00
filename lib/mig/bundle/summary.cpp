#include "mig/bundle/load.hpp"

namespace mig::bundle {
namespace {

// Of a run whose receipt is kept elsewhere the reference says which run it is.
void add_run_ids(const BundleFacts& bundle, BundleSummary& summary) {
  for (const auto& run : bundle.runs) {
    const auto* receipt = bundle.document_at(run.inline_receipt);
    const auto* document = receipt != nullptr ? receipt : bundle.document_at(run.receipt_ref);
    if (document == nullptr) continue;
    if (const auto id = contract::string_member(document->value, "run_id")) {
      summary.run_ids.push_back({id->value, {document->source, id->span}});
    }
  }
}

}  // namespace

BundleSummary summarize(const BundleFacts& bundle) {
  BundleSummary summary;
  summary.path = bundle.path;
  summary.folder_name = bundle.folder_name;
  summary.status = bundle.status;
  for (const auto& entry : bundle.entries) {
    const bool is_policy_folder = entry.kind == io::EntryKind::directory &&
                                  (entry.path == ".mig" || entry.path.ends_with("/.mig"));
    const auto path = bundle.path_of(entry.path);
    if (is_policy_folder && path != ".mig") summary.nested_policy_folders.push_back(path);
  }
  add_run_ids(bundle, summary);
  const auto* document = bundle.declaration_document();
  if (document == nullptr) return summary;
  const auto& source = document->source;
  if (const auto& type = bundle.declaration.type) {
    summary.type = type->value;
    summary.type_place = Place{source, type->span};
  }
  if (const auto& id = bundle.declaration.migration_id) {
    summary.id = id->value;
    summary.id_place = Place{source, id->span};
  }
  for (const auto& parent : bundle.declaration.depends_on) {
    summary.depends_on.push_back({parent.value, {source, parent.span}});
  }
  return summary;
}

}  // namespace mig::bundle
