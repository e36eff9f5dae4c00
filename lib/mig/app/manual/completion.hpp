#pragma once

#include <string>

#include "mig/app/manual/program.hpp"

namespace mig::app {

/// A bash completion for a program: its flags, the values that they take, its commands, its rules
/// where it can explain them, and else the names of files.
std::string bash_completion(const Program& program);

}  // namespace mig::app
