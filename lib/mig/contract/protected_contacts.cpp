#include <algorithm>
#include <optional>

#include "mig/contract/scope_names.hpp"
#include "mig/pattern/glob_relation.hpp"

namespace mig::contract {
namespace {

using pattern::glob_covers;
using pattern::globs_intersect;

/// Answers for one entry after the other which protected domain it may touch.
class ContactFinder {
 public:
  ContactFinder(const Declaration& declaration, const ProtectedDomains& domains)
      : declaration_(declaration), domains_(domains) {}

  std::optional<std::string> domain_met(const ScopeList& list, const std::string& entry) const {
    if (list.surface == "schemas") return met_by_schema(entry);
    if (list.surface == "tables") return met_by_table(entry);
    if (list.surface == "objects") return met_by_object(entry);
    if (list.surface == "labels") return met_by_name(list, entry, "label", domains_.labels);
    if (list.surface == "namespaces") {
      return met_by_name(list, entry, "namespace", domains_.namespaces);
    }
    return std::nullopt;
  }

 private:
  bool is_forbidden(std::string_view key, std::string_view name) const {
    const auto* list = declaration_.scope_list(key);
    return list != nullptr &&
           std::any_of(list->entries.begin(), list->entries.end(), [name](const auto& forbidden) {
             return glob_covers(forbidden.value, name);
           });
  }

  bool is_forbidden_table(const QualifiedName& table) const {
    if (!table.schema.empty() && is_forbidden("forbidden_schemas", table.schema)) return true;
    const auto* list = declaration_.scope_list("forbidden_tables");
    return list != nullptr &&
           std::any_of(list->entries.begin(), list->entries.end(), [&table](const auto& forbidden) {
             return forbids_table(forbidden.value, table);
           });
  }

  std::optional<std::string> protected_schema(std::string_view schema) const {
    for (const auto& domain : domains_.schemas) {
      if (!globs_intersect(domain, schema)) continue;
      if (is_forbidden("forbidden_schemas", domain) || is_forbidden("forbidden_schemas", schema)) {
        continue;
      }
      return "schema " + domain;
    }
    return std::nullopt;
  }

  std::optional<std::string> protected_table(const QualifiedName& table) const {
    for (const auto& domain : domains_.tables) {
      const auto guarded = qualified_name(domain);
      // A policy's glob without a dot may mean a bare name, or run over the dot: "*authority*".
      const bool meets = guarded.schema.empty()
                             ? globs_intersect(domain, table.name) ||
                                   globs_intersect(domain, table.schema + "." + table.name)
                             : globs_intersect(domain, table.schema + "." + table.name);
      if (!meets || is_forbidden_table(guarded) || is_forbidden_table(table)) continue;
      return "table " + domain;
    }
    return std::nullopt;
  }

  std::optional<std::string> met_by_schema(const std::string& entry) const {
    if (auto schema = protected_schema(entry)) return schema;
    // Without a list of tables an allowed schema allows all of its tables.
    const auto* tables = declaration_.scope_list("allowed_tables");
    if (tables != nullptr && !tables->entries.empty()) return std::nullopt;
    return protected_table({entry, "*"});
  }

  std::optional<std::string> met_by_table(const std::string& entry) const {
    const bool is_bare = qualified_name(entry).schema.empty();
    const auto* schemas = declaration_.scope_list("allowed_schemas");
    // The schemas of a bare name are those of allowed_schemas, which answer for themselves.
    const bool answers_for_schema = !is_bare || schemas == nullptr || schemas->entries.empty();
    for (const auto& table : tables_reached(declaration_, entry)) {
      if (answers_for_schema) {
        if (auto schema = protected_schema(table.schema); schema && !is_forbidden_table(table)) {
          return schema;
        }
      }
      if (auto met = protected_table(table)) return met;
    }
    return std::nullopt;
  }

  std::optional<std::string> met_by_object(const std::string& entry) const {
    if (is_forbidden("forbidden_objects", entry)) return std::nullopt;
    const auto written = object_name(entry);
    if (auto met = protected_object(entry)) return met;
    if (written.kind == "schema") return protected_schema(written.name.name);
    if (written.kind == "table") return met_by_table(entry.substr(entry.find(' ') + 1));
    const auto* schemas = declaration_.scope_list("allowed_schemas");
    // As with tables, the schemas of a bare name answer for themselves.
    const bool answers_for_schema =
        !written.name.schema.empty() || schemas == nullptr || schemas->entries.empty();
    for (const auto& object : objects_reached(declaration_, entry)) {
      if (object.name.schema.empty() || is_forbidden_object(object)) continue;
      if (auto met = protected_object(text_of(object))) return met;
      if (!answers_for_schema) continue;
      if (auto schema = protected_schema(object.name.schema)) return schema;
    }
    return std::nullopt;
  }

  std::optional<std::string> protected_object(const std::string& entry) const {
    for (const auto& domain : domains_.objects) {
      if (globs_intersect(domain, entry) && !is_forbidden("forbidden_objects", domain)) {
        return domain;
      }
    }
    return std::nullopt;
  }

  bool is_forbidden_object(const ObjectName& object) const {
    if (is_forbidden("forbidden_schemas", object.name.schema)) return true;
    const auto* list = declaration_.scope_list("forbidden_objects");
    return list != nullptr &&
           std::any_of(list->entries.begin(), list->entries.end(), [&](const auto& forbidden) {
             return forbids_object(forbidden.value, object);
           });
  }

  std::optional<std::string> met_by_name(const ScopeList& list, const std::string& entry,
                                         std::string_view kind,
                                         const std::vector<std::string>& domains) const {
    const auto forbidden = "forbidden_" + list.surface;
    if (is_forbidden(forbidden, entry)) return std::nullopt;
    for (const auto& domain : domains) {
      if (globs_intersect(domain, entry) && !is_forbidden(forbidden, domain)) {
        return std::string(kind) + " " + domain;
      }
    }
    return std::nullopt;
  }

  const Declaration& declaration_;
  const ProtectedDomains& domains_;
};

ProtectedDomains with_folded_names(ProtectedDomains domains) {
  for (auto* list : {&domains.schemas, &domains.tables, &domains.objects}) {
    for (auto& domain : *list) domain = folded_name(domain);
  }
  return domains;
}

}  // namespace

std::vector<ProtectedContact> protected_contacts(const Declaration& declaration,
                                                 const ProtectedDomains& domains) {
  std::vector<ProtectedContact> contacts;
  if (!is_comparable(declaration)) return contacts;
  const auto folded = with_folded_names(declaration);
  const auto folded_domains = with_folded_names(domains);
  const ContactFinder finder(folded, folded_domains);
  for (std::size_t i = 0; i < folded.scope.size(); ++i) {
    const auto& list = folded.scope[i];
    if (!list.is_allowed) continue;
    for (std::size_t j = 0; j < list.entries.size(); ++j) {
      if (names_everything(list.entries[j].value)) continue;
      if (auto domain = finder.domain_met(list, list.entries[j].value)) {
        contacts.push_back({list.key, declaration.scope[i].entries[j], std::move(*domain)});
      }
    }
  }
  return contacts;
}

}  // namespace mig::contract
