#include <fmt/format.h>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/binding_faults.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// "approvals/<name>.yml"
bool is_path_of_approval(std::string_view path) {
  constexpr std::string_view kFolder = "approvals/";
  constexpr std::string_view kEnding = ".yml";
  return path.starts_with(kFolder) && path.ends_with(kEnding) &&
         path.size() > kFolder.size() + kEnding.size() &&
         path.find('/', kFolder.size()) == std::string_view::npos;
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    for (const auto& file : facts.approvals) {
      if (file.binding == bundle::Binding::repeated) continue;
      const auto& path = file.named.path.value;
      const auto fault = is_path_of_approval(path)
                             ? fault_of(bundle, file)
                             : std::string("is not an approvals/<name>.yml of this bundle");
      if (fault.empty()) continue;
      auto& finding = reporter.at(*facts.document->source, file.named.path.span,
                                  fmt::format("the approval {} {}", path, fault));
      finding.object = "file " + path;
      if (file.binding == bundle::Binding::differs) {
        if (const auto* approval = bundle.document_at(path)) {
          relate(finding, Quote{approval->source->whole_file(), std::nullopt, {}},
                 "the approval as it is now");
        }
      }
    }
  }
}

}  // namespace

const Rule wrong_approval{
    {
        .id = "receipt-wrong-approval",
        .severity = Severity::fail,
        .summary = "An approval that a run relied on is not in the bundle as it was then",
        .rationale = "The receipt says who had agreed before it ran. When that approval is gone or "
                     "another one, nobody knows what was agreed to.",
        .remedy = "Restore the approval as it was when the run started, or add a new one under "
                  "another name beside it; a receipt is never edited after the run",
        .requirements = {"X-09", "X-06"},
    },
    check};

}  // namespace mig::rules::receipt_rules
