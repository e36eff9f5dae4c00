#pragma once

#include "mig/secrets/layer/sink.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets::layer {

/// Texts that runs of base64, base32, base85 and hex digits hide, packed or not. A run that holds
/// no text costs a look at its first bytes.
void find_blobs(const Text& text, const Sink& sink);

}  // namespace mig::secrets::layer
