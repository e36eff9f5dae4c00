#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/bundle/facts.hpp"
#include "mig/delta/inventory.hpp"
#include "mig/effect/object.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::baseline_rules {
namespace {

constexpr std::array<std::string_view, 4> kHolders{"table", "foreign_table", "view", "matview"};

bool is_there(const delta::Inventory& inventory, const std::string& table) {
  // The fields of a composite type are columns of it, and a domain has constraints.
  if (inventory.find("comptype", table) != nullptr || inventory.find("domain", table) != nullptr)
    return true;
  return std::any_of(kHolders.begin(), kHolders.end(),
                     [&](std::string_view kind) { return inventory.find(kind, table) != nullptr; });
}

bool belongs_to_table(std::string_view kind) {
  return kind == "column" || kind == "constraint" || kind == "index" || kind == "trigger" ||
         kind == "rule" || kind == "policy";
}

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.inventory == nullptr) return;
  const auto& inventory = *document.inventory;
  if (inventory.baseline.store.value != "postgis") return;
  for (const auto& object : inventory.baseline.objects) {
    std::string message;
    const auto table = delta::owning_table(object);
    if (!effect::object_kind(object.kind)) {
      message = fmt::format("\"{}\" is no kind of object of this store", object.kind);
    } else if (belongs_to_table(object.kind) && table.empty()) {
      message = fmt::format("nothing says to which table {} belongs", object.label());
    } else if ((belongs_to_table(object.kind) || object.table) && !is_there(inventory, table)) {
      message = fmt::format("{} belongs to {}, which is not listed", object.label(), table);
    } else {
      continue;
    }
    reporter.at(*document.source, object.span, std::move(message)).object = object.label();
  }
}

}  // namespace

const Rule unplaceable_object{
    {
        .id = "baseline-unplaceable-object",
        .severity = Severity::fail,
        .summary = "An object of the inventory has no known kind, or belongs to no table "
                   "that is listed",
        .rationale = "Scope is declared by schema and table. An object that cannot be placed "
                     "would be held against no declaration at all.",
        .remedy = "Capture the baseline with every table, and name the `table` of each "
                  "index, constraint, trigger, rule and policy",
        .requirements = {"K-45", "X-24"},
    },
    check};

}  // namespace mig::rules::baseline_rules
