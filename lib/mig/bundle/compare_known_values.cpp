#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/compare_parts.hpp"
#include "mig/bundle/gate.hpp"
#include "mig/bundle/load.hpp"
#include "mig/contract/secret_baseline.hpp"

namespace mig::bundle {
namespace {

using contract::KnownValue;
using contract::SecretBaseline;

/// Nothing where the search for secrets could not use it as a list, whatever it is called.
Result<std::optional<DocumentFacts>> list_in(const std::string& path, std::string bytes) {
  if (bytes.size() > contract::FileLimits{}.inventory_bytes) return std::nullopt;
  auto document = examine_document(path, std::move(bytes), contract::DocumentKind::secret_baseline);
  if (!document) return tl::unexpected(document.error());
  if (!document->is_valid()) return std::nullopt;
  return std::optional<DocumentFacts>(std::move(*document));
}

Result<SecretBaseline> list_at_base(const BaseState& base, const std::string& path, bool& is_new) {
  auto bytes = base.git.read(base.tree, path, kMostBytesOfBlob);
  if (!bytes) return tl::unexpected(bytes.error());
  is_new = true;
  if (!*bytes) return SecretBaseline{};
  const auto document = list_in(name_at_base(base, path), std::move(**bytes));
  if (!document) return tl::unexpected(document.error());
  if (!*document) return SecretBaseline{};
  is_new = false;
  return contract::read_secret_baseline((*document)->value);
}

/// Several entries may speak of one value: what they allow adds up.
using Counts = std::map<std::tuple<std::string, std::string, std::string>, std::int64_t>;
Counts counts_of(const SecretBaseline& list) {
  Counts counts;
  for (const auto& entry : list.entries) {
    counts[{entry.path, entry.rule, entry.fingerprint}] += entry.count;
  }
  return counts;
}

void compare(const SecretBaseline& before, const SecretBaseline& now, GrownKnownValues& grown) {
  grown.has_other_salt = !grown.is_new && before.salt != now.salt;
  const auto known = grown.has_other_salt ? Counts{} : counts_of(before);
  const auto counts = counts_of(now);
  const KnownValue* first = nullptr;
  for (const auto& entry : now.entries) {
    const auto key = std::tuple(entry.path, entry.rule, entry.fingerprint);
    const auto found = known.find(key);
    if (found != known.end() && counts.at(key) <= found->second) continue;
    ++grown.values;
    if (first == nullptr || entry.span.begin < first->span.begin) first = &entry;
  }
  if (first != nullptr) grown.first = first->span;
}

}  // namespace

// Renames are not followed: at another path a list answers to another command.
Result<void> compare_known_values(RepositoryComparison& comparison) {
  const auto& base = *comparison.base;
  for (const auto at : changes_beneath(comparison, kGateFolder, false)) {
    const auto& change = comparison.changes[at];
    if (change.blob.empty()) continue;
    auto bytes = base.git.read_blob(change.blob, kMostBytesOfBlob);
    if (!bytes) return tl::unexpected(bytes.error());
    auto document = list_in(change.path, std::move(*bytes));
    if (!document) return tl::unexpected(document.error());
    if (!*document) continue;
    GrownKnownValues grown;
    const auto before = list_at_base(base, change.path, grown.is_new);
    if (!before) return tl::unexpected(before.error());
    compare(*before, contract::read_secret_baseline((*document)->value), grown);
    if (grown.values == 0) continue;
    grown.document = std::move(**document);
    comparison.grown_known_values.push_back(std::move(grown));
  }
  return {};
}

}  // namespace mig::bundle
