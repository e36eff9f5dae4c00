#include "mig/app/runner/target_options.hpp"

namespace mig::app {

void declare_target(CLI::App& app, TargetOptions& options) {
  app.add_option("--dsn-env", options.variable,
                 "environment variable that holds the connection string");
  app.add_option("--dsn-file", options.file, "file that holds the connection string");
}

Result<postgres::Target> chosen_target(const TargetOptions& options) {
  if (options.variable.empty() == options.file.empty()) {
    return failure(ErrorKind::usage, "one of --dsn-env and --dsn-file says which database is meant",
                   {}, "put the connection string into a variable: --dsn-env MIG_DSN");
  }
  // Somebody gave the string itself. It must not be repeated.
  if (options.variable.find_first_of("=:/@ ") != std::string::npos) {
    return failure(ErrorKind::usage, "--dsn-env takes the name of a variable, not its value", {},
                   "export MIG_DSN, then give --dsn-env MIG_DSN");
  }
  if (options.file.find("://") != std::string::npos ||
      options.file.find("password=") != std::string::npos) {
    return failure(ErrorKind::usage, "--dsn-file takes the name of a file, not its content", {},
                   "write the connection string into a file that only you can read");
  }
  return options.file.empty() ? postgres::Target::from_environment(options.variable)
                              : postgres::Target::from_file(options.file);
}

}  // namespace mig::app
