#pragma once

#include "mig/io/descriptor.hpp"
#include "mig/io/stamp_reader.hpp"

namespace mig::io {

struct StampReader::State {
  Descriptor folder;  ///< O_PATH: a place to start from, nothing is read through it
};

}  // namespace mig::io
