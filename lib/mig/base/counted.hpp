#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mig {

/// "1 bundle", "2 bundles"; `many` where an s does not do: "1 registry", "2 registries".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many = {});

}  // namespace mig
