#pragma once

#include <functional>
#include <vector>

#include "mig/secrets/layer/layer.hpp"

namespace mig::secrets {

using LayerVisitor = std::function<void(Layer&&)>;

/// Finds every text that an encoding hides in `text`. What a layer hides in turn is found when the
/// layer is searched. `budget` is how many bytes may still be decoded for this file; what does not
/// fit, and what is broken half-way, goes to `unread`.
void find_layers(const Text& text, std::uint64_t& budget, const LayerVisitor& visit,
                 std::vector<Unread>& unread);

/// What the bytes of a file are before anything is searched in them.
enum class Form : std::uint8_t { text, utf16, archive, binary };
Form form_of(std::string_view bytes);

}  // namespace mig::secrets
