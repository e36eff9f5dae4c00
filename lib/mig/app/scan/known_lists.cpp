#include "mig/app/scan/known_lists.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "mig/app/given_path.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/app/scan/changed_files.hpp"
#include "mig/bundle/base_state.hpp"
#include "mig/bundle/load.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

constexpr auto kKind = contract::DocumentKind::secret_baseline;

std::uint64_t most_bytes() {
  return contract::FileLimits{}.inventory_bytes;
}

/// `name` is how reports name the file, `shown_by` the command that prints it.
Result<rules::KnownValues> understood(const std::string& name, std::string bytes,
                                      const std::string& shown_by) {
  auto document = bundle::examine_document(name, std::move(bytes), kKind);
  if (!document) return tl::unexpected(document.error());
  if (!document->is_valid()) {
    return failure(ErrorKind::configuration, "the baseline of found values cannot be used",
                   Location{name, std::nullopt},
                   shown_by.empty()
                       ? fmt::format("see: mig-validate --kind secret_baseline {}", name)
                       : fmt::format("see: {} | mig-validate --kind secret_baseline -", shown_by));
  }
  return rules::KnownValues{contract::read_secret_baseline(document->value), document->source};
}

Error unreadable(const std::string& file, const std::string& why, std::string remedy) {
  return {ErrorKind::no_verdict, "the baseline of found values cannot be read: " + why,
          Location{file, std::nullopt}, std::move(remedy)};
}

/// Where a file lies in the repository; nothing: outside of the root. What lies there by its name
/// and elsewhere by a link is refused: a change could bring the link.
Result<std::optional<std::string>> place_in_repository(const std::string& file,
                                                       const io::Root& root) {
  FolderFinder folders;
  auto place = place_beneath(file, root, folders);
  if (place) return place;
  std::error_code code;
  const auto written = fs::absolute(file, code).lexically_normal();
  const auto relative = written.lexically_relative(root.absolute_path());
  const bool looks_inside = !code && !relative.empty() && *relative.begin() != "..";
  if (!looks_inside) return place;
  if (!fs::exists(written.parent_path(), code)) return relative.generic_string();
  return tl::unexpected(unreadable(file, "a symbolic link leads out of the repository",
                                   "name the file itself, or one outside of the repository"));
}

Result<KnownLists> list_of_index(const std::string& file, const std::string& path,
                                 const StagedTree& staged) {
  auto bytes = staged.read(path, most_bytes());
  if (!bytes) return tl::unexpected(unreadable(file, bytes.error().message, bytes.error().remedy));
  if (!*bytes) {
    return tl::unexpected(
        unreadable(file, "it is not in the index", fmt::format("stage it: git add {}", file)));
  }
  auto known = understood(path, std::move(**bytes), "git show :" + path);
  if (!known) return tl::unexpected(known.error());
  KnownLists lists;
  lists.known = std::move(*known);
  return lists;
}

Result<KnownLists> list_of_base(const std::string& file, const std::string& path,
                                const io::Root& root, const bundle::BaseState& base) {
  KnownLists lists;
  lists.is_from_base = true;
  auto bytes = base.git.read(base.tip_tree, path, most_bytes());
  if (!bytes) return tl::unexpected(unreadable(file, bytes.error().message, bytes.error().remedy));
  auto own = root.read(path, most_bytes());
  // A list that the change brings is there. One that is nowhere has another name.
  if (!*bytes && !own && own.error().fault == io::AccessFault::not_found) {
    return tl::unexpected(
        unreadable(file, fmt::format("neither {} nor the judged tree has it", base.name()),
                   "check the path; --write-baseline writes one"));
  }
  if (*bytes) {
    const auto name = fmt::format("{}:{}", base.base.revision, path);
    auto known = understood(name, std::move(**bytes), "git show " + name);
    if (!known) return tl::unexpected(known.error());
    lists.known = std::move(*known);
  } else {
    lists.notices.push_back(
        fmt::format("{} has no {}: no value counts as known, whatever the judged tree lists",
                    base.name(), path));
  }
  // What is wrong with it is told where documents are judged; here it allows nothing.
  if (own) {
    if (auto judged = understood(path, std::move(*own), "")) lists.judged = std::move(*judged);
  }
  return lists;
}

}  // namespace

Result<std::optional<rules::KnownValues>> read_known_values(const std::string& file,
                                                            bool may_be_missing) {
  const fs::path path(file);
  const auto parent = path.has_parent_path() ? path.parent_path().string() : ".";
  auto folder = io::Root::open(parent);
  if (!folder) {
    return tl::unexpected(unreadable(file, folder.error().message,
                                     may_be_missing
                                         ? fmt::format("make the folder: mkdir -p {}", parent)
                                         : "check the path; --write-baseline writes one"));
  }
  auto bytes = folder->read(path.filename().string(), most_bytes());
  if (!bytes && may_be_missing && bytes.error().fault == io::AccessFault::not_found) {
    return std::optional<rules::KnownValues>();
  }
  if (!bytes) {
    return tl::unexpected(
        unreadable(file, bytes.error().message, "check the path; --write-baseline writes one"));
  }
  return understood(file, std::move(*bytes), "").map([](rules::KnownValues known) {
    return std::optional<rules::KnownValues>(std::move(known));
  });
}

Result<KnownLists> lists_in_force(const Options& options, const bundle::RepositoryFacts& repository,
                                  const StagedTree* staged) {
  KnownLists lists;
  if (!options.baseline) return lists;
  if (staged != nullptr || repository.base != nullptr) {
    auto root = open_root(options);
    if (!root) return tl::unexpected(root.error());
    auto path = place_in_repository(*options.baseline, *root);
    if (!path) return tl::unexpected(path.error());
    if (*path && staged != nullptr) return list_of_index(*options.baseline, **path, *staged);
    if (*path) return list_of_base(*options.baseline, **path, *root, *repository.base);
  }
  auto known = read_known_values(*options.baseline, false);
  if (!known) return tl::unexpected(known.error());
  lists.known = std::move(*known);
  return lists;
}

}  // namespace mig::app
