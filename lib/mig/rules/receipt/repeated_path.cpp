#include <fmt/format.h>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::receipt_rules {
namespace {

using bundle::Binding;
using bundle::BoundFile;
using bundle::ReceiptFacts;

void report(const ReceiptFacts& facts, const BoundFile& file, const BoundFile* first,
            std::string message, Reporter& reporter) {
  const auto& source = *facts.document->source;
  auto& finding = reporter.at(source, file.named.path.span, std::move(message));
  finding.object = "file " + file.named.path.value;
  if (first != nullptr) relate(finding, quote(source, first->named.path.span), "named here first");
}

void check_list(const ReceiptFacts& facts, const std::vector<BoundFile>& files,
                std::string_view list, Reporter& reporter) {
  for (const auto& file : files) {
    if (file.binding != Binding::repeated) continue;
    const auto& path = file.named.path.value;
    const auto* first = bundle::find_file(files, path);
    auto message = fmt::format("{} name {} more than once", list, path);
    if (first != nullptr && first->named.digest.value != file.named.digest.value) {
      message +=
          fmt::format(", with {} and with {}", first->named.digest.value, file.named.digest.value);
    }
    report(facts, file, first, std::move(message), reporter);
  }
}

// An output may be a file that the run only read: then both say the same of it.
void check_both_lists(const ReceiptFacts& facts, Reporter& reporter) {
  for (const auto& output : facts.outputs) {
    const auto& path = output.named.path.value;
    const auto* input = bundle::find_file(facts.inputs, path);
    if (input == nullptr || output.binding == Binding::repeated ||
        input->named.digest.value == output.named.digest.value) {
      continue;
    }
    report(facts, output, input,
           fmt::format("{} is an output with {}, but was an input with {}", path,
                       output.named.digest.value, input->named.digest.value),
           reporter);
  }
}

/// What is made from the receipt, and so cannot stand in it.
bool is_made_from_it(const bundle::RunFacts& run, std::string_view path) {
  const auto receipts = run.folder.empty() ? "receipts/" : run.folder + "/receipts/";
  if (!path.starts_with(receipts)) return false;
  const auto name = path.substr(receipts.size());
  return name == "run_receipt.json" || name == "run_receipt.dsse.json" ||
         name == "receipt_ref.json" || name == "prov.jsonld";
}

/// The one control file that a run writes itself.
bool is_backup_record(std::string_view path) {
  return path.ends_with("receipts/backup.json");
}

void check_own_files(const ReceiptFacts& facts, Reporter& reporter) {
  for (const auto* files : {&facts.inputs, &facts.outputs}) {
    const bool is_output = files == &facts.outputs;
    for (const auto& file : *files) {
      const auto& path = file.named.path.value;
      if (file.binding == Binding::repeated) continue;
      if (is_made_from_it(*facts.run, path)) {
        report(facts, file, nullptr,
               fmt::format("the receipt names {}, which is made from the receipt and cannot have "
                           "been there before it",
                           path),
               reporter);
      } else if (is_output && bundle::is_control_file(path) && !is_backup_record(path)) {
        report(facts, file, nullptr,
               fmt::format("{} is named as an output, but no run of a migration writes it", path),
               reporter);
      }
    }
  }
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid()) continue;
    check_list(facts, facts.inputs, "inputs", reporter);
    check_list(facts, facts.outputs, "outputs", reporter);
    check_list(facts, facts.approvals, "approvals", reporter);
    check_both_lists(facts, reporter);
    check_own_files(facts, reporter);
  }
}

}  // namespace

const Rule repeated_path{
    {
        .id = "receipt-repeated-path",
        .severity = Severity::fail,
        .summary = "A receipt names a file twice, or one that it cannot name",
        .rationale =
            "Of two digests of one file one is wrong, and each reader may believe another. "
            "A receipt cannot hold the digest of itself, its envelope or its PROV file, "
            "and the declaration and the approvals are there before a run: whatever names "
            "them as written by it is wrong.",
        .remedy = "Have the runner name each file once, inputs as they were and outputs as it left "
                  "them; a receipt is never edited after the run",
        .requirements = {"K-101", "K-102"},
    },
    check};

}  // namespace mig::rules::receipt_rules
