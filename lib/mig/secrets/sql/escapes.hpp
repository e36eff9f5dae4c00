#pragma once

#include <string>
#include <string_view>

namespace mig::secrets {

/// The escapes of E'' and of JSON: \n, \x41, \101, \u0041, \'.
std::string unescaped(std::string_view raw);

/// The escapes of U&'': \0041, \+000041, with another character when UESCAPE names one.
std::string unicode_decoded(std::string_view raw, char escape);

}  // namespace mig::secrets
