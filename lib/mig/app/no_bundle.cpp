#include "mig/app/no_bundle.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/tree_paths.hpp"

namespace mig::app {
namespace {

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

}  // namespace

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
