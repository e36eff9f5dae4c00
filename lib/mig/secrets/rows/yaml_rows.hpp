#pragma once

#include "mig/secrets/rows/row.hpp"

namespace mig::secrets {

/// The mappings of a YAML text that holds data, each as a row: block mappings by their indentation,
/// flow mappings of one line. By name: seeds, fixtures and evidence are data, configuration is not.
void read_yaml_rows(const Text& text, const RowVisitor& visit);

}  // namespace mig::secrets
