#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& id = bundle.declaration.migration_id;
  const auto& type = bundle.declaration.type;
  if (document == nullptr || !id || !type) return;
  const auto prefix = contract::id_prefix_of(type->value);
  const auto type_by_id = type_of_id(id->value);
  // "other" takes any prefix; types that nobody knows are told by the schema.
  if (prefix.empty() || type_by_id.empty() || type_by_id == type->value) return;
  auto& finding = reporter.at(*document->source, id->span,
                              fmt::format("\"{}\" is the id of a {} migration, but the type is {}",
                                          id->value, type_by_id, type->value));
  relate(finding, quote(*document->source, type->span), "the type is declared here");
  finding.remedy = fmt::format("write \"type: {}\", or give the migration an id with prefix {}",
                               type_by_id, prefix);
}

}  // namespace

const Rule id_type_mismatch{
    {
        .id = "declaration-id-type-mismatch",
        .severity = Severity::fail,
        .summary = "The prefix of the migration id belongs to another store than the declared type",
        .rationale = "Scope, limits and scripts are judged by the type. When id and type disagree, "
                     "one of them is wrong, and the gates might watch the wrong store.",
        .remedy = "Correct the type, or give the migration an id with the prefix of its store: "
                  "PG, SEARCH or GRAPH",
        .requirements = {"K-07"},
    },
    check};

}  // namespace mig::rules::declaration_rules
