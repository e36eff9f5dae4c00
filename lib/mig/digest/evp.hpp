#pragma once

#include <string>
#include <string_view>

#include "mig/base/result.hpp"

struct evp_md_st;

namespace mig::digest {

/// Lowercase hexadecimal digits of a 32-byte digest; null stands for an algorithm that the library
/// did not provide.
Result<std::string> hex_with(const evp_md_st* algorithm, std::string_view bytes);

}  // namespace mig::digest
