#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

inline constexpr std::string_view kStatementPayloadType = "application/vnd.in-toto+json";

/// One signature of an envelope. `keyid` is a hint that nothing here trusts.
struct EnvelopeSignature {
  Span span;
  std::optional<LocatedString> keyid;
  LocatedString sig;  ///< base64
};

/// A DSSE envelope (`*.dsse.json`) as it is written: nothing of it is decoded yet.
struct Envelope {
  LocatedString payload;  ///< base64
  LocatedString payload_type;
  std::vector<EnvelopeSignature> signatures;
};

/// Reads a document that fits dsse_envelope.v1.
Envelope read_envelope(const document::LocatedValue& value);

}  // namespace mig::contract
