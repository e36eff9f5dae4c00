#pragma once

#include <CLI/App.hpp>
#include <functional>

#include "mig/base/result.hpp"

namespace mig::app {

/// What runs when a command was chosen; answers the exit code.
using Action = std::function<Result<int>()>;

/// A command of a tool that has some.
struct Command {
  const char* name;
  const char* question;  ///< what it answers, for the help text
  /// Declares its flags. The action owns what they are read into.
  Action (*declare)(CLI::App& app);
};

}  // namespace mig::app
