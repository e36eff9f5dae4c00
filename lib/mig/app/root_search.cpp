#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "mig/app/targets.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

// A folder that cannot be looked into is left to the reader of the root, which says why.
fs::path nearest_with(const fs::path& start, const char* name) {
  for (fs::path folder = start; !folder.empty(); folder = folder.parent_path()) {
    if (is_there(folder / name)) return folder;
    if (folder == folder.root_path()) break;
  }
  return {};
}

}  // namespace

Result<std::string> find_root(const Options& options) {
  if (options.root) return *options.root;
  const bool from_arguments = !options.paths.empty() && options.paths.front() != "-";
  std::error_code code;
  const fs::path given = fs::canonical(from_arguments ? options.paths.front() : ".", code);
  if (code) {
    return failure(
        ErrorKind::no_verdict,
        fmt::format("{}: {}", options.paths.empty() ? "." : options.paths.front(), code.message()),
        {}, "check the path");
  }
  const fs::path folder = fs::is_directory(given, code) ? given : given.parent_path();
  if (const auto top = nearest_with(folder, ".git"); !top.empty()) return top.string();
  if (const auto top = nearest_with(folder, ".mig"); !top.empty()) return top.string();
  // A migrations folder that stands alone is judged with its usual name.
  if (folder.filename() == "migrations") return folder.parent_path().string();
  return folder.string();
}

}  // namespace mig::app
