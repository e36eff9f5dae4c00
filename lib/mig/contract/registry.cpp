#include "mig/contract/registry.hpp"

namespace mig::contract {
namespace {
constexpr std::string_view kExecuted = "executed_";
}

const RegistryEntry* Registry::entry(std::string_view id) const {
  const auto found = first_of_id.find(std::string(id));
  return found == first_of_id.end() ? nullptr : &entries[found->second];
}

void read_registry(const document::LocatedValue& value, std::size_t document, Registry& into) {
  const auto* migrations = member(value, "migrations");
  if (migrations == nullptr || migrations->array() == nullptr) return;
  for (const auto& item : *migrations->array()) {
    auto id = string_member(item, "id");
    if (!id) continue;
    into.first_of_id.emplace(id->value, into.entries.size());
    into.entries.push_back({document, item.span(), std::move(*id), string_member(item, "type"),
                            string_member(item, "status"), string_member(item, "path"),
                            string_member(item, "superseded_by"),
                            member(item, "superseded_by") != nullptr,
                            strings_member(item, "owners")});
  }
}

std::string_view executed_environment(std::string_view status) {
  return status.starts_with(kExecuted) ? status.substr(kExecuted.size()) : std::string_view{};
}

bool is_executed_status(std::string_view status) {
  return status.starts_with(kExecuted) || status == "rolled_back";
}

}  // namespace mig::contract
