#include "mig/contract/scope_names.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace mig::contract {
namespace {

using Lists = std::initializer_list<std::pair<std::string, std::vector<std::string>>>;

Declaration declaration_with(const Lists& lists) {
  Declaration declaration;
  for (const auto& [key, entries] : lists) {
    ScopeList list;
    list.key = key;
    list.is_allowed = key.starts_with("allowed_");
    list.surface = key.substr(key.find('_') + 1);
    for (const auto& entry : entries) list.entries.push_back({entry, {}});
    declaration.scope.push_back(std::move(list));
  }
  return declaration;
}

std::vector<std::string> contacts_of(const Lists& lists, const ProtectedDomains& domains = {}) {
  std::vector<std::string> contacts;
  for (const auto& contact : protected_contacts(declaration_with(lists), domains)) {
    contacts.push_back(contact.entry.value + " meets " + contact.domain);
  }
  return contacts;
}

std::vector<std::string> contradictions_of(const Lists& lists) {
  const auto declaration = declaration_with(lists);
  std::vector<std::string> found;
  for (const auto& one : scope_contradictions(declaration)) {
    found.push_back(one.entry->value + " by " + one.forbidden_entry->value);
  }
  return found;
}

using Texts = std::vector<std::string>;

TEST(ScopeNames, TakesNamesApart) {
  EXPECT_EQ(qualified_name("public.parcels").schema, "public");
  EXPECT_EQ(qualified_name("parcels").schema, "");
  EXPECT_EQ(qualified_name("f(public.mood)").schema, "");
  const auto object = object_name("function public.f(public.mood)");
  EXPECT_EQ(object.kind, "function");
  EXPECT_EQ(object.name.schema, "public");
  EXPECT_EQ(object.name.name, "f(public.mood)");
  EXPECT_EQ(object_name("pg_trgm").kind, "");
}

TEST(ScopeNames, KnowsEntriesThatNameEverything) {
  for (const auto* entry : {"*", "**", "*.*", "%", "all", "ALL", "?*", ".*", "type *", "* *"}) {
    EXPECT_TRUE(names_everything(entry)) << entry;
  }
  for (const auto* entry : {"", "?", "parcels", "p*", "public.*", "alles", "type public.*", "a%"}) {
    EXPECT_FALSE(names_everything(entry)) << entry;
  }
}

TEST(ScopeNames, MeetsProtectedSchemasFromEitherSide) {
  EXPECT_EQ(contacts_of({{"allowed_schemas", {"public", "gov*", "governance"}}}),
            (Texts{"gov* meets schema governance", "governance meets schema governance"}));
  ProtectedDomains domains;
  domains.schemas = {"gov*"};
  EXPECT_EQ(contacts_of({{"allowed_schemas", {"governance"}}}, domains),
            Texts{"governance meets schema gov*"});
}

TEST(ScopeNames, WhatIsForbiddenCannotBeTouched) {
  EXPECT_TRUE(
      contacts_of({{"allowed_schemas", {"gov*"}}, {"forbidden_schemas", {"governance"}}}).empty());
  EXPECT_EQ(contacts_of({{"allowed_schemas", {"gov*"}}, {"forbidden_schemas", {"govern"}}}),
            Texts{"gov* meets schema governance"});
  EXPECT_TRUE(contacts_of({{"allowed_tables", {"governance.rules"}},
                           {"forbidden_tables", {"governance.*"}}})
                  .empty());
}

TEST(ScopeNames, MeetsProtectedTablesBareAndQualified) {
  ProtectedDomains domains;
  domains.schemas.clear();
  domains.tables = {"public.authority_*"};
  EXPECT_EQ(contacts_of({{"allowed_schemas", {"public"}}}, domains),
            Texts{"public meets table public.authority_*"});
  EXPECT_EQ(contacts_of({{"allowed_schemas", {"public"}}, {"allowed_tables", {"*_sites", "lots"}}},
                        domains),
            Texts{"*_sites meets table public.authority_*"});
  EXPECT_TRUE(contacts_of({{"allowed_schemas", {"gis"}}, {"allowed_tables", {"*_sites"}}}, domains)
                  .empty());
  EXPECT_TRUE(
      contacts_of({{"allowed_tables", {"public.*_sites"}}, {"forbidden_tables", {"authority_*"}}},
                  domains)
          .empty());
  domains.tables = {"authority_sites"};
  EXPECT_EQ(contacts_of({{"allowed_tables", {"gis.authority_sites"}}}, domains),
            Texts{"gis.authority_sites meets table authority_sites"});
}

TEST(ScopeNames, MeetsProtectedObjectsByKindSchemaAndTable) {
  ProtectedDomains domains;
  domains.tables = {"public.authority_sites"};
  domains.objects = {"extension *crypto"};
  EXPECT_EQ(contacts_of({{"allowed_objects",
                          {"extension pgcrypto", "schema audit", "type audit.mood",
                           "table public.authority_sites", "type public.mood"}}},
                        domains),
            (Texts{"extension pgcrypto meets extension *crypto", "schema audit meets schema audit",
                   "type audit.mood meets schema audit",
                   "table public.authority_sites meets table public.authority_sites"}));
}

TEST(ScopeNames, FoldsNamesAsPostgreSqlDoes) {
  EXPECT_EQ(folded_name("Governance"), "governance");
  EXPECT_EQ(folded_name("\"governance\".\"Mood\""), "governance.Mood");
  EXPECT_EQ(folded_name(" TYPE  public.Mood "), "type public.mood");
  EXPECT_EQ(qualified_name(folded_name("\"a.B\".t")).schema, "\"a.B\"");
  EXPECT_EQ(contacts_of({{"allowed_schemas", {"GOV*", "\"Governance\""}}}),
            Texts{"GOV* meets schema governance"});
  ProtectedDomains domains;
  domains.tables = {"Public.\"sites\""};
  EXPECT_EQ(contacts_of({{"allowed_tables", {"public.SITES", "public.\"Sites\""}}}, domains),
            Texts{"public.SITES meets table public.sites"});
  EXPECT_EQ(contradictions_of({{"allowed_tables", {"Parcels", "\"Lots\""}},
                               {"forbidden_tables", {"\"parcels\"", "lots"}}}),
            Texts{"Parcels by \"parcels\""});
}

TEST(ScopeNames, SeeksBareObjectsInTheAllowedSchemas) {
  ProtectedDomains domains;
  domains.objects = {"type gis.mood"};
  const std::vector<std::string> mood{"type mood"};
  EXPECT_EQ(contacts_of({{"allowed_schemas", {"gis"}}, {"allowed_objects", mood}}, domains),
            Texts{"type mood meets type gis.mood"});
  EXPECT_TRUE(
      contacts_of({{"allowed_schemas", {"public"}}, {"allowed_objects", mood}}, domains).empty());
  EXPECT_TRUE(contacts_of({{"allowed_schemas", {"gis"}},
                           {"allowed_objects", mood},
                           {"forbidden_objects", {"type gis.*"}}},
                          domains)
                  .empty());
  EXPECT_EQ(contacts_of({{"allowed_objects", {"type mood", "extension postgis"}}}),
            Texts{"type mood meets schema governance"});
  EXPECT_EQ(contradictions_of({{"allowed_schemas", {"gis", "public"}},
                               {"allowed_objects", {"type mood", "type hue"}},
                               {"forbidden_objects", {"type gis.mood", "type *.hue"}}}),
            Texts{"type hue by type *.hue"});
}

TEST(ScopeNames, MeetsProtectedNamesOfGraphs) {
  ProtectedDomains domains;
  domains.labels = {"Authority"};
  domains.namespaces = {"core*"};
  EXPECT_EQ(contacts_of({{"allowed_labels", {"Auth*", "Parcel"}}, {"allowed_namespaces", {"core"}}},
                        domains),
            (Texts{"Auth* meets label Authority", "core meets namespace core*"}));
  EXPECT_TRUE(
      contacts_of({{"allowed_labels", {"Auth*"}}, {"forbidden_labels", {"Authority"}}}, domains)
          .empty());
}

TEST(ScopeNames, FindsWhatIsWhollyForbidden) {
  EXPECT_EQ(contradictions_of({{"allowed_tables", {"parcels", "lots_20*", "roads"}},
                               {"forbidden_tables", {"parcels", "lots_*", "road"}}}),
            (Texts{"parcels by parcels", "lots_20* by lots_*"}));
  EXPECT_EQ(contradictions_of({{"allowed_schemas", {"public", "gis"}},
                               {"allowed_tables", {"parcels", "public.lots"}},
                               {"forbidden_tables", {"public.*"}}}),
            Texts{"public.lots by public.*"});
  EXPECT_EQ(contradictions_of({{"allowed_objects", {"schema raw", "table gis.lots", "type raw.t"}},
                               {"forbidden_schemas", {"raw"}},
                               {"forbidden_tables", {"lots"}}}),
            (Texts{"schema raw by raw", "table gis.lots by lots", "type raw.t by raw"}));
}

TEST(ScopeNames, LeavesASchemaThatContradictsItselfToThatSchema) {
  EXPECT_EQ(contradictions_of({{"allowed_schemas", {"public"}},
                               {"allowed_tables", {"public.parcels", "lots"}},
                               {"forbidden_schemas", {"public"}}}),
            Texts{"public by public"});
}

TEST(ScopeNames, DoesNotCompareScopesWithoutBound) {
  const std::vector<std::string> many(kMaxScopeEntries, "governance");
  const Lists lists{{"allowed_schemas", many}, {"forbidden_schemas", {"governance"}}};
  EXPECT_FALSE(is_comparable(declaration_with(lists)));
  EXPECT_TRUE(contradictions_of(lists).empty());
  EXPECT_TRUE(contacts_of(lists).empty());
}

}  // namespace
}  // namespace mig::contract
