#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "mig/app/no_bundle.hpp"
#include "mig/app/targets.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

// Another root means another policy, so a folder that cannot be looked into ends the search.
Result<fs::path> nearest_with(const fs::path& start, const char* name) {
  for (fs::path folder = start; !folder.empty(); folder = folder.parent_path()) {
    std::error_code code;
    const auto status = fs::symlink_status(folder / name, code);
    if (fs::exists(status)) return folder;
    if (status.type() != fs::file_type::not_found) {
      return failure(
          ErrorKind::no_verdict,
          fmt::format("the root cannot be told: {}: {}", (folder / name).string(), code.message()),
          {}, "name it with --root");
    }
    if (folder == folder.root_path()) break;
  }
  return fs::path();
}

// The nearest policy folder would win over the one that the repository means, and so would the one
// beside the mark of a repository inside of another (a submodule): a change could bring its own
// policy along.
Result<void> check_alone(const fs::path& top) {
  if (top == top.root_path()) return {};
  auto outer = nearest_with(top.parent_path(), ".mig");
  if (!outer) return tl::unexpected(outer.error());
  if (outer->empty()) return {};
  return failure(
      ErrorKind::no_verdict,
      fmt::format("{} holds a .mig folder, and {} inside of it looks like a root as well: "
                  "the root cannot be told",
                  outer->string(), top.string()),
      {}, "name it with --root");
}

}  // namespace

Result<std::string> find_root(const Options& options) {
  if (options.root) return *options.root;
  const bool from_arguments =
      !options.staged && !options.paths.empty() && options.paths.front() != "-";
  std::error_code code;
  const fs::path given = fs::canonical(from_arguments ? options.paths.front() : ".", code);
  if (code) {
    const std::string named = from_arguments ? options.paths.front() : ".";
    return failure(ErrorKind::no_verdict, fmt::format("{}: {}", named, code.message()), {},
                   code == std::errc::no_such_file_or_directory ? fix_of_absent(options, named)
                                                                : "check the path");
  }
  const bool is_folder = fs::is_directory(given, code);
  if (code) {
    return failure(ErrorKind::no_verdict, fmt::format("{}: {}", given.string(), code.message()), {},
                   "check the path");
  }
  const fs::path folder = is_folder ? given : given.parent_path();
  for (const char* mark : {".git", ".mig"}) {
    auto top = nearest_with(folder, mark);
    if (!top) return tl::unexpected(top.error());
    if (top->empty()) continue;
    if (auto alone = check_alone(*top); !alone) return tl::unexpected(alone.error());
    return top->string();
  }
  // A migrations folder that stands alone is judged with its usual name.
  if (folder.filename() == "migrations") return folder.parent_path().string();
  return folder.string();
}

}  // namespace mig::app
