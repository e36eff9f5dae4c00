#pragma once

namespace mig::app {

enum class ColorChoice { automatic, always, never };

/// Whether text on standard output is coloured: the flag, then NO_COLOR, then CLICOLOR_FORCE, then
/// whether a person is watching.
bool wants_color(ColorChoice choice);

}  // namespace mig::app
