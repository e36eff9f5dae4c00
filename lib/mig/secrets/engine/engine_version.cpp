#include "mig/secrets/engine/engine_version.hpp"

#include <hs/hs.h>

#include <string_view>

namespace mig::secrets {

std::string engine_version() {
  const std::string_view version = hs_version();
  return std::string(version.substr(0, version.find(' ')));
}

}  // namespace mig::secrets
