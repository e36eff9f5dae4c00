#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/trust_facts.hpp"
#include "mig/contract/envelope.hpp"
#include "mig/contract/statement.hpp"

namespace mig::bundle {

struct DocumentFacts;

/// More signatures of one envelope are not tried, and so verified by no key: what somebody else
/// wrote must not keep a gate busy.
inline constexpr std::size_t kTriedSignatures = 64;

/// Who made one signature of an envelope, as far as bytes can tell.
struct Signer {
  Span span;  ///< of the signature, in the envelope
  /// Which of TrustFacts::keys verifies it; nothing: none of them does.
  std::optional<std::size_t> key;
};

/// A DSSE envelope beside the file that it signs. Facts: whether a signature verifies, never
/// whether it counts.
struct SignedFile {
  const DocumentFacts* document = nullptr;  ///< the envelope; never null
  contract::Envelope envelope;              ///< empty when the document is not valid
  /// The payload as a document of kind statement, its path that of the envelope; null when the
  /// payload is no base64.
  std::shared_ptr<const DocumentFacts> payload;
  contract::Statement statement;  ///< empty when the payload is not valid
  std::vector<Signer> signers;    ///< one for each signature; empty without a trust policy
};

/// Decodes the payload and tries every trusted key on every signature. `trust` null: no signature
/// is tried. `envelope` must outlive the answer.
Result<SignedFile> examine_envelope(const DocumentFacts& envelope, const TrustFacts* trust);

}  // namespace mig::bundle
