#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/contract/declaration.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::declaration_rules {
namespace {

// What may be done says nothing about where.
constexpr std::string_view kOperations = "operations";

void report(const bundle::BundleFacts& bundle, std::string_view side, Reporter& reporter) {
  const auto& source = *bundle.declaration_document()->source;
  auto& finding = reporter.at(source, *bundle.declaration.scope_span,
                              fmt::format("the scope names nothing that is {}", side));
  const auto& type = bundle.declaration.type;
  std::vector<std::string> keys;
  for (const auto surface : contract::surfaces_of_store(type ? type->value : std::string())) {
    if (surface != kOperations) keys.push_back(fmt::format("{}_{}", side, surface));
  }
  if (!keys.empty()) {
    finding.remedy = fmt::format("fill at least one of {}", fmt::join(keys, ", "));
  }
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& declaration = bundle.declaration;
  if (document == nullptr || !declaration.scope_span || is_misshapen(*document, "scope")) return;
  bool has_allowed = false;
  bool has_forbidden = false;
  for (const auto& list : declaration.scope) {
    if (list.surface == kOperations) continue;
    // An empty allowed list is told by scope-not-tight.
    has_allowed = has_allowed || list.is_allowed;
    has_forbidden = has_forbidden || (!list.is_allowed && !list.entries.empty());
  }
  if (!has_allowed) report(bundle, "allowed", reporter);
  if (!has_forbidden) report(bundle, "forbidden", reporter);
}

}  // namespace

const Rule one_sided_scope{
    {
        .id = "declaration-one-sided-scope",
        .severity = Severity::fail,
        .summary = "The scope leaves out what is allowed, or what is forbidden",
        .rationale =
            "A scope is a limit that the gates enforce. Both sides must be said: what is "
            "allowed bounds the change, and what is forbidden stays out of reach even when "
            "the allowed side is widened later.",
        .remedy = "Name at least one surface on either side, such as allowed_tables and "
                  "forbidden_schemas",
        .requirements = {"K-10"},
    },
    check};

}  // namespace mig::rules::declaration_rules
