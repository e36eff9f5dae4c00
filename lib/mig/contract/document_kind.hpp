#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "mig/schema/schema.hpp"

namespace mig::contract {

/// Every kind of document that the suite reads.
enum class DocumentKind : std::uint8_t {
  declaration,
  registry,
  policy,
  approval,
  baseline,
  diff_summary,
  run_receipt,
  rehearsal_receipt,
  receipt_ref,
  plan,
  backup,
  secret_baseline,
  trust,
  dsse_envelope,
  statement,
  prov,
  status_history,
};

enum class Syntax : std::uint8_t {
  yaml,
  json,
  json_lines,  ///< the document is the array of its lines
};

/// What is fixed about a kind of document.
struct KindInfo {
  DocumentKind kind;
  std::string_view name;         ///< as `--kind` takes it: "declaration", "run_receipt", ...
  std::string_view schema_file;  ///< in schemas/
  /// Value of `schema_version`, or of `kfm_run_receipt_version`; formats that others have set down
  /// and lines of a history have no such key.
  std::string_view version;
  std::string_view family;  ///< prefix of the rules that judge its shape
  Syntax syntax;
  bool is_inventory;  ///< grows with the database or the number of migrations, not with one change
};

std::span<const KindInfo> all_kinds();
const KindInfo& info_of(DocumentKind kind);
std::optional<DocumentKind> kind_named(std::string_view name);

/// The kind that a path inside a repository stands for by its name and folder; nothing when the
/// name says nothing. A statement lies in an envelope and has no path.
std::optional<DocumentKind> kind_by_path(std::string_view path);

/// The kind that a document claims by its version key, or, for the kinds that may leave that out or
/// have none, by the keys that only they require; nothing when it claims none that is known.
std::optional<DocumentKind> kind_by_content(const document::LocatedValue& value);

/// The compiled schema of a kind; compiled on first use, once per process, from any thread.
const schema::Schema& schema_of(DocumentKind kind);

}  // namespace mig::contract
