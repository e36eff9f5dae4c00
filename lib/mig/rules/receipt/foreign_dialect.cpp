#include <fmt/format.h>
#include <fmt/ranges.h>

#include "mig/bundle/facts.hpp"
#include "mig/contract/receipt_dialect.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.kind != contract::DocumentKind::run_receipt) return;
  const auto dialect = contract::dialect_of(document.value);
  if (!dialect) return;
  std::vector<std::string> keys;
  for (const auto& key : dialect->keys) keys.push_back(fmt::format("`{}`", key.value));
  reporter.at(*document.source, dialect->keys.front().span,
              fmt::format("this is no receipt of version v1: {} are the keys of {}",
                          fmt::join(keys, ", "), dialect->name));
}

}  // namespace

const Rule foreign_dialect{
    {
        .id = "receipt-foreign-dialect",
        .severity = Severity::fail,
        .summary = "The receipt is written in another known form than v1",
        .rationale = "Several forms of receipt are in use, and the same key means different things "
                     "in them. Only run_receipt.v1 is read; whatever another form says is never "
                     "guessed from keys that look alike.",
        .remedy = "Have the runner write run_receipt.v1, with kfm_run_receipt_version: \"v1\"; "
                  "docs/formats.md shows every field. A receipt is not converted by hand: that "
                  "would no longer be what the runner wrote",
        .requirements = {"K-95", "X-19"},
    },
    check};

}  // namespace mig::rules::receipt_rules
