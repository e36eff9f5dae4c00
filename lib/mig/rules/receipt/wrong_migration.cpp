#include <fmt/format.h>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::receipt_rules {
namespace {

void compare(const bundle::BundleFacts& bundle, const bundle::DocumentFacts& document,
             const std::optional<contract::LocatedString>& told, std::string_view what,
             Reporter& reporter) {
  const auto& declared = bundle.declaration.migration_id;
  if (!told || told->value == declared->value) return;
  auto& finding = reporter.at(
      *document.source, told->span,
      fmt::format("the {} is of \"{}\", but this is \"{}\"", what, told->value, declared->value));
  if (const auto* declaration = bundle.declaration_document()) {
    relate(finding, quote(*declaration->source, declared->span), "declared here");
  }
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  if (!bundle.declaration.migration_id) return;
  for (const auto& facts : records.receipts) {
    if (facts.is_valid()) {
      compare(bundle, *facts.document, facts.receipt.migration_id, "receipt", reporter);
    }
    // Where the receipt came by its reference, a reference of something else is told as such.
    if (facts.reference == nullptr || (facts.is_valid() && facts.is_stored)) continue;
    compare(bundle, *facts.reference, facts.pointer.migration_id, "reference", reporter);
  }
}

}  // namespace

const Rule wrong_migration{
    {
        .id = "receipt-wrong-migration",
        .severity = Severity::fail,
        .summary = "A receipt or a reference in the bundle is of another migration",
        .rationale = "A receipt that is valid, signed and of another migration proves nothing of "
                     "this one: copied from bundle to bundle it would prove every one of them.",
        .remedy = "Put the receipt of this migration there, as its runner wrote it",
        .requirements = {"K-97"},
    },
    check};

}  // namespace mig::rules::receipt_rules
