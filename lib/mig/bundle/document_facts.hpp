#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mig/base/source_text.hpp"
#include "mig/contract/document_kind.hpp"
#include "mig/document/reader.hpp"
#include "mig/io/root.hpp"

namespace mig::delta {
struct Inventory;
}

namespace mig::bundle {

/// One document as it was found: read strictly, and held against its schema. Judged nowhere here.
struct DocumentFacts {
  std::shared_ptr<const SourceText> source;    ///< never null; empty bytes when it was not readable
  std::optional<contract::DocumentKind> kind;  ///< none: it could not be told
  std::optional<io::AccessError> access;       ///< why the bytes are not there
  std::optional<document::ReadFault> fault;    ///< why strict reading refused it
  document::LocatedValue value;                ///< null when it was refused
  std::vector<schema::Violation> violations;
  std::string hex;                                    ///< sha256 of the bytes that were parsed
  std::shared_ptr<const delta::Inventory> inventory;  ///< of a valid baseline; else null
  bool is_prose = false;    ///< Markdown: judged for how it reads, has no kind and no schema
  bool is_sidecar = false;  ///< lies beside the documents: only strict reading is asked of it

  /// There is no such file. Any other reason why it could not be read is none to go on.
  bool is_missing() const { return access && access->fault == io::AccessFault::not_found; }
  /// Read, and fits its schema.
  bool is_valid() const { return kind.has_value() && !access && !fault && violations.empty(); }
};

}  // namespace mig::bundle
