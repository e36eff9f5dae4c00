#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mig/base/finding.hpp"
#include "mig/base/source_text.hpp"
#include "mig/bundle/document_facts.hpp"
#include "mig/bundle/history_facts.hpp"
#include "mig/bundle/run_facts.hpp"
#include "mig/bundle/signature_facts.hpp"
#include "mig/bundle/trust_facts.hpp"
#include "mig/contract/declaration.hpp"
#include "mig/contract/document_kind.hpp"
#include "mig/contract/policy.hpp"
#include "mig/contract/records.hpp"
#include "mig/contract/registry.hpp"
#include "mig/document/reader.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

/// A file of a bundle that is a script: forward or rollback.
struct ScriptFacts {
  std::string path;  ///< relative to the bundle, as declared
  Span declared_at;  ///< in migration.yml
  bool is_forward = true;
  std::shared_ptr<const SourceText> source;  ///< null when it could not be read
  std::optional<io::AccessError> access;
  std::string hex;
};

/// notes.md of a bundle.
struct NotesFacts {
  DocumentFacts document;
  document::Markdown markdown;  ///< empty when it could not be read
};

/// A line "- <rule-id>: reason" under "## Justifications".
struct Justification {
  std::string rule;
  std::string reason;
  Span span;  ///< in notes.md
};

enum class Phase : std::uint8_t { planned, executed };

struct RepositoryFacts;
struct BaseState;
struct RepositoryComparison;
class Predecessors;

/// Everything that is known of one bundle.
struct BundleFacts {
  const RepositoryFacts* repository = nullptr;  ///< never null while rules run
  std::string path;  ///< relative to the root; "" when the bundle is the root
  std::string folder_name;
  std::vector<io::Entry> entries;        ///< everything in the folder, relative to the bundle
  std::vector<DocumentFacts> documents;  ///< declaration first, when there is one
  bool has_declaration = false;
  contract::Declaration declaration;  ///< fields that could be read
  std::vector<ScriptFacts> scripts;
  std::optional<NotesFacts> notes;
  std::vector<Justification> justifications;
  std::vector<RunFacts> runs;                 ///< the single-run form first
  std::vector<contract::Approval> approvals;  ///< those whose document is valid
  /// One for each of approvals: the envelope beside it; nothing: there is none.
  std::vector<std::optional<SignedFile>> approval_signatures;
  std::string status;  ///< of the registry; "draft" when it lists none
  bool is_registered = false;
  Phase phase = Phase::planned;
  /// When approvals must hold, in seconds since 1970: the start of the newest run, else now.
  std::int64_t approval_instant = 0;
  std::string digest;  ///< "sha256:..." over the design's list; empty if unreadable
  /// Paths of those approvals that the base revision holds byte for byte; empty without a base.
  std::set<std::string> approvals_at_base;

  const DocumentFacts* declaration_document() const;
  /// The document of that path inside the bundle; null when there is none, and for "".
  const DocumentFacts* document_at(std::string_view relative) const;
  /// The entry that tells the status; null when the registry lists no such bundle.
  const contract::RegistryEntry* registry_entry() const;
  /// `relative` joined to the bundle's own path: what reports print.
  std::string path_of(std::string_view relative) const;
  /// Entry of that path inside the bundle; null when absent.
  const io::Entry* entry(std::string_view relative) const;
};

/// One entry of `depends_on`, or a run_id, with what a report has to show of it.
struct Dependency {
  std::string id;
  Place place;
};

/// What repository rules need of each bundle after its documents were released.
struct BundleSummary {
  std::string path;
  std::string folder_name;
  std::string id;  ///< of the declaration; empty when unreadable
  std::string type;
  std::string status;
  std::optional<Place> id_place;
  std::optional<Place> type_place;
  std::vector<Dependency> depends_on;
  std::vector<std::string> nested_policy_folders;
  std::vector<Dependency> run_ids;  ///< of its receipts
};

/// What is known of the repository around the bundles.
struct RepositoryFacts {
  contract::Policy policy;                  ///< in force
  std::shared_ptr<const TrustFacts> trust;  ///< in force; null: there is no trust policy
  std::string now;                          ///< RFC 3339, UTC
  bool strict = false;
  bool is_tree = false;    ///< a whole folder of bundles is judged, not single bundles
  bool is_listed = false;  ///< a list of files names what is judged, as it is about to be merged

  std::vector<std::string> migrations_roots;      ///< those that exist, relative to the root
  std::vector<DocumentFacts> registry_documents;  ///< one per migrations root that has one
  std::vector<DocumentFacts> registry_sidecars;   ///< other JSON and YAML beside a registry
  std::vector<DocumentFacts> history_documents;   ///< registry/history.jsonl, where there is one
  std::vector<HistoryFacts> histories;            ///< one for each of history_documents
  contract::Registry registry;                    ///< entries that could be read
  std::map<std::string, std::string> registered_folders;  ///< bundle folder -> its migrations root
  std::vector<std::string> entry_bundles;      ///< per entry its folder; "" when it leads nowhere
  std::shared_ptr<Predecessors> predecessors;  ///< never null while changes are computed

  std::vector<std::string> stray_scripts;
  std::vector<std::string> nested_policy_folders;
  std::vector<io::Entry> irregular_entries;

  std::shared_ptr<const BaseState> base;  ///< null: nothing is held against a base revision
  std::shared_ptr<const RepositoryComparison> comparison;  ///< with it; null until it was computed

  std::vector<BundleSummary> bundles;     ///< judged in this run, sorted by path
  std::vector<BundleSummary> neighbours;  ///< registered bundles that this run does not judge

  bool has_registry() const { return !registry_documents.empty(); }
};

}  // namespace mig::bundle
