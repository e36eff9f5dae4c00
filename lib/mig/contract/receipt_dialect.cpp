#include "mig/contract/receipt_dialect.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <utility>

namespace mig::contract {
namespace {

using document::LocatedValue;

constexpr std::size_t kFewestKeys = 2;
constexpr std::array<std::string_view, 2> kFileLists{"inputs", "outputs"};

/// Gathers the keys of one form.
class Telltales {
 public:
  explicit Telltales(const LocatedValue& receipt) : receipt_(receipt) {}

  Telltales& top(std::string_view key) {
    add(receipt_, key, std::string(key));
    return *this;
  }
  Telltales& below(std::string_view parent, std::string_view key) {
    if (const auto* object = member(receipt_, parent))
      add(*object, key, fmt::format("{}.{}", parent, key));
    return *this;
  }
  /// Of the files that it lists.
  Telltales& of_files(std::string_view key) {
    for (const auto list : kFileLists) {
      const auto* files = member(receipt_, list);
      if (files == nullptr || files->array() == nullptr || files->array()->empty()) continue;
      if (add(files->array()->front(), key, fmt::format("{}[].{}", list, key))) break;
    }
    return *this;
  }
  LocatedStrings take() { return std::move(keys_); }

 private:
  bool add(const LocatedValue& object, std::string_view key, std::string name) {
    const auto span = key_span(object, key);
    if (span) keys_.push_back({std::move(name), *span});
    return span.has_value();
  }

  const LocatedValue& receipt_;
  LocatedStrings keys_;
};

LocatedStrings keys_of_manifest(const LocatedValue& receipt) {
  return Telltales(receipt)
      .top("kind")
      .top("container_image")
      .below("environment", "container_image")
      .below("timestamps", "started_at")
      .below("timestamps", "ended_at")
      .of_files("href")
      .take();
}

// `operation` is a key of v1 as well: it tells something only beside another one.
LocatedStrings keys_of_decision(const LocatedValue& receipt) {
  return Telltales(receipt)
      .top("created_at")
      .top("operation")
      .top("uri")
      .below("validation", "report_digest")
      .of_files("uri")
      .take();
}

LocatedStrings keys_of_stage(const LocatedValue& receipt) {
  return Telltales(receipt).top("stage").top("spec_hash").top("outcome").take();
}

}  // namespace

std::optional<ReceiptDialect> dialect_of(const LocatedValue& receipt) {
  const auto version = string_member(receipt, "kfm_run_receipt_version");
  if (version && version->value == "v1") return std::nullopt;
  std::array<ReceiptDialect, 3> dialects{{
      {"the KFM repository's README (`kind`, `href`, `timestamps`)", keys_of_manifest(receipt)},
      {"ADR 0011 (`operation`, `created_at`, `uri`)", keys_of_decision(receipt)},
      {"the RunReceipt of upstream's head (`stage`, `spec_hash`, `outcome`)",
       keys_of_stage(receipt)},
  }};
  ReceiptDialect* best = nullptr;
  bool is_clear = false;
  for (auto& dialect : dialects) {
    if (dialect.keys.size() < kFewestKeys) continue;
    is_clear = best == nullptr || dialect.keys.size() != best->keys.size();
    if (best == nullptr || dialect.keys.size() > best->keys.size()) best = &dialect;
  }
  // Two forms at once are neither.
  if (best == nullptr || !is_clear) return std::nullopt;
  return std::move(*best);
}

}  // namespace mig::contract
