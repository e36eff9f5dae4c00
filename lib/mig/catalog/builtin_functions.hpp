#pragma once

#include <string_view>

namespace mig::catalog {

/// Whether a name that no schema qualifies is a function of PostgreSQL itself.
bool is_builtin_function(std::string_view name);
/// Of a well-known extension, and without effects.
bool is_pure_extension_function(std::string_view name);
/// A function of PostgreSQL itself that changes more than its answer.
bool is_acting_builtin(std::string_view name);
/// Reaches the file system of the server.
bool reads_server_files(std::string_view name);

}  // namespace mig::catalog
