#pragma once

#include <string_view>

#include "mig/secrets/detection.hpp"

namespace mig::secrets {

/// Personal data in a text by form and by the words around; spans are offsets in it. Internet
/// addresses only on demand.
void find_in_prose(std::string_view text, bool with_addresses, Detections& found);

/// The same for e-mail addresses alone.
void find_emails(std::string_view text, Detections& found);

}  // namespace mig::secrets
