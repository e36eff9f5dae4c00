#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mig/contract/code_owners.hpp"

namespace {

using mig::contract::OwnersPlatform;

/// Owners are told sorted, each once; asked again, the same.
bool answers_soundly(const mig::contract::CodeOwners& owners, std::string_view path) {
  const auto told = owners.owners_of(path);
  const bool is_sorted = std::is_sorted(told.begin(), told.end());
  const bool is_unique = std::adjacent_find(told.begin(), told.end()) == told.end();
  return is_sorted && is_unique && told == owners.owners_of(path);
}

}  // namespace

// Up to the first NUL byte the file, behind it a path.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const auto end = bytes.find('\0');
  const std::string_view text = std::string_view(bytes).substr(0, end);
  const std::string path =
      end == std::string::npos ? std::string(".mig/policy.yml") : bytes.substr(end + 1, 4096);
  for (const auto platform : {OwnersPlatform::github, OwnersPlatform::gitlab}) {
    const auto owners = mig::contract::read_code_owners(text, platform);
    if (!answers_soundly(owners, path)) std::abort();
  }
  return 0;
}
