#pragma once

#include <string>

#include "mig/io/descriptor.hpp"
#include "mig/io/root.hpp"

namespace mig::io {

struct Root::State {
  Descriptor folder;  ///< O_PATH: a place to start from, nothing is read through it
  std::string absolute_path;
};

}  // namespace mig::io
