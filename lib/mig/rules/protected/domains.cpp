#include "mig/rules/protected/domains.hpp"

#include <algorithm>

#include "mig/contract/scope_names.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/scope/bounds.hpp"

namespace mig::rules {
namespace {

const std::string* match(const std::vector<std::string>& globs, std::string_view name) {
  const auto found = std::find_if(globs.begin(), globs.end(), [name](const auto& glob) {
    return pattern::glob_matches(contract::folded_name(glob), name);
  });
  return found == globs.end() ? nullptr : &*found;
}

const std::string& schema_of(const Subject& subject) {
  return subject.form == Subject::Form::schema ? subject.name.name : subject.name.schema;
}

}  // namespace

std::optional<std::string> protected_domain_of(const effect::ObjectName& object,
                                               std::string_view table,
                                               const contract::ProtectedDomains& domains) {
  const auto subject = subject_of(object, table);
  const auto& schema = schema_of(subject);
  if (!schema.empty()) {
    if (const auto* glob = match(domains.schemas, schema)) return "schema " + *glob;
  }
  if (subject.form == Subject::Form::table) {
    // As in a scope, a glob without a dot may mean the bare name.
    const auto* glob = match(domains.tables, schema + "." + subject.name.name);
    if (glob == nullptr) glob = match(domains.tables, subject.name.name);
    if (glob != nullptr) return "table " + *glob;
  }
  const auto* glob = match(domains.objects, subject.text());
  if (glob == nullptr) glob = match(domains.objects, to_string(object));
  if (glob != nullptr) return *glob;
  return std::nullopt;
}

std::optional<std::string> canonical_zone_of(const effect::ObjectName& object,
                                             std::string_view table,
                                             const contract::CanonicalZones& zones) {
  const auto subject = subject_of(object, table);
  const auto& schema = schema_of(subject);
  if (schema.empty()) return std::nullopt;
  const auto* glob = match(zones.schemas, schema);
  if (glob == nullptr) return std::nullopt;
  return *glob;
}

}  // namespace mig::rules
