#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>

#include "mig/bundle/digested_files.hpp"
#include "mig/bundle/justifications.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/load_approvals.hpp"
#include "mig/bundle/masked_source.hpp"
#include "mig/bundle/phase.hpp"
#include "mig/bundle/run_folders.hpp"
#include "mig/bundle/script_names.hpp"
#include "mig/bundle/stored_receipts.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;

constexpr std::string_view kNotesFile = "notes.md";

/// Fills one BundleFacts step by step; each step needs what the steps before it found.
class BundleLoader {
 public:
  BundleLoader(const io::Root& root, const RepositoryFacts& repository, const io::Root* store,
               BundleFacts& facts)
      : root_(root),
        limits_(repository.policy.file_limits),
        trust_(repository.trust.get()),
        store_(store),
        facts_(facts) {}

  Result<void> list_entries();
  Result<void> load_declaration();
  Result<void> load_documents();
  Result<void> load_receipts();
  Result<void> load_stored() { return load_stored_receipts(store_, facts_); }
  Result<void> load_scripts();
  Result<void> load_sidecars();
  Result<void> load_notes();
  Result<void> compute_digest();
  Result<void> examine_approvals() { return bundle::examine_approvals(trust_, facts_); }

 private:
  Result<void> load_document_at(const std::string& relative, std::optional<DocumentKind> kind);
  Result<void> load_script(const contract::LocatedString& declared, bool is_forward);

  const io::Root& root_;
  const contract::FileLimits& limits_;
  const TrustFacts* trust_;
  const io::Root* store_;
  BundleFacts& facts_;
  std::set<std::string> loaded_;
};

Result<void> cannot_read(const io::AccessError& error) {
  return failure(ErrorKind::no_verdict, error.message, Location{error.path, std::nullopt});
}

Result<void> BundleLoader::list_entries() {
  auto entries = root_.walk(facts_.path);
  if (!entries) return cannot_read(entries.error());
  facts_.entries = std::move(*entries);
  const std::size_t prefix = facts_.path.empty() ? 0 : facts_.path.size() + 1;
  for (auto& entry : facts_.entries) entry.path.erase(0, prefix);
  return {};
}

Result<void> BundleLoader::load_document_at(const std::string& relative,
                                            std::optional<DocumentKind> kind) {
  if (!loaded_.insert(relative).second) return {};
  auto document = load_document(root_, facts_.path_of(relative), kind, limits_);
  if (!document) return tl::unexpected(document.error());
  // It was listed a moment ago: whatever removed it, this was not the bundle that was judged.
  if (document->is_missing()) {
    return cannot_read(*document->access);
  }
  facts_.documents.push_back(std::move(*document));
  return {};
}

Result<void> BundleLoader::load_declaration() {
  const auto* entry = facts_.entry(kDeclarationFile);
  if (entry == nullptr) return {};
  auto loaded = load_document_at(std::string(kDeclarationFile), DocumentKind::declaration);
  if (!loaded) return loaded;
  facts_.has_declaration = true;
  facts_.declaration = contract::read_declaration(facts_.documents.front().value);
  return {};
}

Result<void> BundleLoader::load_documents() {
  std::vector<std::pair<std::string, DocumentKind>> wanted;
  for (const auto& run : find_runs(facts_)) {
    if (!run.pre_baseline.empty()) wanted.emplace_back(run.pre_baseline, DocumentKind::baseline);
    if (!run.post_baseline.empty()) wanted.emplace_back(run.post_baseline, DocumentKind::baseline);
    if (!run.diff_summary.empty())
      wanted.emplace_back(run.diff_summary, DocumentKind::diff_summary);
  }
  for (const auto& entry : facts_.entries) {
    const auto kind = contract::kind_by_path(entry.path);
    if (!kind || entry.kind == io::EntryKind::directory) continue;
    // What governs a whole tree has no place in a bundle; it only has to be readable.
    if (*kind == DocumentKind::registry || *kind == DocumentKind::policy) continue;
    if (*kind == DocumentKind::trust || *kind == DocumentKind::status_history) continue;
    // A declaration below the bundle's own is no part of it: a rule refuses it as a whole.
    if (*kind == DocumentKind::declaration) continue;
    // Only here it is the plan of this bundle.
    if (*kind == DocumentKind::plan && entry.path != kPlanFile) continue;
    wanted.emplace_back(entry.path, *kind);
  }
  std::sort(wanted.begin(), wanted.end());
  for (const auto& [path, kind] : wanted) {
    auto loaded = load_document_at(path, kind);
    if (!loaded) return loaded;
  }
  read_approvals(facts_);
  return {};
}

/// Of the documents only those that say which runs there were.
Result<void> BundleLoader::load_receipts() {
  for (const auto& run : find_runs(facts_)) {
    for (const auto& path : {run.inline_receipt, run.receipt_ref}) {
      if (path.empty()) continue;
      auto loaded = load_document_at(path, contract::kind_by_path(path));
      if (!loaded) return loaded;
    }
  }
  return {};
}

