#include "mig/bundle/compare_records.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "mig/bundle/load.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/contract/envelope.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;

constexpr std::string_view kReceipt = "run_receipt.json";
constexpr std::string_view kReference = "receipt_ref.json";

/// Nothing where it does not fit its schema: what cannot be read excuses nothing.
Result<std::optional<DocumentFacts>> read(const history::Repository& git,
                                          const history::TreeEntry& entry, DocumentKind kind) {
  if (entry.kind != io::EntryKind::regular) return std::nullopt;
  auto bytes = git.read_blob(entry.blob, kMostBytesOfBlob);
  if (!bytes) return tl::unexpected(bytes.error());
  if (bytes->size() > contract::FileLimits{}.document_bytes) return std::nullopt;
  auto document = examine_document(entry.path, std::move(*bytes), kind);
  if (!document) return tl::unexpected(document.error());
  if (!document->is_valid()) return std::nullopt;
  return std::optional<DocumentFacts>(std::move(*document));
}

/// Whether every signature of one is found in the other, as often as it is there.
bool keeps_signatures(const contract::Envelope& before, contract::Envelope now) {
  return std::all_of(
      before.signatures.begin(), before.signatures.end(), [&now](const auto& signature) {
        const auto found = std::find_if(
            now.signatures.begin(), now.signatures.end(), [&signature](const auto& other) {
              const bool is_same_hint =
                  signature.keyid.has_value() == other.keyid.has_value() &&
                  (!signature.keyid || signature.keyid->value == other.keyid->value);
              return is_same_hint && signature.sig.value == other.sig.value;
            });
        if (found == now.signatures.end()) return false;
        now.signatures.erase(found);
        return true;
      });
}

Result<bool> gained_signatures_only(const history::Repository& git,
                                    const history::TreeEntry& before,
                                    const history::TreeEntry& now) {
  if (!before.path.ends_with(".dsse.json")) return false;
  const auto earlier = read(git, before, DocumentKind::dsse_envelope);
  if (!earlier) return tl::unexpected(earlier.error());
  const auto present = read(git, now, DocumentKind::dsse_envelope);
  if (!present) return tl::unexpected(present.error());
  if (!*earlier || !*present) return false;
  const auto was = contract::read_envelope((*earlier)->value);
  const auto is = contract::read_envelope((*present)->value);
  return was.payload.value == is.payload.value && was.payload_type.value == is.payload_type.value &&
         keeps_signatures(was, is);
}

/// Whether a receipt that is gone is the one that the reference beside it names.
Result<bool> is_referenced(const history::Repository& git, const history::TreeEntry& before,
                           std::string_view relative, const FolderState& now) {
  if (base_name(relative) != kReceipt || before.kind != io::EntryKind::regular) return false;
  const auto reference = now.files.find(joined(folder_of(relative), kReference));
  if (reference == now.files.end()) return false;
  const auto document = read(git, reference->second, DocumentKind::receipt_ref);
  if (!document) return tl::unexpected(document.error());
  if (!*document) return false;
  auto bytes = git.read_blob(before.blob, kMostBytesOfBlob);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto digest = digest::sha256_digest(*bytes);
  if (!digest) return tl::unexpected(digest.error());
  const auto named = contract::read_receipt_ref((*document)->value);
  return named.digest && named.digest->value == *digest && named.size &&
         std::cmp_equal(named.size->value, bytes->size());
}

}  // namespace

Result<std::vector<RecordChange>> changed_records(const history::Repository& git,
                                                  const FolderState& before,
                                                  const FolderState& now) {
  std::vector<RecordChange> changed;
  for (const auto& [relative, entry] : before.files) {
    if (!is_record_path(relative)) continue;
    const auto found = now.files.find(relative);
    const bool is_gone = found == now.files.end();
    if (!is_gone && found->second.blob == entry.blob && found->second.kind == entry.kind) continue;
    const auto is_allowed = is_gone ? is_referenced(git, entry, relative, now)
                                    : gained_signatures_only(git, entry, found->second);
    if (!is_allowed) return tl::unexpected(is_allowed.error());
    if (*is_allowed) continue;
    RecordChange change{relative, is_gone, nullptr};
    if (!is_gone) {
      auto text = text_of_blob(git, found->second.blob, found->second.path);
      if (!text) return tl::unexpected(text.error());
      change.now = std::move(*text);
      auto digest = digest_of_blob(git, found->second.blob);
      if (!digest) return tl::unexpected(digest.error());
      change.digest = std::move(*digest);
    }
    changed.push_back(std::move(change));
  }
  return changed;
}

}  // namespace mig::bundle
