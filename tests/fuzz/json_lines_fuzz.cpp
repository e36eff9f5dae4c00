#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "document_invariants.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using mig::document::well_formed;
  const std::string bytes(data, data + size);
  const auto read = mig::document::read_json_lines(bytes);
  if (!read) {
    if (!well_formed(read.error(), bytes)) std::abort();
    return 0;
  }
  std::size_t begin = 0;
  for (const auto& value : *read) {
    const std::size_t feed = bytes.find('\n', begin);
    if (feed == std::string::npos) std::abort();
    const mig::Span line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(feed)};
    if (!well_formed(value, line)) std::abort();
    begin = feed + 1;
  }
  if (begin != bytes.size()) std::abort();
  return 0;
}
