#pragma once

#include <string>
#include <string_view>

#include "mig/base/result.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

inline constexpr std::string_view kDeclarationFile = "migration.yml";
inline constexpr std::string_view kPlanFile = "plan.json";
inline constexpr std::string_view kRegistryFolder = "registry";
inline constexpr std::string_view kRegistryFile = "registry/migrations.v1.json";

/// Whether a folder of a registry holds examples or schemas, and nothing that is run.
bool is_registry_example_folder(std::string_view name);

/// `folder/name`; `name` alone when the folder is the root.
std::string joined(std::string_view folder, std::string_view name);

/// The last component of a path.
std::string_view base_name(std::string_view path);

/// Whether a path is a folder or lies in it; every path lies beneath "".
bool is_beneath(std::string_view path, std::string_view folder);

/// Whether there is a folder of that path. Only a true answer of the operating system says no.
Result<bool> is_folder(const io::Root& root, const std::string& path);

}  // namespace mig::bundle
