#include "mig/bundle/base_state.hpp"

#include <fmt/format.h>

#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;

constexpr std::size_t kShortCommit = 12;

/// Why there are no bytes at a path: what is no regular file must not be taken for nothing.
Result<io::AccessError> absence_of(const BaseState& base, const history::Tree& tree,
                                   std::string_view path, const std::string& name) {
  const auto slash = path.rfind('/');
  const auto folder = slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
  const auto entries = base.git.list(tree, folder);
  if (!entries) return tl::unexpected(entries.error());
  for (const auto& entry : *entries) {
    if (!is_beneath(entry.path, path)) continue;
    const bool is_link = entry.path == path && entry.kind == io::EntryKind::symbolic_link;
    return io::AccessError{is_link ? io::AccessFault::symbolic_link : io::AccessFault::not_regular,
                           name, is_link ? "it is a symbolic link" : "it is no regular file"};
  }
  return io::AccessError{io::AccessFault::not_found, name, "the base has no such file"};
}

/// Bytes that were found, if there are not too many of them.
Result<DocumentFacts> document_of(std::string name, std::string bytes,
                                  std::optional<DocumentKind> kind,
                                  const contract::FileLimits& limits) {
  const auto limit = max_bytes_of(kind, limits);
  if (bytes.size() <= limit) return examine_document(std::move(name), std::move(bytes), kind);
  DocumentFacts facts;
  facts.kind = kind;
  facts.access = io::AccessError{io::AccessFault::too_large, name,
                                 fmt::format("it is larger than {} bytes", limit)};
  facts.source = std::make_shared<const SourceText>(std::move(name), std::string());
  return facts;
}

/// A document of a tree; `name` is how reports name it.
Result<DocumentFacts> document_in(const BaseState& base, const history::Tree& tree,
                                  std::string_view path, std::string name,
                                  std::optional<DocumentKind> kind,
                                  const contract::FileLimits& limits) {
  if (!kind) kind = contract::kind_by_path(path);
  auto bytes = base.git.read(tree, path, kMostBytesOfBlob);
  if (!bytes) return tl::unexpected(bytes.error());
  if (*bytes) return document_of(std::move(name), std::move(**bytes), kind, limits);
  auto absence = absence_of(base, tree, path, name);
  if (!absence) return tl::unexpected(absence.error());
  DocumentFacts facts;
  facts.kind = kind;
  facts.access = std::move(*absence);
  facts.source = std::make_shared<const SourceText>(std::move(name), std::string());
  return facts;
}

}  // namespace

std::string BaseState::name() const {
  return fmt::format("{} ({})", base.revision, base.commit.substr(0, kShortCommit));
}

std::string revision_of(const BaseState& base) {
  const auto& found = base.base;
  return found.commit == found.tip ? found.revision : found.commit.substr(0, kShortCommit);
}

std::string name_at_base(const BaseState& base, std::string_view path) {
  return fmt::format("{}:{}", revision_of(base), path);
}

Result<std::shared_ptr<const BaseState>> open_base(const io::Root& root,
                                                   const history::BaseRequest& request) {
  auto git = history::Repository::open(root);
  if (!git) return tl::unexpected(git.error());
  auto base = git->resolve(request);
  if (!base) return tl::unexpected(base.error());
  auto tree = git->tree_of(base->commit);
  if (!tree) return tl::unexpected(tree.error());
  auto tip = git->tree_of(base->tip);
  if (!tip) return tl::unexpected(tip.error());
  return std::make_shared<const BaseState>(
      BaseState{std::move(*base), std::move(*git), std::move(*tree), std::move(*tip)});
}

Result<contract::Policy> policy_of_base(const BaseState& base) {
  const auto document = document_at_tip(base, kPolicyPath, DocumentKind::policy);
  if (!document) return tl::unexpected(document.error());
  if (!document->is_missing()) return usable_policy(*document, document->source->path());
  auto policy = built_in_policy();
  if (!policy) return policy;
  policy->source =
      fmt::format("{} ({} has no {})", policy->source, base.base.revision, kPolicyPath);
  return policy;
}

Result<std::shared_ptr<const TrustFacts>> trust_of_base(const BaseState& base) {
  const auto document = document_at_tip(base, kTrustPath, DocumentKind::trust);
  if (!document) return tl::unexpected(document.error());
  if (document->is_missing()) return std::shared_ptr<const TrustFacts>();
  return usable_trust(*document, document->source->path());
}

Result<DocumentFacts> document_at_base(const BaseState& base, std::string_view path,
                                       std::optional<DocumentKind> kind,
                                       const contract::FileLimits& limits) {
  return document_in(base, base.tree, path, name_at_base(base, path), kind, limits);
}

Result<DocumentFacts> document_of_blob(const BaseState& base, std::string_view path,
                                       const std::string& blob, DocumentKind kind) {
  auto bytes = base.git.read_blob(blob, kMostBytesOfBlob);
  if (!bytes) return tl::unexpected(bytes.error());
  return document_of(name_at_base(base, path), std::move(*bytes), kind, contract::FileLimits{});
}

Result<DocumentFacts> document_at_tip(const BaseState& base, std::string_view path,
                                      DocumentKind kind) {
  return document_in(base, base.tip_tree, path, fmt::format("{}:{}", base.base.revision, path),
                     kind, contract::FileLimits{});
}

}  // namespace mig::bundle
