#include "mig/io/root.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "mig/io/beneath.hpp"
#include "mig/io/regular_file.hpp"
#include "mig/io/root_state.hpp"

namespace mig::io {
namespace {

AccessResult<std::string> read_exactly(int descriptor, std::size_t size, const std::string& path) {
  auto bytes = read_to_end(descriptor, size, path);
  if (bytes && bytes->size() != size) {
    return refused(AccessFault::changed, path, "its size changed while it was read");
  }
  return bytes;
}

}  // namespace

bool is_content_fault(AccessFault fault) {
  return fault != AccessFault::unreadable && fault != AccessFault::changed;
}

bool is_contained_path(std::string_view path) {
  constexpr std::string_view kNeverInAPath("\\\0", 2);
  if (path.find_first_of(kNeverInAPath) != path.npos) return false;
  for (;;) {
    const std::size_t end = path.find('/');
    const std::string_view component = path.substr(0, end);
    if (component.empty() || component == "." || component == "..") return false;
    if (end == path.npos) return true;
    path.remove_prefix(end + 1);
  }
}

Root::Root(std::unique_ptr<State> state) : state_(std::move(state)) {}
Root::Root(Root&&) noexcept = default;
Root& Root::operator=(Root&&) noexcept = default;
Root::~Root() = default;

Result<Root> Root::open(const std::string& folder) {
  const std::string remedy = "Name an existing folder that can be entered.";
  const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(folder.c_str(), nullptr),
                                                             &std::free);
  if (resolved == nullptr) {
    return failure(ErrorKind::no_verdict,
                   "cannot open the folder '" + folder + "': " + error_text(errno), std::nullopt,
                   remedy);
  }
  auto state = std::make_unique<State>();
  state->absolute_path = resolved.get();
  state->folder = Descriptor(::open(resolved.get(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!state->folder.is_open()) {
    return failure(ErrorKind::no_verdict,
                   "cannot open the folder '" + folder + "': " + error_text(errno), std::nullopt,
                   remedy);
  }
  return Root(std::move(state));
}

const std::string& Root::absolute_path() const {
  return state_->absolute_path;
}

AccessResult<std::string> Root::read(std::string_view relative, std::uint64_t max_bytes) const {
  if (!is_contained_path(relative)) return uncontained(relative);
  const std::string path(relative);
  const auto file = open_regular_file(state_->folder.number(), path, max_bytes);
  if (!file) return tl::unexpected<AccessError>(file.error());
  return read_exactly(file->descriptor.number(), static_cast<std::size_t>(file->size()), path);
}

AccessResult<EntryKind> Root::kind_of(std::string_view relative) const {
  if (relative.empty()) return EntryKind::directory;
  if (!is_contained_path(relative)) return uncontained(relative);
  const std::string path(relative);
  const auto entry = open_beneath(state_->folder.number(), path, O_PATH);
  if (!entry) return tl::unexpected<AccessError>(entry.error());
  struct stat status {};
  if (::fstat(entry->number(), &status) != 0) {
    return refused(AccessFault::unreadable, path, "cannot be examined: " + error_text(errno));
  }
  return kind_of_mode(status.st_mode);
}

}  // namespace mig::io
