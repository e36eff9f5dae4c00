#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"

namespace mig::app {

// Flags that only some tools have.

/// --show (into `show`), --suggest-scope, --init and what belongs to them.
void declare_change_command(CLI::App& app, ChangeCommand& command, std::string& show);
/// --baseline, and for tools that take files the rest of a search.
void declare_scan(CLI::App& app, const Tool& tool, Options& options);
/// --previous.
void declare_records(CLI::App& app, Options& options);
/// --base and what belongs to it.
void declare_base(CLI::App& app, const Tool& tool, Options& options);
/// Whether the flags of a base and of an index go together and with the rest.
Result<void> check_base(const Options& options);

}  // namespace mig::app
