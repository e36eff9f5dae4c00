#include <fmt/format.h>

#include <set>
#include <tuple>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/compare_parts.hpp"
#include "mig/bundle/gate.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/load_approvals.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;
using history::ChangeKind;

/// A trust policy as it would be without anybody in it.
document::LocatedValue without_trust(const document::LocatedValue& policy) {
  document::Object members;
  if (const auto* all = policy.object()) members = *all;
  std::erase_if(members, [](const auto& one) { return one.key == "keys" || one.key == "rules"; });
  return {policy.span(), std::move(members)};
}

/// Holds the documents of the gate against those of the base.
class GateComparer {
 public:
  GateComparer(const io::Root& root, const RepositoryFacts& repository,
               RepositoryComparison& comparison)
      : root_(root), repository_(repository), comparison_(comparison) {}

  Result<void> compare() {
    for (const auto step : {&GateComparer::load_documents, &GateComparer::compare_policies,
                            &GateComparer::compare_trust, &GateComparer::find_policy_folders,
                            &GateComparer::compare_approvals, &GateComparer::load_approvals,
                            &GateComparer::bind_approvals}) {
      if (auto done = (this->*step)(); !done) return done;
    }
    return {};
  }

 private:
  using Document = std::optional<DocumentFacts>;

  Result<Document> load(std::string_view path, DocumentKind kind) const {
    auto document = load_document(root_, path, kind, contract::FileLimits{});
    if (!document) return tl::unexpected(document.error());
    if (document->is_missing()) return Document();
    return Document(std::move(*document));
  }

  // A base that was broken can be mended: then the change is held against the policy in force.
  Result<Document> load_from_base(std::string_view path, DocumentKind kind) {
    const auto& base = *comparison_.base;
    auto document = document_at_base(base, path, kind, contract::FileLimits{});
    if (document && !document->is_missing() && !document->is_valid()) {
      comparison_.notes.push_back(fmt::format("{} cannot be used; compared with that of {} instead",
                                              document->source->path(), base.base.revision));
      document = document_at_tip(base, path, kind);
    }
    if (!document) return tl::unexpected(document.error());
    if (document->is_missing()) return Document();
    return Document(std::move(*document));
  }

  Result<void> load_documents() {
    for (const auto& [path, kind, now, before] :
         {std::tuple(kPolicyPath, DocumentKind::policy, &comparison_.policy_document,
                     &comparison_.base_policy_document),
          std::tuple(kTrustPath, DocumentKind::trust, &comparison_.trust_document,
                     &comparison_.base_trust_document)}) {
      auto loaded = load(path, kind);
      if (!loaded) return tl::unexpected(loaded.error());
      auto earlier = load_from_base(path, kind);
      if (!earlier) return tl::unexpected(earlier.error());
      *now = std::move(*loaded);
      *before = std::move(*earlier);
    }
    return {};
  }

  // A policy that cannot be used loosens nothing: it fails, and the base's is in force.
  Result<void> compare_policies() {
    const auto& now = comparison_.policy_document;
    const auto& before = comparison_.base_policy_document;
    if (!now && !before) return {};
    if ((now && !now->is_valid()) || (before && !before->is_valid())) return {};
    if (now && before && now->hex == before->hex) return {};
    const auto read = [](const Document& document) {
      return document ? contract::read_policy(document->value) : contract::Policy{};
    };
    comparison_.policy =
        contract::policy_shifts(read(before), read(now), now ? &now->value : nullptr);
    return {};
  }

  /// A first trust policy is held against one that trusts nobody: once it is merged its keys open
  /// what only signatures open.
  Result<void> compare_trust() {
    const auto& now = comparison_.trust_document;
    auto& before = comparison_.base_trust_document;
    comparison_.was_trust_removed = before.has_value() && !now;
    if (!now || !now->is_valid()) return {};
    if (!before) {
      // What came to the base since a branch began is none of its doing.
      auto at_tip = document_at_tip(*comparison_.base, kTrustPath, DocumentKind::trust);
      if (!at_tip) return tl::unexpected(at_tip.error());
      if (!at_tip->is_missing()) before = std::move(*at_tip);
    }
    if (before && (!before->is_valid() || now->hex == before->hex)) return {};
    comparison_.trust = contract::shifts_between(
        DocumentKind::trust, before ? before->value : without_trust(now->value), now->value);
    return {};
  }

