#include "mig/rules/receipt/owed_files.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace mig::rules::receipt_rules {

std::vector<OwedFile> owed_inputs(const bundle::BundleFacts& bundle) {
  std::vector<OwedFile> owed{{"migration.yml", std::nullopt}};
  std::set<std::string_view> seen;
  for (const auto& script : bundle.scripts) {
    if (seen.insert(script.path).second) owed.push_back({script.path, script.declared_at});
  }
  return owed;
}

std::vector<OwedFile> owed_outputs(const bundle::BundleFacts& bundle,
                                   const bundle::ReceiptFacts& facts) {
  std::vector<OwedFile> owed;
  if (!facts.is_valid()) return owed;
  const auto& artifacts = bundle.declaration.artifacts;
  const auto& status = facts.receipt.status;
  const bool has_failed = status && status->value == "fail";
  const auto add = [&](const std::optional<contract::LocatedString>& declared, bool is_due) {
    if (!declared) return;
    const auto& folder = facts.run->folder;
    auto path = folder.empty() ? declared->value : folder + "/" + declared->value;
    if (is_due || bundle.entry(path) != nullptr) owed.push_back({std::move(path), declared->span});
  };
  add(artifacts.pre_baseline, true);
  add(artifacts.post_baseline, !has_failed);
  add(artifacts.diff_summary, !has_failed);
  // Rows are listed of what a migration changes, not of what its rollback takes back.
  add(artifacts.touched, !has_failed && !facts.receipt.is_rollback());
  return owed;
}

bool names(const std::vector<bundle::BoundFile>& files, std::string_view path) {
  return std::any_of(files.begin(), files.end(), [path](const auto& file) {
    const auto& named = file.named.path.value;
    return named == path ||
           (file.binding == bundle::Binding::unusable &&
            std::filesystem::path(named).lexically_normal().generic_string() == path);
  });
}

std::optional<Quote> declaration_of(const bundle::BundleFacts& bundle,
                                    const std::vector<OwedFile>& owed, std::string_view path) {
  const auto* declaration = bundle.declaration_document();
  const auto found = std::find_if(owed.begin(), owed.end(),
                                  [path](const auto& file) { return file.path == path; });
  if (declaration == nullptr || found == owed.end() || !found->declared_at) return std::nullopt;
  return quote(*declaration->source, *found->declared_at);
}

}  // namespace mig::rules::receipt_rules
