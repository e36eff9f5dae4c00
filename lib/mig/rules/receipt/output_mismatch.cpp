#include <fmt/format.h>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/binding_faults.hpp"
#include "mig/rules/receipt/owed_files.hpp"

namespace mig::rules::receipt_rules {
namespace {

constexpr std::string_view kPutBack =
    "put {} back into the bundle, or its bytes into the store beside the receipt, as the blob of "
    "their digest";

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    const auto owed = owed_outputs(bundle, facts);
    for (const auto& file : facts.outputs) {
      auto* finding = report_fault(bundle, facts, file, "output", owed, reporter);
      if (finding == nullptr) continue;
      if (facts.is_stored && file.binding == bundle::Binding::missing) {
        finding->remedy = fmt::format(fmt::runtime(kPutBack), file.named.path.value);
      }
    }
  }
}

}  // namespace

const Rule output_mismatch{
    {
        .id = "receipt-output-mismatch",
        .severity = Severity::fail,
        .summary = "An output of a run is not in the bundle with the bytes that the run wrote",
        .rationale = "The baselines and diffs of a run show what it did. One that was changed "
                     "afterwards shows what somebody wanted to be seen.",
        .remedy = "Restore the file as the run wrote it, without another line end or a formatter; "
                  "a further run leaves its files in a folder of its own beneath runs/, and a "
                  "receipt is never edited after the run",
        .requirements = {"K-102"},
    },
    check};

}  // namespace mig::rules::receipt_rules
