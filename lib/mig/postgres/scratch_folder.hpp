#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "mig/base/result.hpp"
#include "mig/io/descriptor.hpp"
#include "mig/postgres/child.hpp"

namespace mig::postgres {

/// The folder of one throw-away cluster. It is locked as long as its process lives, so that the
/// next start can tell what a killed one left behind from what is in use.
class ScratchFolder {
 public:
  /// Beneath `parent` (empty: TMPDIR, else /tmp). What only the server may enter is made for
  /// `user`.
  static Result<ScratchFolder> create(const std::string& parent,
                                      const std::optional<ServerUser>& user);

  const std::string& path() const { return path_; }
  std::string data() const { return path_ + "/data"; }
  std::string sockets() const { return path_ + "/s"; }
  std::string log() const { return path_ + "/server.log"; }

  /// Ends what still runs in it and removes it. Says what stays behind.
  Result<void> remove();

  ScratchFolder() = default;
  ScratchFolder(ScratchFolder&& other) noexcept = default;
  ScratchFolder& operator=(ScratchFolder&& other) noexcept = default;
  ~ScratchFolder();

 private:
  std::string path_;
  io::Descriptor lock_;
};

/// Removes the clusters of processes that were killed. Leaves alone whatever is not provably one of
/// those: of another user, locked, or without our mark. Answers how many went.
std::size_t remove_abandoned_clusters(const std::string& parent);

}  // namespace mig::postgres
