#pragma once

#include <string_view>

#include "mig/secrets/layer/packed.hpp"

namespace mig::secrets::layer {

/// What is packed behind other bytes, as in a script that unpacks its own end: looks for members of
/// gzip and zip from `from` on, and tells what is packed by other methods behind a text.
void open_packed_behind(std::string_view bytes, std::size_t from, const PackedPlace& place,
                        const Sink& sink);

}  // namespace mig::secrets::layer
