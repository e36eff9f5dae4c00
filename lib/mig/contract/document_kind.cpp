#include "mig/contract/document_kind.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

#include "mig/contract/embedded_schemas.hpp"
#include "mig/contract/field.hpp"
#include "mig/document/reader.hpp"

namespace mig::contract {
namespace {

constexpr std::array kKinds{
    KindInfo{DocumentKind::declaration, "declaration", "migration_declaration.v1.schema.json",
             "migration_declaration.v1", "declaration", Syntax::yaml, false},
    KindInfo{DocumentKind::registry, "registry", "migrations.v1.schema.json", "migrations.v1",
             "registry", Syntax::json, true},
    KindInfo{DocumentKind::policy, "policy", "policy.v1.schema.json", "policy.v1", "policy",
             Syntax::yaml, false},
    KindInfo{DocumentKind::approval, "approval", "approval.v1.schema.json", "approval.v1",
             "approval", Syntax::yaml, false},
    KindInfo{DocumentKind::baseline, "baseline", "baseline.v1.schema.json", "baseline.v1",
             "baseline", Syntax::json, true},
    KindInfo{DocumentKind::diff_summary, "diff_summary", "diff_summary.v1.schema.json",
             "diff_summary.v1", "diff", Syntax::json, true},
    KindInfo{DocumentKind::run_receipt, "run_receipt", "run_receipt.v1.schema.json", "v1",
             "receipt", Syntax::json, false},
    KindInfo{DocumentKind::rehearsal_receipt, "rehearsal_receipt",
             "rehearsal_receipt.v1.schema.json", "rehearsal_receipt.v1", "receipt", Syntax::json,
             false},
    KindInfo{DocumentKind::receipt_ref, "receipt_ref", "receipt_ref.v1.schema.json",
             "receipt_ref.v1", "receipt", Syntax::json, false},
    KindInfo{DocumentKind::plan, "plan", "plan.v1.schema.json", "plan.v1", "plan", Syntax::json,
             true},
    KindInfo{DocumentKind::backup, "backup", "backup.v1.schema.json", "backup.v1", "receipt",
             Syntax::json, false},
    KindInfo{DocumentKind::secret_baseline, "secret_baseline", "secret_baseline.v1.schema.json",
             "secret_baseline.v1", "suppression", Syntax::json, true},
    KindInfo{DocumentKind::trust, "trust", "trust.v1.schema.json", "trust.v1", "trust",
             Syntax::yaml, false},
    KindInfo{DocumentKind::dsse_envelope, "dsse_envelope", "dsse_envelope.v1.schema.json",
             "dsse_envelope.v1", "signature", Syntax::json, false},
    KindInfo{DocumentKind::statement, "statement", "statement.v1.schema.json", "statement.v1",
             "signature", Syntax::json, false},
    KindInfo{DocumentKind::prov, "prov", "prov.v1.schema.json", "prov.v1", "prov", Syntax::json,
             false},
    KindInfo{DocumentKind::status_history, "status_history", "status_history.v1.schema.json",
             "status_history.v1", "history", Syntax::json_lines, true},
};

std::string_view base_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
}

std::string_view folder_name(std::string_view path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string_view::npos ? std::string_view{} : base_name(path.substr(0, slash));
}

// Kinds that may leave out their version, and those whose format has none.
std::optional<DocumentKind> kind_without_version(const document::LocatedValue& value) {
  const auto has = [&value](std::string_view key) { return member(value, key) != nullptr; };
  if (has("migration_id") && has("type") && has("scope")) return DocumentKind::declaration;
  if (has("rule") && has("subject_digest")) return DocumentKind::approval;
  if (has("payload") && has("payloadType")) return DocumentKind::dsse_envelope;
  if (has("_type") && has("predicateType")) return DocumentKind::statement;
  if (has("@context") && has("@graph")) return DocumentKind::prov;
  if (value.array() == nullptr || value.array()->empty()) return std::nullopt;
  const auto& line = value.array()->front();
  const bool is_history = member(line, "seq") != nullptr && member(line, "migration_id") != nullptr;
  return is_history ? std::optional(DocumentKind::status_history) : std::nullopt;
}

// The schemas are part of the program and compiled by its tests: a failure here means a broken
// build, and no verdict of such a program may be trusted.
[[noreturn]] void abort_on_broken_schema(std::string_view file, std::string_view why) {
  std::fprintf(stderr, "mig: embedded schema %.*s: %.*s\n", static_cast<int>(file.size()),
               file.data(), static_cast<int>(why.size()), why.data());
  std::abort();
}

schema::Schema compile_embedded(std::string_view file) {
  for (const auto& embedded : embedded_schemas()) {
    if (embedded.file_name != file) continue;
    const auto value = document::read_json(embedded.json);
    if (!value) abort_on_broken_schema(file, value.error().message);
    auto compiled = schema::Schema::compile({std::string(file), &*value});
    if (!compiled) abort_on_broken_schema(file, compiled.error().message);
    return std::move(*compiled);
  }
  abort_on_broken_schema(file, "not embedded");
}

}  // namespace

