#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& id = bundle.declaration.migration_id;
  if (document == nullptr || !id || id->value.empty()) return;
  const auto broken = broken_part_of(id->value);
  if (broken.empty()) return;
  reporter.at(*document->source, id->span,
              fmt::format("\"{}\" is no migration id: {}", id->value, broken));
}

}  // namespace

const Rule malformed_id{
    {
        .id = "declaration-malformed-id",
        .severity = Severity::fail,
        .summary = "The migration id does not follow the grammar "
                   "<PG|SEARCH|GRAPH>-MIG-YYYY-MM-DD-NN",
        .rationale = "The id names the folder, the registry entry and every receipt, and its date "
                     "orders migrations. An id of another form can do none of it.",
        .remedy = "Write the id as <PG|SEARCH|GRAPH>-MIG-YYYY-MM-DD-NN, such as "
                  "PG-MIG-2026-03-01-01, and name the folder after it",
        .requirements = {"K-06"},
    },
    check};

}  // namespace mig::rules::declaration_rules
