#include "mig/app/no_bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "mig/app/targets.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

/// Where a first bundle may lie, in the first of some folders.
std::string place_of_bundle(std::string folders) {
  if (const auto end = folders.find(", "); end != std::string::npos) folders.resize(end);
  while (folders.ends_with('/')) folders.pop_back();
  if (folders.empty() || folders == ".") folders = "migrations";
  return folders + "/postgis/PG-MIG-YYYY-MM-DD-01";
}

std::string what_is_expected(const std::string& folders) {
  return fmt::format("expected is a folder with a declaration, such as {}/migration.yml",
                     place_of_bundle(folders));
}

/// The nearest folder above a path that is not there.
fs::path folder_above(const fs::path& absent) {
  std::error_code code;
  fs::path folder = fs::absolute(absent, code).lexically_normal();
  if (code) return {};
  do {
    folder = folder.parent_path();
    if (fs::is_directory(folder, code)) return folder;
  } while (folder != folder.root_path());
  return folder;
}

/// Whether the policy that would judge it has migrations there.
bool is_migrations_root(const Options& options, const std::string& given) {
  auto above = options;
  std::error_code code;
  const auto there = folder_above(given);
  const auto place = fs::canonical(there, code) /
                     fs::absolute(given, code).lexically_normal().lexically_relative(there);
  if (code) return false;
  above.paths = {there.string()};
  const auto folder = find_root(above);
  if (!folder) return false;
  const auto root = io::Root::open(*folder);
  if (!root) return false;
  const auto policy = bundle::load_policy(*root, options.policy);
  if (!policy) return false;
  const auto& roots = policy->migrations_roots;
  const auto relative = place.lexically_relative(root->absolute_path()).string();
  return std::find(roots.begin(), roots.end(), relative) != roots.end();
}

bool is_plain(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_' || byte == '.';
  });
}

/// A neighbour that a slip of the fingers has left.
std::optional<std::string> nearest_neighbour(const fs::path& absent) {
  constexpr std::size_t kMost = 1000;
  const auto folder = absent.parent_path();
  std::vector<std::string> names;
  std::error_code code;
  fs::directory_iterator entry(folder.empty() ? "." : folder, code);
  for (; !code && entry != fs::directory_iterator() && names.size() < kMost;
       entry.increment(code)) {
    auto name = entry->path().filename().string();
    if (is_plain(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  const auto nearest = pattern::nearest_name(absent.filename().string(), names);
  if (!nearest) return std::nullopt;
  return (folder / *nearest).string();
}

}  // namespace

std::string fix_of_absent(const Options& options, const std::string& given) {
  auto path = fs::path(given).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  if (is_migrations_root(options, path.string())) return first_bundle_in(path.string());
  if (const auto nearest = nearest_neighbour(path)) {
    return fmt::format("did you mean {}?", *nearest);
  }
  return "check the path";
}

std::string first_bundle_in(const std::string& folders) {
  return fmt::format(
      "draft the first one with mig-scope-diff --init {} --forward up.sql --rollback down.sql; "
      "where bundles lie elsewhere, name that folder or correct migrations_roots in "
      ".mig/policy.yml",
      place_of_bundle(folders));
}

std::string where_bundles_are() {
  return fmt::format(
      "name a bundle folder or the migrations folder, or write into {} where it is: "
      "migrations_roots: [FOLDER]; a first bundle is drafted with mig-scope-diff --init {} "
      "--forward up.sql --rollback down.sql",
      bundle::kPolicyPath, place_of_bundle(""));
}

bool has_no_bundle(const bundle::Discovery& found, const std::string& folder,
                   const bundle::RepositoryFacts& repository) {
  const auto& registered = repository.registered_folders;
  return found.bundles.empty() &&
         std::none_of(registered.begin(), registered.end(), [&folder](const auto& entry) {
           return bundle::is_beneath(entry.second, folder);
         });
}

tl::unexpected<Error> no_bundle_in(const std::string& folders) {
  return failure(
      ErrorKind::no_verdict,
      fmt::format("there is no migration bundle in {}: {}", folders, what_is_expected(folders)), {},
      first_bundle_in(folders));
}

tl::unexpected<Error> no_bundle_for_list(const std::string& roots) {
  return failure(ErrorKind::no_verdict,
                 fmt::format("the listed files belong to migrations, but no bundle was found to "
                             "judge: {}",
                             what_is_expected(roots)),
                 {}, first_bundle_in(roots) + ", and check the names in the list");
}

}  // namespace mig::app
