#include "mig/app/given_path.hpp"

#include <fmt/format.h>

#include <system_error>

#include "mig/bundle/tree_paths.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

}  // namespace

const fs::path& FolderFinder::really(const fs::path& folder) {
  const auto [known, is_new] = folders_.try_emplace(folder.native());
  if (is_new) {
    std::error_code code;
    known->second = fs::canonical(folder, code);
    if (code) known->second.clear();
  }
  return known->second;
}

Result<std::string> relative_to_root(const std::string& given, const io::Root& root,
                                     FolderFinder& folders) {
  if (auto named = refuse_standard_input(given); !named) return tl::unexpected(named.error());
  const fs::path path(given);
  const bool keeps_name = path.has_filename() && path.filename() != "." && path.filename() != "..";
  const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const fs::path& folder = folders.really(keeps_name ? parent : path);
  const fs::path absolute = keeps_name ? folder / path.filename() : folder;
  if (folder.empty() || !is_there(absolute)) {
    return failure(ErrorKind::no_verdict, fmt::format("{} does not exist", given), {},
                   "check the path");
  }
  const auto& top = root.absolute_path();
  auto text = absolute.string();
  // A link outside of the root is no part of what is judged, but a way to it.
  if (!bundle::is_beneath(text, top)) {
    if (const auto& led = folders.really(path); !led.empty()) text = led.string();
  }
  if (text == top) return std::string();
  if (top == "/") return text.substr(1);
  if (!bundle::is_beneath(text, top)) {
    return failure(
        ErrorKind::usage, fmt::format("{} lies outside the root {}", given, top), {},
        "judge each repository in a run of its own, or name the common root with --root");
  }
  return text.substr(top.size() + 1);
}

std::optional<std::string> place_beneath(const std::string& given, const io::Root& root,
                                         FolderFinder& folders) {
  const fs::path path(given);
  const fs::path& folder = folders.really(path.has_parent_path() ? path.parent_path() : ".");
  const auto& top = root.absolute_path();
  if (folder.empty() || !bundle::is_beneath(folder.native(), top)) return std::nullopt;
  return (folder / path.filename()).lexically_relative(top).generic_string();
}

namespace {

// A file may be called so. A list in the other form is one long name, of which there is no file.
bool is_list_of_other_form(const std::string& name, const io::Root& root) {
  if (name.find('\0') != std::string::npos) return true;
  if (name.find('\n') == std::string::npos) return false;
  return !is_there(fs::path(root.absolute_path()) / name) && !is_there(name);
}

// A file may be called so, too. Whether it is one that was removed or a place in the form of
// Windows is decided by the folder that it would begin with.
bool has_backslashes_for_slashes(const std::string& name, const fs::path& top) {
  const auto end = name.find_first_of("\\/");
  if (name.find('\\') == std::string::npos || is_there(top / name) || is_there(name)) return false;
  const auto first = name.substr(0, end);
  return first.empty() || first.ends_with(':') || is_there(top / first) || is_there(first);
}

}  // namespace

Result<void> refuse_standard_input(const std::string& given) {
  if (given != "-") return {};
  return failure(ErrorKind::usage, "- is standard input, which is not read here", {},
                 "name a file or folder (one that is called so is ./-); mig-validate and "
                 "mig-scan-secrets judge standard input, --files-from - takes names from it");
}

Result<std::string> listed_path(const std::string& name, const io::Root& root) {
  if (is_list_of_other_form(name, root)) {
    return failure(
        ErrorKind::no_verdict,
        "a name in --files-from holds a line feed or a NUL byte: the list is of the other form", {},
        "give -0 exactly when the list was written with NUL bytes (git diff -z)");
  }
  if (name.front() == '"') {
    return failure(ErrorKind::no_verdict,
                   fmt::format("{} in --files-from is quoted as git quotes unusual names", name),
                   {}, "list the files with git diff --name-only --no-renames -z, and give -0");
  }
  const fs::path& top = root.absolute_path();
  if (has_backslashes_for_slashes(name, top)) {
    return failure(
        ErrorKind::no_verdict,
        fmt::format("{} in --files-from is no file, and with slashes for its backslashes "
                    "may be one: the list is of another form",
                    name),
        {}, "list the files with git diff --name-only --no-renames -z, and give -0");
  }
  const fs::path normal = fs::path(name).lexically_normal();
  std::error_code code;
  const fs::path here = normal.is_absolute() ? fs::path() : fs::canonical(".", code);
  const fs::path from_here = (here / normal).lexically_normal().lexically_relative(top);
  const bool leads_up = normal.begin() != normal.end() && *normal.begin() == "..";
  const bool is_inside = !from_here.empty() && *from_here.begin() != "..";
  if (code || ((normal.is_absolute() || leads_up) && !is_inside)) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("{} in --files-from lies outside the root {}", name, top.string()),
                   {}, "list the files of one repository, or name its top with --root");
  }
  // Below the top level a name may be meant from there: what exists decides, git's form first.
  const bool from_top =
      !normal.is_absolute() && !leads_up && (!is_inside || is_there(top / normal));
  return (from_top || from_here == "." ? normal : from_here).generic_string();
}

}  // namespace mig::app
