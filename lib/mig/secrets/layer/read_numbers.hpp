#pragma once

#include <cstddef>
#include <string_view>

#include "mig/secrets/layer/edited_text.hpp"

namespace mig::secrets::layer {

/// A list of the codes of characters that begins at `at`: `112, 111, 115`, `0x70,0x6f,0x73`. Adds
/// an edit for each number when the list reads as a text; returns how far it looked.
std::size_t read_numbers(std::string_view text, std::size_t at, EditedText& edits);

}  // namespace mig::secrets::layer
