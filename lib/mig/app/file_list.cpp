#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>
#include <cerrno>
#include <cstring>

#include "mig/app/targets.hpp"

namespace mig::app {
namespace {

constexpr std::uint64_t kMaxListBytes = 64U << 20U;

Result<std::string> read_list_bytes(const std::string& file) {
  if (file == "-") return io::read_stream(STDIN_FILENO, kMaxListBytes);
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return failure(ErrorKind::no_verdict, fmt::format("the list of files {} cannot be read: {}",
                                                      file, std::strerror(errno)));
  }
  auto bytes = io::read_stream(descriptor, kMaxListBytes);
  ::close(descriptor);
  return bytes;
}

}  // namespace

Result<std::vector<std::string>> read_file_list(const Options& options) {
  std::vector<std::string> names;
  if (!options.files_from) return names;
  auto bytes = read_list_bytes(*options.files_from);
  if (!bytes) return tl::unexpected(bytes.error());
  const char separator = options.nul_separated ? '\0' : '\n';
  std::string_view rest = *bytes;
  // Some shells begin every file that they write with it.
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  while (!rest.empty()) {
    auto name = rest.substr(0, rest.find(separator));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    if (!options.nul_separated && name.ends_with('\r')) name.remove_suffix(1);
    if (!name.empty()) names.emplace_back(name);
  }
  if (names.empty()) {
    return failure(ErrorKind::no_verdict, "--files-from lists no file: nothing was given to check");
  }
  return names;
}

}  // namespace mig::app
