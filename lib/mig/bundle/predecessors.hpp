#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/catalog/catalog.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

/// What the migrations that a registry lists leave behind, one after the other. Kept between
/// bundles, so that a folder of drafts is not replayed for each of them. Safe for several threads.
class Predecessors {
 public:
  /// What a bundle finds that runs after those listed before it: what they made is known, and
  /// nothing is said of the rest. Nothing when it is not listed, when one of them cannot be read,
  /// or when they are more than a gate should replay. An error when the system refuses to read.
  Result<std::optional<catalog::Catalog>> before(const io::Root& root, const BundleFacts& bundle);

 private:
  struct Step {
    catalog::Catalog catalog;
    bool is_readable = true;  ///< everything up to here
    std::uint64_t bytes = 0;  ///< of scripts
  };
  Result<void> advance(const io::Root& root, const RepositoryFacts& repository, std::size_t entry,
                       Step& step);

  std::mutex mutex_;
  std::map<std::size_t, Step> steps_;  ///< by the entry that runs next
  std::size_t kept_ = 0;               ///< objects in them
};

}  // namespace mig::bundle
