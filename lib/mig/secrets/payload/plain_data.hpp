#pragma once

#include <string_view>

#include "mig/secrets/payload/magic.hpp"

namespace mig::secrets::payload {

/// A dump as a text: the header of the program that wrote it, and rows.
Kind plain_dump(std::string_view bytes);

/// Rows in a text file: of CSV, of JSON lines, of GeoJSON, KML and GPX.
Kind plain_rows(std::string_view name, std::string_view bytes);

/// Whether a text holds a private key: what a file called like a key store may be, too.
bool is_armoured_key(std::string_view bytes);

}  // namespace mig::secrets::payload
