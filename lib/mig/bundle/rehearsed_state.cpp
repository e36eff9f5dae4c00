#include "mig/bundle/rehearsed_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "mig/bundle/load_evidence.hpp"
#include "mig/delta/observation.hpp"

namespace mig::bundle {
namespace {

using contract::Attribute;
using contract::BaselineObject;

const delta::Inventory* inventory_at(const BundleFacts& bundle, std::string_view path) {
  const auto* document = bundle.document_at(path);
  return document == nullptr ? nullptr : document->inventory.get();
}

const delta::Inventory* declared_state(const BundleFacts& bundle) {
  for (const auto& run : bundle.runs) {
    if (const auto* inventory = inventory_at(bundle, run.pre_baseline)) return inventory;
  }
  return nullptr;
}

std::set<std::string> touched_tables(const delta::Observation& observation) {
  std::set<std::string> tables;
  for (const auto& change : observation.changes) {
    if (!change.table.empty()) tables.insert(change.table);
  }
  return tables;
}

/// What every program that captures says in the same words.
bool agree(const BaselineObject& left, const BaselineObject& right) {
  for (const auto attribute : {Attribute::type, Attribute::constraint_type}) {
    const auto* one = left.text(attribute);
    const auto* other = right.text(attribute);
    if (one != nullptr && other != nullptr && *one != *other) return false;
  }
  for (const auto attribute : {Attribute::nullable, Attribute::unique}) {
    const auto* one = left.flag(attribute);
    const auto* other = right.flag(attribute);
    if (one != nullptr && other != nullptr && *one != *other) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> foreign_state(const BundleFacts& bundle) {
  const auto* declared = declared_state(bundle);
  const auto* pre = inventory_at(bundle, kRehearsedPre);
  const auto* post = inventory_at(bundle, kRehearsedPost);
  if (declared == nullptr || pre == nullptr || post == nullptr) return std::nullopt;
  const auto tables =
      touched_tables(delta::observe(*pre, *post, bundle.repository->policy.protected_domains));
  for (const auto& object : declared->baseline.objects) {
    if (object.kind == "comment" || !tables.contains(delta::owning_table(object))) continue;
    const auto* rehearsed = pre->find(object.kind, object.name);
    if (rehearsed == nullptr)
      return fmt::format("{} of the pre baseline was not there when it was rehearsed",
                         object.label());
    if (!agree(object, *rehearsed))
      return fmt::format("{} was another when it was rehearsed than the pre baseline shows",
                         object.label());
  }
  return std::nullopt;
}

}  // namespace mig::bundle
