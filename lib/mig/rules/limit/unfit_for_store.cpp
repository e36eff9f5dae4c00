#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/contract/declaration.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::limit_rules {
namespace {

std::vector<std::string_view> stores_with(std::string_view limit) {
  std::vector<std::string_view> stores;
  for (const auto type : contract::enforceable_store_types()) {
    if (contract::limit_fits_store(limit, type)) stores.push_back(type);
  }
  return stores;
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& type = bundle.declaration.type;
  if (document == nullptr || !type) return;
  for (const auto& limit : bundle.declaration.limits) {
    if (contract::limit_fits_store(limit.key, type->value)) continue;
    const auto stores = stores_with(limit.key);
    // A limit that no store has is told by the schema.
    if (stores.empty()) continue;
    auto& finding =
        reporter.at(*document->source, limit.key_span,
                    fmt::format("`{}` caps nothing in a {} store: no gate can enforce it there",
                                limit.key, type->value));
    relate(finding, quote(*document->source, type->span), "the type is declared here");
    finding.remedy = fmt::format("limits of a {} store are {}; this one belongs to {}", type->value,
                                 fmt::join(contract::limits_of_store(type->value), ", "),
                                 fmt::join(stores, ", "));
  }
}

}  // namespace

const Rule unfit_for_store{
    {
        .id = "limit-unfit-for-store",
        .severity = Severity::fail,
        .summary = "A limit does not fit the type of store",
        .rationale =
            "A cap that no gate can count against protects nothing and reads as if it did.",
        .remedy = "Use the limits of the declared type; docs/formats.md lists them",
        .requirements = {"K-13"},
    },
    check};

}  // namespace mig::rules::limit_rules
