#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/binding_faults.hpp"
#include "mig/rules/receipt/owed_files.hpp"
#include "mig/rules/receipt/placeholder.hpp"

namespace mig::rules::receipt_rules {
namespace {

constexpr std::string_view kRestore =
    "restore {} as it was when it ran, at commit {}; a corrected script is a new migration with an "
    "id of its own, and a receipt is never edited after the run";

bool is_what_runs(const bundle::BundleFacts& bundle, std::string_view path) {
  return path == "migration.yml" ||
         std::any_of(bundle.scripts.begin(), bundle.scripts.end(),
                     [path](const auto& script) { return script.path == path; });
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  const auto owed = owed_inputs(bundle);
  for (const auto& facts : records.receipts) {
    for (const auto& file : facts.inputs) {
      auto* finding = report_fault(bundle, facts, file, "input", owed, reporter);
      if (finding == nullptr) continue;
      const auto& path = file.named.path.value;
      const auto& commit = facts.receipt.git_commit;
      if (is_of_content(file) && commit && placeholder_in(commit->value).empty() &&
          is_what_runs(bundle, path)) {
        finding->remedy = fmt::format(fmt::runtime(kRestore), path, commit->value);
      }
    }
  }
}

}  // namespace

const Rule input_mismatch{
    {
        .id = "receipt-input-mismatch",
        .severity = Severity::fail,
        .summary = "An input of a run is not in the bundle with the bytes that ran",
        .rationale =
            "A receipt says that these bytes ran. When the script in the bundle is another "
            "one, nobody can review any more what the database went through.",
        .remedy = "Restore the file as it was when it ran; a receipt is never edited after the run",
        .requirements = {"K-101"},
    },
    check};

}  // namespace mig::rules::receipt_rules
