#pragma once

#include <string_view>

#include "mig/secrets/layer/sink.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets::layer {

/// Whether a text is a script of a shell, by its name or its first line.
bool is_shell(const Text& text);

/// Shows what several variables are together where they are put side by side: `A="po"`, `B="st"`,
/// `"$A$B"`. Variables that were given no literal are left as they are written.
void show_shell_variables(std::string_view text, const Sink& sink);

}  // namespace mig::secrets::layer
