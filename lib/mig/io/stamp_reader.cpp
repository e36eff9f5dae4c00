#include "mig/io/stamp_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <climits>

#include "mig/io/beneath.hpp"
#include "mig/io/regular_file.hpp"
#include "mig/io/stamp_reader_state.hpp"

namespace mig::io {
namespace {

bool tells_absence(AccessFault fault) {
  return fault == AccessFault::not_found || fault == AccessFault::symbolic_link ||
         fault == AccessFault::not_regular;
}

}  // namespace

Stamp stamp_of(const struct stat& status) {
  return {static_cast<std::uint64_t>(status.st_size),
          static_cast<std::uint64_t>(status.st_ino),
          status.st_mtim.tv_sec,
          status.st_ctim.tv_sec,
          static_cast<std::uint32_t>(status.st_mtim.tv_nsec),
          static_cast<std::uint32_t>(status.st_ctim.tv_nsec),
          status.st_mode};
}

StampReader::StampReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
StampReader::StampReader(StampReader&&) noexcept = default;
StampReader& StampReader::operator=(StampReader&&) noexcept = default;
StampReader::~StampReader() = default;

Result<StampReader> StampReader::open(const Root& root) {
  auto state = std::make_unique<State>();
  state->folder =
      Descriptor(::open(root.absolute_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!state->folder.is_open()) {
    return failure(ErrorKind::no_verdict,
                   "cannot open the folder '" + root.absolute_path() + "': " + error_text(errno),
                   std::nullopt, "Name an existing folder that can be entered.");
  }
  return StampReader(std::move(state));
}

AccessResult<std::optional<StampedEntry>> StampReader::look_at(const std::string& path) const {
  if (path.empty()) return StampedEntry{"", EntryKind::directory, {}, {}};
  const auto entry = open_beneath(state_->folder.number(), path, O_PATH);
  if (!entry && tells_absence(entry.error().fault)) return std::nullopt;
  if (!entry) return tl::unexpected<AccessError>(entry.error());
  struct stat status {};
  if (::fstat(entry->number(), &status) != 0) {
    return refused(AccessFault::unreadable, path, "cannot be examined: " + error_text(errno));
  }
  return StampedEntry{path, kind_of_mode(status.st_mode), stamp_of(status), {}};
}

AccessResult<std::string> StampReader::read(const std::string& path,
                                            std::uint64_t max_bytes) const {
  const auto file = open_regular_file(state_->folder.number(), path, max_bytes);
  if (!file) return tl::unexpected<AccessError>(file.error());
  const int descriptor = file->descriptor.number();
  auto bytes = read_to_end(descriptor, static_cast<std::size_t>(file->size()), path);
  if (!bytes) return bytes;
  struct stat after {};
  if (::fstat(descriptor, &after) != 0) {
    return refused(AccessFault::unreadable, path, "cannot be examined: " + error_text(errno));
  }
  if (bytes->size() != file->size() || stamp_of(after) != stamp_of(file->status)) {
    return refused(AccessFault::changed, path, "it changed while it was read");
  }
  return bytes;
}

AccessResult<std::string> StampReader::read_link(const std::string& path) const {
  const auto link = open_beneath(state_->folder.number(), path, O_PATH);
  if (!link) return tl::unexpected<AccessError>(link.error());
  std::array<char, PATH_MAX> text;
  const ssize_t count = ::readlinkat(link->number(), "", text.data(), text.size());
  if (count < 0) {
    return refused(AccessFault::changed, path, "it was a symbolic link a moment ago");
  }
  return std::string(text.data(), static_cast<std::size_t>(count));
}

}  // namespace mig::io