Result<void> BundleLoader::load_script(const contract::LocatedString& declared, bool is_forward) {
  ScriptFacts script;
  script.path = declared.value;
  script.declared_at = declared.span;
  script.is_forward = is_forward;
  // A path that leaves the bundle is never opened: the rule about it needs only the path.
  if (!io::is_contained_path(declared.value)) {
    script.access = io::AccessError{io::AccessFault::escapes_root, declared.value,
                                    "the path leaves the bundle"};
    facts_.scripts.push_back(std::move(script));
    return {};
  }
  auto bytes = root_.read(facts_.path_of(declared.value), limits_.script_bytes);
  if (bytes) {
    auto hex = digest::sha256_hex(*bytes);
    if (!hex) return tl::unexpected(hex.error());
    script.hex = std::move(*hex);
    script.source = masked_source(facts_.path_of(declared.value), std::move(*bytes));
  } else if (io::is_content_fault(bytes.error().fault)) {
    script.access = std::move(bytes.error());
  } else {
    return cannot_read(bytes.error());
  }
  facts_.scripts.push_back(std::move(script));
  return {};
}

Result<void> BundleLoader::load_scripts() {
  for (const auto& path : facts_.declaration.artifacts.forward) {
    if (auto loaded = load_script(path, true); !loaded) return loaded;
  }
  for (const auto& path : facts_.declaration.artifacts.rollback) {
    if (auto loaded = load_script(path, false); !loaded) return loaded;
  }
  return {};
}

// What is no document of a known kind and no script still has to be readable.
Result<void> BundleLoader::load_sidecars() {
  for (const auto& script : facts_.scripts) loaded_.insert(script.path);
  for (const auto& entry : facts_.entries) {
    const auto name = base_name(entry.path);
    if (entry.kind != io::EntryKind::regular || !is_data_name(name) || is_script_name(name)) {
      continue;
    }
    // A declaration below the bundle's own is refused as a whole.
    if (name == kDeclarationFile || !loaded_.insert(entry.path).second) continue;
    auto sidecar = load_sidecar(root_, facts_.path_of(entry.path), limits_);
    if (!sidecar) return tl::unexpected(sidecar.error());
    facts_.documents.push_back(std::move(*sidecar));
  }
  return {};
}

Result<void> BundleLoader::load_notes() {
  if (facts_.entry(kNotesFile) == nullptr) return {};
  NotesFacts notes;
  notes.document.is_prose = true;
  const auto path = facts_.path_of(kNotesFile);
  auto bytes = root_.read(path, limits_.notes_bytes);
  if (!bytes && (!io::is_content_fault(bytes.error().fault) ||
                 bytes.error().fault == io::AccessFault::not_found)) {
    return cannot_read(bytes.error());
  }
  if (!bytes) notes.document.access = bytes.error();
  if (bytes) {
    auto hex = digest::sha256_hex(*bytes);
    if (!hex) return tl::unexpected(hex.error());
    notes.document.hex = std::move(*hex);
  }
  notes.document.source = masked_source(path, std::move(bytes).value_or(std::string()));
  if (!notes.document.access) {
    auto markdown = document::read_markdown(notes.document.source->bytes());
    if (markdown) {
      notes.markdown = std::move(*markdown);
      facts_.justifications = read_justifications(notes.markdown);
    } else {
      notes.document.fault = markdown.error();
    }
  }
  facts_.notes = std::move(notes);
  return {};
}

Result<void> BundleLoader::compute_digest() {
  // Without one of its files a bundle has no digest. What became of the file is told elsewhere.
  auto files = digested_files(facts_);
  if (!files) return {};
  auto digest = digest::bundle_digest(std::move(*files));
  if (!digest) return tl::unexpected(digest.error());
  facts_.digest = std::move(*digest);
  return {};
}

}  // namespace

namespace {

using Step = Result<void> (BundleLoader::*)();

Result<BundleFacts> load(const io::Root& root, const std::string& path,
                         const RepositoryFacts& repository, std::optional<Phase> phase_override,
                         const io::Root* store, std::initializer_list<Step> steps) {
  BundleFacts facts;
  facts.repository = &repository;
  facts.path = path;
  const std::string& named = path.empty() ? root.absolute_path() : path;
  facts.folder_name = named.substr(named.find_last_of('/') + 1);
  BundleLoader loader(root, repository, store, facts);
  for (const auto step : steps) {
    if (auto done = (loader.*step)(); !done) return tl::unexpected(done.error());
  }
  facts.runs = find_runs(facts);
  place_stored_receipts(facts);
  settle_phase(facts, phase_override);
  return facts;
}

}  // namespace

Result<BundleFacts> load_bundle(const io::Root& root, const std::string& path,
                                const RepositoryFacts& repository,
                                std::optional<Phase> phase_override, const io::Root* store) {
  return load(
      root, path, repository, phase_override, store,
      {&BundleLoader::list_entries, &BundleLoader::load_declaration, &BundleLoader::load_documents,
       &BundleLoader::load_stored, &BundleLoader::load_scripts, &BundleLoader::load_sidecars,
       &BundleLoader::load_notes, &BundleLoader::compute_digest, &BundleLoader::examine_approvals});
}

Result<BundleFacts> load_outline(const io::Root& root, const std::string& path,
                                 const RepositoryFacts& repository, const io::Root* store) {
  return load(root, path, repository, std::nullopt, store,
              {&BundleLoader::list_entries, &BundleLoader::load_declaration,
               &BundleLoader::load_receipts, &BundleLoader::load_stored});
}

}  // namespace mig::bundle
