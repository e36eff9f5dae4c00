// What a change did against a base, built in memory.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "history_base_documents.hpp"
#include "mig/bundle/comparison.hpp"
#include "mig/rules/rule.hpp"

namespace mig::test {

/// A bundle that was approved at the base, in a repository around it; nothing of it changed yet.
struct ComparisonWorld {
  explicit ComparisonWorld(const std::string& commit = kTip) {
    repository.base = base_at(commit);
    around.base = repository.base;
    around.gate.digest = "sha256:9a7e";
    bundle.repository = &repository;
    bundle.path = kBundle;
    bundle.digest = "sha256:b0d1";
    comparison.repository = &around;
    comparison.before_path = kBundle;
    comparison.before_status = "approved";
    comparison.was_approved = true;
  }
  ComparisonWorld(const ComparisonWorld&) = delete;
  ComparisonWorld& operator=(const ComparisonWorld&) = delete;

  void declare(const std::string& before, const std::string& now) {
    comparison.before_declaration = document_of(fmt::format("main:{}/migration.yml", kBundle),
                                                contract::DocumentKind::declaration, before);
    bundle.documents = {
        document_of(bundle.path_of("migration.yml"), contract::DocumentKind::declaration, now)};
    bundle.has_declaration = true;
  }

  /// Merged, and so protected.
  void merge(const std::string& status = "merged") {
    comparison.before_status = status;
    comparison.was_merged = true;
  }

  void has_file(const std::string& relative) {
    io::Entry entry;
    entry.path = relative;
    bundle.entries.push_back(entry);
  }

  /// A registry now and at the base, entries as JSON; and those that are not what they were.
  void list(const std::string& before, const std::string& now) {
    const auto document = [](const std::string& path, const std::string& entries) {
      return document_of(path, contract::DocumentKind::registry,
                         "{\"migrations\": [\n" + entries + "\n]}");
    };
    around.base_registry_documents = {document(fmt::format("main:{}", kRegistryPath), before)};
    repository.registry_documents = {document(kRegistryPath, now)};
    around.base_registry = {};
    repository.registry = {};
    contract::read_registry(around.base_registry_documents[0].value, 0, around.base_registry);
    contract::read_registry(repository.registry_documents[0].value, 0, repository.registry);
    around.entries.clear();
    for (const auto& entry : around.base_registry.entries) {
      around.entries.push_back({entry, around.base_registry_documents[0].source,
                                repository.registry.entry(entry.id.value)});
    }
  }

  std::vector<Finding> judge(std::string_view id) const {
    std::vector<Finding> findings;
    const auto* rule = rules::find_rule(id);
    EXPECT_NE(rule, nullptr) << id;
    if (rule == nullptr) return findings;
    rules::Reporter reporter(rule->info, findings);
    if (const auto* check = std::get_if<rules::BundleComparisonCheck>(&rule->check)) {
      (*check)(bundle, comparison, reporter);
    } else {
      std::get<rules::RepositoryComparisonCheck>(rule->check)(repository, around, reporter);
    }
    return findings;
  }

  bundle::RepositoryFacts repository;
  bundle::RepositoryComparison around;
  bundle::BundleFacts bundle;
  bundle::BundleComparison comparison;
};

/// What one finding is to be.
struct Due {
  Severity severity = Severity::fail;
  std::string place;
  std::string object;
  std::string message;
  std::string remedy;  ///< is in it
};

inline void expect_only(const std::vector<Finding>& findings, const Due& due) {
  ASSERT_EQ(findings.size(), 1U);
  const auto& finding = findings[0];
  EXPECT_EQ(finding.severity, due.severity);
  EXPECT_EQ(place_of(finding.location), due.place);
  EXPECT_EQ(finding.object, due.object);
  EXPECT_EQ(finding.message, due.message);
  EXPECT_THAT(finding.remedy, testing::HasSubstr(due.remedy));
}

}  // namespace mig::test
