#include "mig/digest/file_digest.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <limits>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "mig/digest/evp.hpp"

namespace mig::digest {
namespace {

/// What one thread takes at a time, so that threads seldom meet.
constexpr std::size_t kBatch = 32;

tl::unexpected<io::AccessError> refused(io::AccessFault fault, std::string path,
                                        std::string message) {
  return tl::unexpected(io::AccessError{fault, std::move(path), std::move(message)});
}

/// Of a regular file that is named, or that was listed.
template <class Named>
io::AccessResult<std::string> hex_of_file(const io::Root& root, const Named& file,
                                          std::string_view path) {
  auto& digest = running_digest();
  digest.start(sha256_algorithm());
  auto taken = root.read_in_pieces(file, [&digest](std::string_view bytes) { digest.add(bytes); });
  if (!taken) return tl::unexpected(std::move(taken.error()));
  auto hex = digest.finish();
  if (!hex) return refused(io::AccessFault::unreadable, std::string(path), hex.error().message);
  return std::move(*hex);
}

/// What of a folder can stand in a list, sorted.
io::AccessResult<std::vector<io::Entry>> files_of(const io::Root& root, std::string_view folder) {
  auto entries = root.walk(folder);
  if (!entries) return tl::unexpected(std::move(entries.error()));
  std::sort(entries->begin(), entries->end(),
            [](const io::Entry& left, const io::Entry& right) { return left.path < right.path; });
  for (const auto& entry : *entries) {
    if (entry.kind == io::EntryKind::symbolic_link) {
      return refused(io::AccessFault::symbolic_link, entry.path, "it is a symbolic link");
    }
    if (entry.kind == io::EntryKind::other) {
      return refused(io::AccessFault::not_regular, entry.path,
                     "it is a FIFO, device or socket, not a regular file");
    }
    if (entry.kind == io::EntryKind::regular && !is_plain_path(entry.path)) {
      return refused(io::AccessFault::escapes_root, entry.path,
                     "its name cannot stand in a line of digests: it has a line break or a "
                     "backslash");
    }
  }
  std::erase_if(*entries, [](const auto& entry) { return entry.kind != io::EntryKind::regular; });
  return entries;
}

/// Digests of files, by several threads that take batches in turn.
class FolderDigest {
 public:
  FolderDigest(const io::Root& root, const std::vector<io::Entry>& files)
      : root_(root), files_(files), digests_(files.size()) {}

  io::AccessResult<std::vector<std::string>> compute(unsigned threads) {
    std::vector<std::jthread> others;
    try {
      const auto batches = files_.size() / kBatch;
      for (std::size_t i = 1; i < threads && i <= batches; ++i) {
        others.emplace_back([this] { work(); });
      }
    } catch (const std::system_error&) {
      // Fewer threads take longer and come to the same.
    }
    work();
    others.clear();
    if (error_) return tl::unexpected(std::move(*error_));
    return std::move(digests_);
  }

 private:
  // After a failure only files before it are looked at: which of them is told does not depend on
  // which thread was faster.
  void work() {
    for (std::size_t start = next_.fetch_add(kBatch); start < first_failed_;
         start = next_.fetch_add(kBatch)) {
      const auto end = std::min(start + kBatch, files_.size());
      for (std::size_t at = start; at < end; ++at) {
        auto digest = hex_of_file(root_, files_[at], files_[at].path);
        if (!digest) {
          keep(at, std::move(digest.error()));
          break;
        }
        digests_[at] = std::move(*digest);
      }
    }
  }

  void keep(std::size_t at, io::AccessError error) {
    const std::lock_guard lock(mutex_);
    if (error_ && at > first_failed_) return;
    first_failed_ = at;
    error_ = std::move(error);
  }

  const io::Root& root_;
  const std::vector<io::Entry>& files_;
  std::vector<std::string> digests_;  ///< each thread writes elements of its own
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> first_failed_{files_.size()};
  std::mutex mutex_;
  std::optional<io::AccessError> error_;
};

}  // namespace

io::AccessResult<std::string> file_sha256_hex(const io::Root& root, std::string_view path) {
  return hex_of_file(root, path, path);
}

io::AccessResult<std::vector<DigestedFile>> digest_folder(const io::Root& root,
                                                          std::string_view folder,
                                                          unsigned threads) {
  auto entries = files_of(root, folder);
  if (!entries) return tl::unexpected(std::move(entries.error()));
  auto digests = FolderDigest(root, *entries).compute(threads);
  if (!digests) return tl::unexpected(std::move(digests.error()));
  std::vector<DigestedFile> files;
  files.reserve(entries->size());
  const std::size_t prefix = folder.empty() ? 0 : folder.size() + 1;
  for (std::size_t at = 0; at < entries->size(); ++at) {
    files.push_back({(*entries)[at].path.substr(prefix), std::move((*digests)[at])});
  }
  return files;
}

}  // namespace mig::digest
