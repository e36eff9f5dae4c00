#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/io/root.hpp"

namespace mig::io {

/// What the operating system said about an entry when it was looked at.
struct Stamp {
  std::uint64_t size = 0;
  std::uint64_t inode = 0;
  std::int64_t modified_seconds = 0;
  std::int64_t changed_seconds = 0;
  std::uint32_t modified_nanoseconds = 0;
  std::uint32_t changed_nanoseconds = 0;
  std::uint32_t mode = 0;

  bool operator==(const Stamp&) const = default;
};

/// An entry with its stamp; a folder has none, and holds its entries in the order of their paths.
struct StampedEntry {
  std::string path;  ///< relative to the root, '/' separated
  EntryKind kind = EntryKind::other;
  Stamp stamp;
  std::vector<StampedEntry> held;
};

/// Looks at what lies beneath a root, names of any kind included, and follows no symbolic link.
/// Safe for use from several threads.
class StampReader {
 public:
  static Result<StampReader> open(const Root& root);

  /// Nothing when there is no such entry: also when a part of the way is a link or a file.
  AccessResult<std::optional<StampedEntry>> look_at(const std::string& path) const;

  /// Fills `held` of a folder and of all folders in it. Entries called `skip` are left out. Fails
  /// as a whole when a folder cannot be listed, lies deeper than 64, or there are too many entries.
  AccessResult<void> walk(StampedEntry& folder, std::string_view skip, unsigned threads) const;

  /// A whole regular file; `changed` when its size or a time of it moved while it was read.
  AccessResult<std::string> read(const std::string& path, std::uint64_t max_bytes) const;

  /// What a symbolic link says.
  AccessResult<std::string> read_link(const std::string& path) const;

  StampReader(StampReader&&) noexcept;
  StampReader& operator=(StampReader&&) noexcept;
  ~StampReader();

 private:
  struct State;
  explicit StampReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mig::io
