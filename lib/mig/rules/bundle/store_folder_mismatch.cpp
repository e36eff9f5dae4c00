#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

constexpr std::array<std::string_view, 3> kStores{"postgis", "search", "graph"};

/// The store that the id names; without an id of known form, the declared type.
std::string_view store_of(const bundle::BundleFacts& bundle) {
  const auto& id = bundle.declaration.migration_id;
  const auto parts = pattern::parse_migration_id(id ? id->value : bundle.folder_name);
  if (parts) return contract::type_of_prefix(parts->prefix);
  const auto& type = bundle.declaration.type;
  if (!type) return {};
  const auto* known = std::find(kStores.begin(), kStores.end(), type->value);
  return known == kStores.end() ? std::string_view{} : *known;
}

/// The folder above the bundle that is named after a store: a view into `path`, so that its place
/// is known. The nearest one decides: `graph/` may well hold a project with stores of its own.
std::string_view nearest_store_folder(std::string_view path) {
  auto parents =
      path.substr(0, path.find_last_of('/') == std::string_view::npos ? 0 : path.find_last_of('/'));
  while (!parents.empty()) {
    const auto slash = parents.find_last_of('/');
    const auto name = parents.substr(slash + 1);
    if (std::find(kStores.begin(), kStores.end(), name) != kStores.end()) return name;
    if (slash == std::string_view::npos) break;
    parents = parents.substr(0, slash);
  }
  return {};
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto store = store_of(bundle);
  const auto folder = nearest_store_folder(bundle.path);
  if (store.empty() || folder.empty() || folder == store) return;
  const auto message =
      fmt::format("a {} migration lies below a folder named \"{}\"", store, folder);
  const auto* document = bundle.declaration_document();
  const auto& id = bundle.declaration.migration_id;
  auto& finding = document != nullptr && id ? reporter.at(*document->source, id->span, message)
                                            : reporter.at_path(bundle.path, message);
  const auto begin = static_cast<std::size_t>(folder.data() - bundle.path.data());
  auto destination = bundle.path;
  destination.replace(begin, folder.size(), store);
  finding.remedy = fmt::format("move the bundle to {}", destination);
}

}  // namespace

const Rule store_folder_mismatch{
    {
        .id = "bundle-store-folder-mismatch",
        .severity = Severity::fail,
        .summary = "A bundle lies in the folder of another store",
        .rationale = "People and pipelines pick migrations by the folder of their store; a bundle "
                     "in the folder of another one is run against the wrong store or not at all.",
        .remedy = "Move the bundle into the folder of its store",
        .requirements = {"K-07"},
    },
    check};

}  // namespace mig::rules::bundle_rules
