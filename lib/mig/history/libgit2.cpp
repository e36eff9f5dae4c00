#include "mig/history/libgit2.hpp"

#include <dlfcn.h>

#include <array>
#include <cstdlib>

#ifdef __SANITIZE_ADDRESS__
// What libgit2 and its expressions lose is theirs: 1.5 never frees what a name was matched with.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libgit2.so\nleak:libpcre2-8.so\n";
}
#endif

namespace mig::history {
namespace {

constexpr const char* kLibrary = "libgit2.so." LIBGIT2_SOVERSION;
constexpr const char* kRemedy =
    "Install the package libgit2-" LIBGIT2_SOVERSION
    " (Debian, Ubuntu: `apt-get install libgit2-" LIBGIT2_SOVERSION "`), or run without --base.";

Libgit2& library() {
  static Libgit2 loaded;
  return loaded;
}

tl::unexpected<Error> unusable(const std::string& name, const std::string& why) {
  return failure(ErrorKind::no_verdict, "git: the library " + name + " cannot be used: " + why,
                 std::nullopt, kRemedy);
}

/// Nothing when every function was found.
std::string bind_functions(void* handle, Libgit2& functions) {
  std::string missing;
  const auto bind = [&]<class Function>(Function& function, const char* name) {
    function = reinterpret_cast<Function>(::dlsym(handle, name));
    if (function == nullptr) missing = name;
  };
#define MIG_GIT_BIND(name) bind(functions.name, #name);
  MIG_GIT_FUNCTIONS(MIG_GIT_BIND)
#undef MIG_GIT_BIND
  return missing;
}

void add_found(int found, git_buf& path, Libgit2& functions) {
  if (found == 0) functions.outer_configurations.emplace_back(path.ptr, path.size);
  functions.git_buf_dispose(&path);
}

/// Found before the search paths are emptied.
void find_outer_configurations(Libgit2& functions) {
  git_buf path = GIT_BUF_INIT;
  add_found(functions.git_config_find_global(&path), path, functions);
  add_found(functions.git_config_find_xdg(&path), path, functions);
  add_found(functions.git_config_find_system(&path), path, functions);
  for (const char* name : {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') functions.outer_configurations.emplace_back(value);
  }
}

bool set_options(const Libgit2& functions) {
  constexpr std::array kLevels{GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                               GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL};
  int worst = 0;
  for (const auto level : kLevels) {
    worst |= functions.git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, static_cast<int>(level), "");
  }
  // What these extensions change is either not asked of libgit2, or is asked here.
  std::array<const char*, 3> extensions{"worktreeconfig", "partialclone", "preciousobjects"};
  worst |= functions.git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
  worst |= functions.git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  worst |= functions.git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
  return worst == 0;
}

Result<const Libgit2*> load() {
  auto found = find_libgit2(kLibrary);
  if (!found) return tl::unexpected<Error>(std::move(found.error()));
  Libgit2& functions = library();
  functions = std::move(*found);
  if (functions.git_libgit2_init() < 0) return unusable(kLibrary, "it does not start");
  find_outer_configurations(functions);
  if (!set_options(functions)) return unusable(kLibrary, "it does not take its options");
  return &functions;
}

}  // namespace

Result<Libgit2> find_libgit2(const std::string& name) {
  void* handle = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return unusable(name, "it is not installed");
  Libgit2 functions;
  if (const auto missing = bind_functions(handle, functions); !missing.empty()) {
    return unusable(name, "it has no function " + missing);
  }
  int major = 0;
  int minor = 0;
  int revision = 0;
  functions.git_libgit2_version(&major, &minor, &revision);
  // Its structures are those of the headers only then.
  if (major != LIBGIT2_VER_MAJOR || minor != LIBGIT2_VER_MINOR) {
    return unusable(name,
                    "it is of version " + std::to_string(major) + "." + std::to_string(minor));
  }
  return functions;
}

Result<const Libgit2*> load_libgit2() {
  static const Result<const Libgit2*> loaded = load();
  return loaded;
}

const Libgit2& git() {
  return library();
}

}  // namespace mig::history
