// The base, documents of either side, and places in them.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "mig/bundle/comparison.hpp"
#include "mig/contract/direction.hpp"
#include "mig/document/reader.hpp"
#include "support/process.hpp"

namespace mig::test {

inline constexpr const char* kBundle = "migrations/postgis/PG-MIG-2026-03-01-01";
inline constexpr const char* kBundleId = "PG-MIG-2026-03-01-01";
inline constexpr const char* kRegistryPath = "migrations/registry/migrations.v1.json";
inline constexpr const char* kBaseName = "main (0123456789ab)";
inline constexpr const char* kTip = "0123456789abcdef0123456789abcdef01234567";

/// `main` at a commit that nobody looks into: rules only say how the base is called.
inline std::shared_ptr<const bundle::BaseState> base_at(const std::string& commit) {
  static const TemporaryFolder folder;
  static const auto made =
      run_process({"git", "init", "-q", "-b", "main"},
                  {folder.path(), "", {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1"}});
  EXPECT_EQ(made.exit_code, 0) << made.standard_error;
  const auto root = io::Root::open(folder.path());
  EXPECT_TRUE(root);
  auto git = history::Repository::open(*root);
  EXPECT_TRUE(git);
  return std::make_shared<const bundle::BaseState>(
      bundle::BaseState{{"main", kTip, commit}, std::move(*git), {}, {}});
}

/// A document that counts as valid, whatever its schema says.
inline bundle::DocumentFacts document_of(std::string path, contract::DocumentKind kind,
                                         std::string text) {
  bundle::DocumentFacts document;
  const bool is_json = path.ends_with(".json");
  document.source = std::make_shared<const SourceText>(std::move(path), std::move(text));
  document.kind = kind;
  const auto bytes = document.source->bytes();
  auto value = is_json ? document::read_json(bytes) : document::read_yaml(bytes);
  EXPECT_TRUE(value) << bytes;
  if (value) document.value = std::move(*value);
  return document;
}

/// A word of a text, which has to be there.
inline Span span_of(const SourceText& source, std::string_view word) {
  const auto at = source.bytes().find(word);
  EXPECT_NE(at, std::string_view::npos) << word;
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())};
}

/// "migration.yml:3" or, of a whole file, its path alone.
inline std::string place_of(const Location& location) {
  if (!location.region) return location.path;
  return fmt::format("{}:{}", location.path, location.region->begin.line);
}

/// A key of a kind of document that shifted, at no place yet.
inline contract::Shift shift_of(contract::DocumentKind kind, std::string_view key,
                                contract::Lean lean, std::string before, std::string after) {
  contract::Shift shift;
  shift.direction = contract::direction_of(kind, key);
  EXPECT_NE(shift.direction, nullptr) << key;
  shift.lean = lean;
  shift.key = key;
  shift.before = std::move(before);
  shift.after = std::move(after);
  return shift;
}

}  // namespace mig::test
