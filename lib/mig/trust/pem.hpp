#pragma once

#include <string>
#include <string_view>

#include "mig/base/result.hpp"

namespace mig::trust {

/// What the one block of a text holds. The text is that block and white space around it: no second
/// block, no headers, no comment, since a reader could take one for what is meant and a program the
/// other. Errors never quote the text.
Result<std::string> read_pem(std::string_view text, std::string_view label, ErrorKind kind);

/// One block, in lines of 64.
std::string write_pem(std::string_view der, std::string_view label);

}  // namespace mig::trust
