#pragma once

#include "mig/secrets/layer/sink.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets::layer {

/// Texts that escapes, entities, disguised characters and joined literals hide: one pass over the
/// bytes, and a layer for every stretch of lines in which some were undone.
void find_escapes(const Text& text, const Sink& sink);

}  // namespace mig::secrets::layer
