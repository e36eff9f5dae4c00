#include "mig/history/loose_objects.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <git2/sys/odb_backend.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>

#include "mig/history/git_failure.hpp"
#include "mig/history/object_id.hpp"
#include "mig/io/descriptor.hpp"

namespace mig::history {
namespace {

constexpr int kBeforeAllOthers = 1000;
constexpr std::size_t kMostBytes = std::size_t{1} << 30U;
/// The kind and size of an object in words, and the NUL byte behind them.
constexpr std::size_t kMostHeaderBytes = 64;

/// `git_odb_backend` comes first: libgit2 hands its address back.
struct Backend {
  git_odb_backend base{};
  std::string folder;
};

struct Header {
  git_object_t type = GIT_OBJECT_INVALID;
  std::size_t size = 0;
  std::size_t length = 0;  ///< of the header itself
};

std::optional<Header> parse_header(std::string_view bytes) {
  const std::size_t end = bytes.substr(0, kMostHeaderBytes).find('\0');
  const std::size_t space = bytes.find(' ');
  if (end == bytes.npos || space > end) return std::nullopt;
  Header header;
  const std::string_view word = bytes.substr(0, space);
  if (word == "blob") header.type = GIT_OBJECT_BLOB;
  if (word == "tree") header.type = GIT_OBJECT_TREE;
  if (word == "commit") header.type = GIT_OBJECT_COMMIT;
  if (word == "tag") header.type = GIT_OBJECT_TAG;
  const char* last = bytes.data() + end;
  const auto parsed = std::from_chars(bytes.data() + space + 1, last, header.size);
  const bool is_whole = parsed.ec == std::errc() && parsed.ptr == last;
  if (!is_whole || header.type == GIT_OBJECT_INVALID || header.size > kMostBytes) {
    return std::nullopt;
  }
  header.length = end + 1;
  return header;
}

/// Decompresses a file from its beginning.
class Inflater {
 public:
  explicit Inflater(int file) : file_(file) { ready_ = ::inflateInit(&stream_) == Z_OK; }
  ~Inflater() { ::inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// At most `size` bytes; fewer at the end. Nothing when the file is not whole.
  std::optional<std::size_t> take(char* room, std::size_t size) {
    stream_.next_out = reinterpret_cast<Bytef*>(room);
    stream_.avail_out = static_cast<uInt>(size);
    while (ready_ && !ended_ && stream_.avail_out != 0) {
      if (stream_.avail_in == 0 && !read()) return std::nullopt;
      const int code = ::inflate(&stream_, Z_NO_FLUSH);
      ended_ = code == Z_STREAM_END;
      if (code != Z_OK && !ended_) return std::nullopt;
    }
    if (!ready_) return std::nullopt;
    return size - stream_.avail_out;
  }

 private:
  bool read() {
    ssize_t count = 0;
    do {
      count = ::read(file_, buffer_.data(), buffer_.size());
    } while (count < 0 && errno == EINTR);
    if (count <= 0) return false;
    stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_in = static_cast<uInt>(count);
    return true;
  }

  int file_;
  z_stream stream_{};
  std::array<char, 16384> buffer_{};
  bool ready_ = false;
  bool ended_ = false;
};

/// GIT_ENOTFOUND when there is no such file, which sends libgit2 to the packs.
int open_loose(const git_odb_backend* backend, const git_oid& id, io::Descriptor& file) {
  const std::string hex = to_hex(id);
  const std::string path =
      reinterpret_cast<const Backend*>(backend)->folder + hex.substr(0, 2) + "/" + hex.substr(2);
  file = io::Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (file.is_open()) return 0;
  if (errno == ENOENT || errno == ENOTDIR) return GIT_ENOTFOUND;
  git().git_error_set_str(GIT_ERROR_ODB, "a loose object cannot be opened");
  return GIT_ERROR;
}

int malformed() {
  git().git_error_set_str(GIT_ERROR_ODB, "a loose object is cut short or malformed");
  return GIT_ERROR;
}

int read_loose_header(std::size_t* size, git_object_t* type, git_odb_backend* backend,
                      const git_oid* id) {
  io::Descriptor file;
  if (const int code = open_loose(backend, *id, file); code != 0) return code;
  Inflater inflater(file.number());
  std::array<char, kMostHeaderBytes> head{};
  const auto count = inflater.take(head.data(), head.size());
  const auto header = count ? parse_header({head.data(), *count}) : std::nullopt;
  if (!header) return malformed();
  *size = header->size;
  *type = header->type;
  return 0;
}

int read_loose(void** bytes, std::size_t* size, git_object_t* type, git_odb_backend* backend,
               const git_oid* id) {
  io::Descriptor file;
  if (const int code = open_loose(backend, *id, file); code != 0) return code;
  Inflater inflater(file.number());
  std::array<char, kMostHeaderBytes> head{};
  const auto count = inflater.take(head.data(), head.size());
  const auto header = count ? parse_header({head.data(), *count}) : std::nullopt;
  if (!header || *count - header->length > header->size) return malformed();
  // libgit2 looks behind the end for a NUL byte.
  char* room = static_cast<char*>(git().git_odb_backend_data_alloc(backend, header->size + 1));
  if (room == nullptr) return GIT_ERROR;
  const std::size_t known = *count - header->length;
  std::memcpy(room, head.data() + header->length, known);
  const auto rest = inflater.take(room + known, header->size - known);
  char more = 0;
  const auto behind = rest ? inflater.take(&more, 1) : std::nullopt;
  if (!rest || known + *rest != header->size || !behind || *behind != 0) {
    git().git_odb_backend_data_free(backend, room);
    return malformed();
  }
  room[header->size] = '\0';
  *bytes = room;
  *size = header->size;
  *type = header->type;
  return 0;
}

/// Of the loose objects whose id begins so; GIT_EAMBIGUOUS when there are several.
int find_loose(const git_odb_backend* backend, const std::string& beginning, git_oid& id) {
  const std::string start = beginning.substr(0, 2);
  const std::string folder = reinterpret_cast<const Backend*>(backend)->folder + start;
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(::opendir(folder.c_str()), &::closedir);
  int found = 0;
  while (const dirent* entry = listing == nullptr ? nullptr : ::readdir(listing.get())) {
    const std::string name = start + entry->d_name;
    if (!name.starts_with(beginning) || name.size() != GIT_OID_HEXSZ) continue;
    if (git().git_oid_fromstr(&id, name.c_str()) == 0) ++found;
  }
  if (found < 2) return found == 1 ? 0 : GIT_ENOTFOUND;
  git().git_error_set_str(GIT_ERROR_ODB, "several objects begin so");
  return GIT_EAMBIGUOUS;
}

int read_loose_by_prefix(git_oid* id, void** bytes, std::size_t* size, git_object_t* type,
                         git_odb_backend* backend, const git_oid* beginning, std::size_t digits) {
  const std::string hex = to_hex(*beginning).substr(0, digits);
  if (const int code = find_loose(backend, hex, *id); code != 0) return code;
  return read_loose(bytes, size, type, backend, id);
}

void free_backend(git_odb_backend* backend) {
  delete reinterpret_cast<Backend*>(backend);
}

}  // namespace

Result<void> read_loose_objects(git_odb& objects, const std::string& folder) {
  auto backend = std::make_unique<Backend>();
  backend->folder = folder;
  int code = git().git_odb_init_backend(&backend->base, GIT_ODB_BACKEND_VERSION);
  backend->base.read = read_loose;
  backend->base.read_prefix = read_loose_by_prefix;
  backend->base.read_header = read_loose_header;
  backend->base.free = free_backend;
  if (code == 0) code = git().git_odb_add_backend(&objects, &backend->base, kBeforeAllOthers);
  if (code != 0) return git_failure(code, "cannot open the objects");
  backend.release();  // freed with the objects
  return {};
}

}  // namespace mig::history
