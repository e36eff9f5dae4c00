#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "document_invariants.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  if (!mig::document::well_formed(mig::document::read_yaml(bytes), bytes)) std::abort();
  return 0;
}
