#include "mig/app/no_bundle.hpp"

#include <fmt/format.h>

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

std::string first_bundle_in(const std::string& folders) {
  return fmt::format(
      "draft the first one with mig-scope-diff --init {} --forward up.sql --rollback down.sql; "
      "where bundles lie elsewhere, name that folder or correct migrations_roots in "
      ".mig/policy.yml",
      place_of_bundle(folders));
}

}  // namespace

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
