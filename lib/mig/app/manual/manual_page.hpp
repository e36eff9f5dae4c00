#pragma once

#include <string>

#include "mig/app/manual/program.hpp"

namespace mig::app {

/// The page of section 1 for a program, in the man macros that groff and mandoc read. Empty for a
/// program without a text.
std::string manual_page(const Program& program);

}  // namespace mig::app
