#pragma once

#include <string>

namespace mig::document {

/// One sentence for the person who wrote the document, from yaml-cpp's terse reason.
std::string describe_yaml_error(const std::string& reason);

}  // namespace mig::document
