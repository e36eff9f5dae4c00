#pragma once

#include <CLI/App.hpp>
#include <string>

#include "mig/base/result.hpp"
#include "mig/postgres/dsn.hpp"

namespace mig::app {

/// Where the connection string stands: never on the command line itself.
struct TargetOptions {
  std::string variable;
  std::string file;

  bool given() const { return !variable.empty() || !file.empty(); }
};

void declare_target(CLI::App& app, TargetOptions& options);

/// Exactly one of both has to be given.
Result<postgres::Target> chosen_target(const TargetOptions& options);

}  // namespace mig::app
