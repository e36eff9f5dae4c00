#pragma once

#include <string_view>

#include "mig/secrets/layer/digits.hpp"

namespace mig::secrets::layer {

/// What the first bytes of a blob are. `open`: an archive whose members lie as they are.
enum class Taste : unsigned char { nothing, text, wide, packed, open };

Taste taste_of(std::string_view bytes);

/// Of a run of digits; most are rejected by their first ones. `from_start`: nothing but a blob
/// stands in it, so that it may be packed, or a text that is not of ASCII.
Taste taste_of(std::string_view run, Radix radix, bool from_start);

}  // namespace mig::secrets::layer
