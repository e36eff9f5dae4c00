#include "mig/bundle/tree_paths.hpp"

namespace mig::bundle {

bool is_registry_example_folder(std::string_view name) {
  return name == "fixtures" || name == "schemas";
}

std::string joined(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  return std::string(folder) + "/" + std::string(name);
}

std::string_view base_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

Result<bool> is_folder(const io::Root& root, const std::string& path) {
  if (!io::is_contained_path(path)) return false;
  const auto kind = root.kind_of(path);
  if (kind) return *kind == io::EntryKind::directory;
  if (io::is_content_fault(kind.error().fault)) return false;
  return failure(ErrorKind::no_verdict, kind.error().message, Location{path, std::nullopt});
}

bool is_beneath(std::string_view path, std::string_view folder) {
  if (folder.empty() || path == folder) return true;
  return path.starts_with(folder) && path[folder.size()] == '/';
}

}  // namespace mig::bundle
