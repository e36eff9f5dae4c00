#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/contract/declaration.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::scope_rules {
namespace {

std::vector<std::string_view> stores_with(std::string_view surface) {
  std::vector<std::string_view> stores;
  for (const auto type : contract::enforceable_store_types()) {
    if (contract::surface_fits_store(surface, type)) stores.push_back(type);
  }
  return stores;
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& type = bundle.declaration.type;
  if (document == nullptr || !type) return;
  for (const auto& list : bundle.declaration.scope) {
    if (contract::surface_fits_store(list.surface, type->value)) continue;
    const auto stores = stores_with(list.surface);
    // A surface that no store has is told by the schema.
    if (stores.empty()) continue;
    auto& finding =
        reporter.at(*document->source, list.key_span,
                    fmt::format("`{}` bounds nothing in a {} store: no gate can enforce it there",
                                list.key, type->value));
    relate(finding, quote(*document->source, type->span), "the type is declared here");
    finding.remedy = fmt::format("surfaces of a {} store are {}; {} belong to {}", type->value,
                                 fmt::join(contract::surfaces_of_store(type->value), ", "),
                                 list.surface, fmt::join(stores, ", "));
  }
}

}  // namespace

const Rule unfit_surface{
    {
        .id = "scope-unfit-surface",
        .severity = Severity::fail,
        .summary = "A scope key does not fit the type of store",
        .rationale = "A limit that no gate can enforce protects nothing and reads as if it did.",
        .remedy = "Use the surfaces of the declared type: schemas and tables for postgis, indices "
                  "and aliases for search, labels, relationship types and namespaces for graph",
        .requirements = {"K-11"},
    },
    check};

}  // namespace mig::rules::scope_rules
