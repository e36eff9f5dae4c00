#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "mig/app/options.hpp"

namespace mig::app {

/// How a run works, whatever it judges, before it is given meaning.
struct WorkFlags {
  unsigned threads = 0;  ///< none: as many as there are cores
  std::string color = "auto";
};

/// --threads alone; `help` says what is done at a time.
void declare_threads(CLI::App& app, unsigned& threads, const std::string& help);
/// --threads and --color.
void declare_work(CLI::App& app, WorkFlags& flags, const std::string& threads_help);
void give_work_meaning(const WorkFlags& flags, Options& options);

/// How many cores there are, as far as can be told.
unsigned cores();

}  // namespace mig::app
