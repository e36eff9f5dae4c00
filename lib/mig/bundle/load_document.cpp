#include <utility>

#include "mig/bundle/load.hpp"
#include "mig/bundle/masked_source.hpp"
#include "mig/bundle/script_names.hpp"
#include "mig/delta/inventory.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::bundle {
namespace {

document::ReadResult<document::LocatedValue> read_lines(std::string_view bytes) {
  auto lines = document::read_json_lines(bytes);
  if (!lines) return tl::unexpected(std::move(lines.error()));
  return document::LocatedValue(Span{0, static_cast<std::uint32_t>(bytes.size())},
                                std::move(*lines));
}

document::ReadResult<document::LocatedValue> read_value(contract::Syntax syntax,
                                                        std::string_view bytes) {
  switch (syntax) {
    case contract::Syntax::yaml:
      return document::read_yaml(bytes);
    case contract::Syntax::json:
      return document::read_json(bytes);
    case contract::Syntax::json_lines:
      return read_lines(bytes);
  }
  return document::read_yaml(bytes);
}

contract::Syntax syntax_of(std::string_view path, std::optional<contract::DocumentKind> kind) {
  if (kind) return contract::info_of(*kind).syntax;
  if (path.ends_with(".jsonl")) return contract::Syntax::json_lines;
  const bool is_json = path.ends_with(".json") || path.ends_with(".jsonld");
  return is_json ? contract::Syntax::json : contract::Syntax::yaml;
}

template <class T>
std::optional<document::ReadFault> fault_in(const document::ReadResult<T>& result) {
  if (result) return std::nullopt;
  return result.error();
}

std::optional<document::ReadFault> fault_of(std::string_view path, std::string_view bytes) {
  if (ends_with_ignoring_case(path, ".jsonl")) return fault_in(document::read_json_lines(bytes));
  const bool is_yaml =
      ends_with_ignoring_case(path, ".yml") || ends_with_ignoring_case(path, ".yaml");
  return fault_in(read_value(is_yaml ? contract::Syntax::yaml : contract::Syntax::json, bytes));
}

}  // namespace

std::uint64_t max_bytes_of(std::optional<contract::DocumentKind> kind,
                           const contract::FileLimits& limits) {
  if (kind && contract::info_of(*kind).is_inventory) return limits.inventory_bytes;
  return limits.document_bytes;
}

Result<DocumentFacts> examine_document(std::string path, std::string bytes,
                                       std::optional<contract::DocumentKind> kind) {
  DocumentFacts facts;
  facts.kind = kind ? kind : contract::kind_by_path(path);
  auto hex = digest::sha256_hex(bytes);
  if (!hex) return tl::unexpected(hex.error());
  facts.hex = std::move(*hex);
  facts.source = masked_source(std::move(path), std::move(bytes));
  auto value = read_value(syntax_of(facts.source->path(), facts.kind), facts.source->bytes());
  if (!value) {
    facts.fault = std::move(value.error());
    return facts;
  }
  facts.value = std::move(*value);
  if (!facts.kind) facts.kind = contract::kind_by_content(facts.value);
  if (facts.kind) facts.violations = contract::schema_of(*facts.kind).validate(facts.value);
  if (facts.kind == contract::DocumentKind::baseline && facts.is_valid()) {
    auto inventory = delta::take_inventory(contract::read_baseline(facts.value));
    if (!inventory) return tl::unexpected(inventory.error());
    facts.inventory = std::make_shared<const delta::Inventory>(std::move(*inventory));
  }
  return facts;
}

Result<DocumentFacts> load_sidecar(const io::Root& root, std::string_view path,
                                   const contract::FileLimits& limits) {
  DocumentFacts facts;
  facts.is_sidecar = true;
  auto bytes = root.read(path, limits.inventory_bytes);
  // It was listed a moment ago: whatever removed it, this was not the tree that was judged.
  if (!bytes && (!io::is_content_fault(bytes.error().fault) ||
                 bytes.error().fault == io::AccessFault::not_found)) {
    return failure(ErrorKind::no_verdict, bytes.error().message,
                   Location{std::string(path), std::nullopt});
  }
  if (!bytes) {
    facts.access = std::move(bytes.error());
    facts.source = std::make_shared<const SourceText>(std::string(path), std::string());
    return facts;
  }
  auto hex = digest::sha256_hex(*bytes);
  if (!hex) return tl::unexpected(hex.error());
  facts.hex = std::move(*hex);
  facts.source = masked_source(std::string(path), std::move(*bytes));
  facts.fault = fault_of(facts.source->path(), facts.source->bytes());
  return facts;
}

Result<DocumentFacts> load_document(const io::Root& root, std::string_view path,
                                    std::optional<contract::DocumentKind> kind,
                                    const contract::FileLimits& limits) {
  if (!kind) kind = contract::kind_by_path(path);
  auto bytes = root.read(path, max_bytes_of(kind, limits));
  if (bytes) return examine_document(std::string(path), std::move(*bytes), kind);
  if (!io::is_content_fault(bytes.error().fault)) {
    return failure(ErrorKind::no_verdict, bytes.error().message,
                   Location{std::string(path), std::nullopt});
  }
  DocumentFacts facts;
  facts.kind = kind;
  facts.access = std::move(bytes.error());
  facts.source = std::make_shared<const SourceText>(std::string(path), std::string());
  return facts;
}

}  // namespace mig::bundle