std::span<const KindInfo> all_kinds() {
  return kKinds;
}

const KindInfo& info_of(DocumentKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::optional<DocumentKind> kind_named(std::string_view name) {
  for (const auto& info : kKinds) {
    if (info.name == name) return info.kind;
  }
  return std::nullopt;
}

std::optional<DocumentKind> kind_by_path(std::string_view path) {
  const auto name = base_name(path);
  const auto folder = folder_name(path);
  if (name == "migration.yml") return DocumentKind::declaration;
  if (name == "migrations.v1.json") return DocumentKind::registry;
  if (name == "policy.yml" && folder == ".mig") return DocumentKind::policy;
  if (name == "trust.yml" && folder == ".mig") return DocumentKind::trust;
  if (name.ends_with(".dsse.json")) return DocumentKind::dsse_envelope;
  if (folder == "approvals" && name.ends_with(".yml")) return DocumentKind::approval;
  if (folder == "baselines" && name.ends_with(".json")) return DocumentKind::baseline;
  if (folder == "diffs" && name == "summary.json") return DocumentKind::diff_summary;
  if (name == "run_receipt.json") return DocumentKind::run_receipt;
  if (name == "rehearsal_receipt.json") return DocumentKind::rehearsal_receipt;
  if (name == "receipt_ref.json") return DocumentKind::receipt_ref;
  if (name == "plan.json") return DocumentKind::plan;
  if (folder == "receipts" && name == "backup.json") return DocumentKind::backup;
  if (name == "secret_baseline.json") return DocumentKind::secret_baseline;
  if (name == "prov.jsonld") return DocumentKind::prov;
  if (folder == "registry" && name == "history.jsonl") return DocumentKind::status_history;
  return std::nullopt;
}

std::optional<DocumentKind> kind_by_content(const document::LocatedValue& value) {
  if (member(value, "kfm_run_receipt_version") != nullptr) return DocumentKind::run_receipt;
  if (member(value, "schema_version") == nullptr) return kind_without_version(value);
  const auto version = string_member(value, "schema_version");
  if (!version) return std::nullopt;
  for (const auto& info : kKinds) {
    if (info.version == version->value) return info.kind;
  }
  return std::nullopt;
}

const schema::Schema& schema_of(DocumentKind kind) {
  static std::array<std::once_flag, kKinds.size()> once;
  static std::array<std::optional<schema::Schema>, kKinds.size()> compiled;
  const auto index = static_cast<std::size_t>(kind);
  std::call_once(once.at(index),
                 [&] { compiled.at(index) = compile_embedded(kKinds.at(index).schema_file); });
  return *compiled.at(index);
}

}  // namespace mig::contract
