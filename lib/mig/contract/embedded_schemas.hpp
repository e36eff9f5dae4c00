#pragma once

#include <span>
#include <string_view>

namespace mig::contract {

/// A file of schemas/, compiled into the binary.
struct EmbeddedSchema {
  std::string_view file_name;  ///< "migration_declaration.v1.schema.json"
  std::string_view json;
};

/// All of schemas/*.schema.json, sorted by file name.
std::span<const EmbeddedSchema> embedded_schemas();

}  // namespace mig::contract
