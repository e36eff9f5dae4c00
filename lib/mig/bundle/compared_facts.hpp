#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "mig/base/source_text.hpp"
#include "mig/bundle/document_facts.hpp"
#include "mig/bundle/owners_facts.hpp"
#include "mig/contract/registry.hpp"

namespace mig::bundle {

/// A migration whose registry entry is not what it was.
struct EntryChange {
  contract::RegistryEntry before;
  std::shared_ptr<const SourceText> before_source;
  const contract::RegistryEntry* now = nullptr;  ///< null: it is not listed any more
  /// Of one that is not listed any more, what its bundle was.
  bool was_merged = false;       ///< status merged or later, or it had a receipt
  bool was_approved = false;     ///< status approved or later, or it had approvals
  bool is_bundle_there = false;  ///< its folder still holds files
};

/// A bundle of the base that does not lie where it lay.
struct DepartedBundle {
  std::string path;    ///< at the base
  std::string id;      ///< of its declaration, else of its entry
  std::string status;  ///< of the registry at the base; "draft" when it listed none
  bool was_merged = false;
  std::string moved_to;  ///< where it lies now; empty: it is gone
  std::string id_now;    ///< of the declaration there; empty when it is gone or unreadable
};

/// A migration id that belonged to another migration before.
struct ReusedId {
  std::string id;
  std::string path;   ///< bundle that has it now
  std::string owner;  ///< bundle that had it at the base; empty: only the history tells of it
};

/// An approval that was there at the base and reads otherwise now, or is gone.
struct ApprovalChange {
  std::string path;  ///< relative to the root, now
  std::string before_path;
  bool is_gone = false;
  std::shared_ptr<const SourceText> now;  ///< null when it is gone
  std::string digest{};                   ///< "sha256:..." of its bytes now; empty: it is gone
};

/// A list of known secrets (secret_baseline.v1) beneath `.mig` that knows more than at the base.
struct GrownKnownValues {
  DocumentFacts document;       ///< the list now
  std::size_t values = 0;       ///< entries that the base lacks, or has with a lower count
  Span first;                   ///< of them the first one in the document
  bool is_new = false;          ///< the base has no list at that path that could be read
  bool has_other_salt = false;  ///< then no entry can be told from a new one
};

/// A file of a run that was there at the base and is not the same any more.
struct RecordChange {
  std::string path;  ///< relative to the bundle, at the base
  bool is_gone = false;
  std::shared_ptr<const SourceText> now;  ///< null when it is gone or no text
  std::string digest{};                   ///< "sha256:..." of its bytes now; empty: it is gone
};

}  // namespace mig::bundle
