#include "mig/history/library_version.hpp"

#include "mig/history/libgit2.hpp"

namespace mig::history {

Result<std::string> library_version() {
  const auto loaded = load_libgit2();
  if (!loaded) return tl::unexpected<Error>(loaded.error());
  int major = 0;
  int minor = 0;
  int revision = 0;
  git().git_libgit2_version(&major, &minor, &revision);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(revision);
}

}  // namespace mig::history
