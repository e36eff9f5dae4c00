#pragma once

#include <string>
#include <string_view>

namespace mig {

/// Whether a shell takes a byte for itself wherever it stands in an argument.
bool is_plain_in_shell(char byte);

/// A word of a command that a message shows, so that a shell takes it for one word and nothing
/// else.
std::string shell_argument(std::string_view word);

}  // namespace mig
