#pragma once

#include <string>

namespace mig::digest {

/// The cryptographic library as it was loaded: "3.0.17".
std::string library_version();

}  // namespace mig::digest
