#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "mig/app/evidence/signing_place.hpp"
#include "mig/base/result.hpp"
#include "mig/contract/envelope.hpp"
#include "mig/trust/key.hpp"

namespace mig::app {

/// What lies where an envelope is to be written.
struct ExistingEnvelope {
  std::optional<contract::Envelope> kept;  ///< to which a signature is added
  std::size_t dropped = 0;                 ///< signatures that are written over
  std::vector<Error> refusals;             ///< why nothing may be written there
};

/// One that holds the payload is kept, unless it is to be replaced: then nothing of it is, whatever
/// it holds. What holds something else is lost only where that was asked for.
Result<ExistingEnvelope> look_at_envelope(const SigningPlace& place, const std::string& path,
                                          const std::string& payload, bool replaces);

/// How a signature of that key over the message is written in an envelope; nothing: it has none.
Result<std::optional<trust::SignatureEncoding>> encoding_of_signature(
    const trust::PublicKey& key, const contract::Envelope& envelope, const std::string& message);

}  // namespace mig::app
