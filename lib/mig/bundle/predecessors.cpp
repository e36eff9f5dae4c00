#include "mig/bundle/predecessors.hpp"

#include <iterator>
#include <utility>

#include "mig/bundle/load.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/catalog/simulation.hpp"

namespace mig::bundle {
namespace {

constexpr std::string_view kReplayedType = "postgis";
// As many scripts as are simulated in a few seconds.
constexpr std::uint64_t kMostBytes = 32U << 20U;
// More than there are threads, so that none finds its neighbour gone.
constexpr std::size_t kMostSteps = 300;
// Objects in kept steps: some hundred megabytes at most.
constexpr std::size_t kMostKept = 3'000'000;

/// Whether its scripts are part of what a later migration finds.
bool leaves_something(const contract::RegistryEntry& entry) {
  if (!entry.type || entry.type->value != kReplayedType) return false;
  const auto status = entry.status ? std::string_view(entry.status->value) : std::string_view{};
  return status != "superseded" && status != "rolled_back";
}

std::optional<std::size_t> entry_of(const BundleFacts& bundle) {
  const auto* entry = bundle.registry_entry();
  if (entry == nullptr) return std::nullopt;
  return static_cast<std::size_t>(entry - bundle.repository->registry.entries.data());
}

}  // namespace

Result<void> Predecessors::advance(const io::Root& root, const RepositoryFacts& repository,
                                   std::size_t entry, Step& step) {
  if (!step.is_readable || !leaves_something(repository.registry.entries[entry])) return {};
  const auto folder = bundle_path_of(repository.registry.entries[entry], repository);
  const auto& limits = repository.policy.file_limits;
  auto document = load_document(root, joined(folder, kDeclarationFile),
                                contract::DocumentKind::declaration, limits);
  if (!document) return tl::unexpected(document.error());
  step.is_readable = document->is_valid();
  if (!step.is_readable) return {};
  const auto declaration = contract::read_declaration(document->value);
  for (const auto& path : declaration.artifacts.forward) {
    if (!io::is_contained_path(path.value)) step.is_readable = false;
    if (!step.is_readable) return {};
    const auto bytes = root.read(joined(folder, path.value), limits.script_bytes);
    if (!bytes && !io::is_content_fault(bytes.error().fault))
      return failure(ErrorKind::no_verdict, bytes.error().message,
                     Location{joined(folder, path.value), std::nullopt});
    step.bytes += bytes ? bytes->size() : 0;
    step.is_readable = bytes.has_value() && step.bytes <= kMostBytes;
    if (!step.is_readable) return {};
    auto prediction = catalog::predict(std::move(step.catalog), *bytes);
    step.catalog = std::move(prediction.after);
    step.is_readable = prediction.faults.empty();
  }
  return {};
}

Result<std::optional<catalog::Catalog>> Predecessors::before(const io::Root& root,
                                                             const BundleFacts& bundle) {
  const auto wanted = entry_of(bundle);
  if (!wanted || *wanted == 0) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const auto& repository = *bundle.repository;
  Step step;
  std::size_t at = 0;
  if (const auto later = steps_.upper_bound(*wanted); later != steps_.begin()) {
    const auto nearest = std::prev(later);
    at = nearest->first;
    step = nearest->second;
  }
  for (; at < *wanted; ++at) {
    if (auto advanced = advance(root, repository, at, step); !advanced)
      return tl::unexpected(advanced.error());
  }
  step.catalog.take_written();
  // Bundles are judged in about their order: the earliest step is the least likely to be asked for.
  while (!steps_.empty() && (steps_.size() >= kMostSteps || kept_ > kMostKept)) {
    kept_ -= steps_.begin()->second.catalog.size();
    steps_.erase(steps_.begin());
  }
  if (steps_.try_emplace(*wanted, step).second) kept_ += step.catalog.size();
  if (!step.is_readable) return std::nullopt;
  return std::move(step.catalog);
}

}  // namespace mig::bundle
