#include "mig/delta/protected.hpp"

#include <algorithm>

#include "mig/delta/inventory.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::delta {
namespace {

using contract::BaselineObject;
using contract::ProtectedDomains;

bool any_matches(const std::vector<std::string>& globs, std::string_view name) {
  return std::any_of(globs.begin(), globs.end(),
                     [name](const auto& glob) { return pattern::glob_matches(glob, name); });
}

/// Objects of these kinds lie in no schema, whatever dots their names have.
bool lies_in_schema(std::string_view kind, std::string_view name) {
  if (kind == "schema" || kind == "extension" || kind == "comment" || kind == "label") return false;
  return name.find('.') != std::string_view::npos;
}

bool holds(std::string_view kind, std::string_view name, const ProtectedDomains& domains) {
  if (any_matches(domains.objects, std::string(kind) + ' ' + std::string(name))) return true;
  if (kind == "schema") return any_matches(domains.schemas, name);
  if (kind == "label") return any_matches(domains.labels, name);
  return lies_in_schema(kind, name) && any_matches(domains.schemas, name.substr(0, name.find('.')));
}

}  // namespace

bool is_protected(const BaselineObject& object, const ProtectedDomains& domains) {
  if (holds(object.kind, object.name, domains)) return true;
  const auto table = owning_table(object);
  if (!table.empty() && (any_matches(domains.tables, table) || holds("table", table, domains)))
    return true;
  if (object.kind != "comment") return false;
  return std::any_of(object.needs().begin(), object.needs().end(), [&](std::string_view need) {
    const auto space = need.find(' ');
    return space != std::string_view::npos &&
           holds(need.substr(0, space), need.substr(space + 1), domains);
  });
}

std::vector<bool> protected_among(const contract::Baseline& baseline,
                                  const ProtectedDomains& domains) {
  std::vector<bool> found;
  found.reserve(baseline.objects.size());
  for (const auto& object : baseline.objects) found.push_back(is_protected(object, domains));
  return found;
}

}  // namespace mig::delta