  Result<void> find_policy_folders() {
    const auto inner = fmt::format("/{}/", kGateFolder);
    std::set<std::string> folders;
    for (const auto& change : comparison_.changes) {
      if (change.kind != ChangeKind::added && change.kind != ChangeKind::renamed) continue;
      // A link of that name leads to a policy as a folder does.
      const auto place = (change.path + "/").find(inner);
      if (place == std::string::npos) continue;
      folders.insert(change.path.substr(0, place + inner.size() - 1));
    }
    for (const auto& folder : folders) {
      const auto before = comparison_.base->git.list(comparison_.base->tree, folder);
      if (!before) return tl::unexpected(before.error());
      if (before->empty()) comparison_.added_policy_folders.push_back(folder);
    }
    return {};
  }

  Result<void> compare_approvals() {
    if (changes_beneath(comparison_, kGateFolder, true).empty()) return {};
    const auto& base = *comparison_.base;
    const auto before = files_beneath(base.git, base.tree, kGateFolder);
    if (!before) return tl::unexpected(before.error());
    const auto now = files_beneath(base.git, comparison_.now, kGateFolder);
    if (!now) return tl::unexpected(now.error());
    auto changed = changed_approvals(comparison_, {kGateFolder, *before}, {kGateFolder, *now});
    if (!changed) return tl::unexpected(changed.error());
    comparison_.approvals = std::move(*changed);
    return {};
  }

  Result<void> load_approvals() {
    auto& gate = comparison_.gate;
    gate.repository = &repository_;
    gate.path = gate.folder_name = kGateFolder;
    gate.status = "draft";
    const auto folder = gate.path_of("approvals");
    auto there = is_folder(root_, folder);
    if (!there) return tl::unexpected(there.error());
    if (!*there) return {};
    auto entries = root_.list(folder);
    if (!entries) {
      return failure(ErrorKind::no_verdict, entries.error().message,
                     Location{folder, std::nullopt});
    }
    for (auto& entry : *entries) {
      const auto kind = contract::kind_by_path(entry.path);
      if (kind == DocumentKind::approval || kind == DocumentKind::dsse_envelope) {
        auto document = load_document(root_, entry.path, kind, repository_.policy.file_limits);
        if (!document) return tl::unexpected(document.error());
        // It was listed a moment ago: this was not the folder that was judged.
        if (document->is_missing()) {
          return failure(ErrorKind::no_verdict, document->access->message,
                         Location{entry.path, std::nullopt});
        }
        gate.documents.push_back(std::move(*document));
      }
      entry.path = relative_to(entry.path, gate.path);
      gate.entries.push_back(std::move(entry));
    }
    read_approvals(gate);
    return examine_approvals(repository_.trust.get(), gate);
  }

  Result<void> bind_approvals() {
    auto& gate = comparison_.gate;
    auto digest = gate_digest(root_);
    if (!digest) return tl::unexpected(digest.error());
    gate.digest = std::move(*digest);
    gate.approval_instant = pattern::parse_timestamp(repository_.now).value_or(0);
    gate.approvals_at_base = approvals_at_base(comparison_, gate.approvals);
    return {};
  }

  const io::Root& root_;
  const RepositoryFacts& repository_;
  RepositoryComparison& comparison_;
};

}  // namespace

Result<void> compare_gate(const io::Root& root, const RepositoryFacts& repository,
                          RepositoryComparison& comparison) {
  return GateComparer(root, repository, comparison).compare();
}

}  // namespace mig::bundle
