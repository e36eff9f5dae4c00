#include "mig/catalog/attributes.hpp"

#include <mutex>
#include <set>
#include <string>

namespace mig::catalog {

std::string_view Attributes::lasting(std::string_view key) {
  static std::mutex mutex;
  static std::set<std::string, std::less<>> keys;
  const std::lock_guard lock(mutex);
  const auto found = keys.find(key);
  return found != keys.end() ? *found : *keys.emplace(key).first;
}

}  // namespace mig::catalog
