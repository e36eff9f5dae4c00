#pragma once

#include <string>
#include <string_view>

#include "mig/contract/envelope.hpp"

namespace mig::report {

/// A signature to be written down.
struct NewSignature {
  std::string keyid;  ///< "sha256:<hex>", a hint for people
  std::string bytes;  ///< as its key encodes signatures
};

/// A DSSE envelope with one signature over a statement.
std::string envelope_json(std::string_view statement, const NewSignature& signature);

/// The envelope with one signature more; payload and signatures stay as they are written.
std::string envelope_json(const contract::Envelope& envelope, const NewSignature& signature);

}  // namespace mig::report
