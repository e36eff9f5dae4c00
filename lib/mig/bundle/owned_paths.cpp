#include "mig/bundle/owned_paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/gate.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::bundle {
namespace {

class PathCollector {
 public:
  PathCollector(const RepositoryFacts& repository, const RepositoryComparison& comparison,
                const std::string& hex)
      : repository_(repository), comparison_(comparison), digits_(hex.substr(0, 12)) {
    for (const char digit : digits_) {
      const auto value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
      letters_ += static_cast<char>('g' + value);
    }
  }

  Result<std::vector<OwnedPath>> collect(const std::vector<OwnedPath>& files) {
    std::set<std::string> folders{std::string(kGateFolder)};
    const auto roots = roots_at_base(repository_);
    folders.insert(roots.begin(), roots.end());
    for (const auto& folder : folders) {
      for (const auto* tree : {&comparison_.base->tree, &comparison_.now}) {
        if (auto added = add_files(*tree, folder); !added) return tl::unexpected(added.error());
      }
    }
    for (const auto& [file, is_there] : files) {
      auto& known = paths_.try_emplace(file, false).first->second;
      known = known || is_there;
    }
    add_gate();
    for (const auto& root : roots) add_registry(root);
    for (const auto& [parent, name] : parents_) add_bundles(parent, name);
    std::vector<OwnedPath> paths;
    paths.reserve(paths_.size());
    for (auto& [path, is_there] : paths_) paths.push_back({path, is_there});
    return paths;
  }

 private:
  Result<void> add_files(const history::Tree& tree, const std::string& folder) {
    const auto entries = comparison_.base->git.list(tree, folder);
    if (!entries) return tl::unexpected(entries.error());
    for (const auto& entry : *entries) {
      paths_[entry.path] = true;
      if (base_name(entry.path) != kDeclarationFile) continue;
      const auto bundle = folder_of(entry.path);
      add_records(std::string(bundle));
      parents_.emplace(folder_of(bundle), base_name(bundle));
    }
    return {};
  }

  void may_come(std::string path) { paths_.try_emplace(std::move(path), false); }

  void add_named(const std::string& folder, std::string_view ending) {
    for (const auto& name : {std::string("0001"), digits_, letters_}) {
      may_come(joined(folder, fmt::format("{}{}", name, ending)));
    }
  }

  void add_gate() {
    may_come(std::string(kPolicyPath));
    may_come(std::string(kTrustPath));
    const auto approvals = joined(kGateFolder, "approvals");
    add_named(approvals, ".yml");
    add_named(approvals, ".dsse.json");
    may_come(joined(kGateFolder, letters_ + ".json"));
  }

  void add_records(const std::string& bundle) {
    add_named(joined(bundle, "approvals"), ".yml");
    may_come(joined(bundle, "receipts/" + letters_ + ".json"));
  }

  void add_registry(const std::string& root) {
    may_come(joined(root, kRegistryFile));
    may_come(joined(root, "registry/history.jsonl"));
    parents_.emplace(joined(root, "postgis"), "PG-MIG-2000-01-01-01");
  }

  /// Bundles that may come to a folder, in the months of this year and the next one, named as the
  /// one that is there.
  void add_bundles(const std::string& parent, const std::string& like) {
    const auto prefix = like.substr(0, std::min(like.find_first_of("0123456789"), like.size()));
    unsigned year = 0;
    for (const char digit : repository_.now.substr(0, 4)) {
      if (digit < '0' || digit > '9') return;
      year = year * 10 + static_cast<unsigned>(digit - '0');
    }
    const auto day = 1 + static_cast<unsigned>(digits_[0]) % 28;
    for (const auto in : {year, year + 1}) {
      for (unsigned month = 1; month <= 12; ++month) {
        const auto bundle =
            joined(parent, fmt::format("{}{:04}-{:02}-{:02}-01", prefix, in, month, day));
        may_come(joined(bundle, kDeclarationFile));
        may_come(joined(bundle, letters_ + ".sql"));
        add_records(bundle);
      }
    }
  }

  const RepositoryFacts& repository_;
  const RepositoryComparison& comparison_;
  std::string digits_;
  std::string letters_;
  std::map<std::string, bool> paths_;           ///< whether they are there
  std::map<std::string, std::string> parents_;  ///< of bundles, and the name of one
};

}  // namespace

Result<std::vector<OwnedPath>> owned_paths(const RepositoryFacts& repository,
                                           const RepositoryComparison& comparison,
                                           const std::vector<OwnedPath>& files,
                                           std::string_view seed) {
  const auto hex = digest::sha256_hex(seed);
  if (!hex) return tl::unexpected(hex.error());
  return PathCollector(repository, comparison, *hex).collect(files);
}

}  // namespace mig::bundle
