#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mig/secrets/layer/sink.hpp"

namespace mig::secrets::layer {

/// UTF-16 and UTF-32 of either byte order.
struct WideForm {
  unsigned unit = 2;  ///< bytes
  bool big_endian = false;
  std::size_t mark = 0;  ///< bytes of the byte order mark
};

/// By its mark, or because every second byte of the beginning is zero and the others are letters.
std::optional<WideForm> wide_form_of(std::string_view bytes);

/// The whole text as UTF-8.
std::string from_wide(std::string_view bytes, WideForm form);

/// Shows the text in parts of bounded size that overlap, each mapped character by character.
void show_wide(std::string_view bytes, WideForm form, const Sink& sink);

}  // namespace mig::secrets::layer
