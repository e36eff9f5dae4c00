#include "mig/postgres/installation.hpp"

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace mig::postgres {
namespace {

namespace fs = std::filesystem;

bool is_usable(const fs::path& folder) {
  return ::access((folder / "initdb").c_str(), X_OK) == 0 &&
         ::access((folder / "postgres").c_str(), X_OK) == 0;
}

/// "15" of /usr/lib/postgresql/15/bin, "16" of /usr/pgsql-16/bin; 0 for what names no version.
int version_in(const std::string& name) {
  const auto digit = name.find_first_of("0123456789");
  int version = 0;
  if (digit != name.npos) std::from_chars(name.data() + digit, name.data() + name.size(), version);
  return version;
}

/// Where distributions install the servers of several versions beside each other.
std::optional<fs::path> newest_of_the_usual() {
  struct Found {
    int version;
    fs::path bin;
  };
  std::vector<Found> found;
  for (const auto& [parent, prefix] :
       {std::pair(fs::path("/usr/lib/postgresql"), std::string_view("")),
        std::pair(fs::path("/usr"), std::string_view("pgsql-")),
        std::pair(fs::path("/usr/libexec"), std::string_view("postgresql"))}) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(parent, ignored)) {
      const auto name = entry.path().filename().string();
      if (!name.starts_with(prefix) || version_in(name) == 0) continue;
      for (const auto& bin : {entry.path() / "bin", entry.path()}) {
        if (is_usable(bin)) found.push_back({version_in(name), bin});
      }
    }
  }
  if (found.empty()) return std::nullopt;
  return std::max_element(
             found.begin(), found.end(),
             [](const auto& left, const auto& right) { return left.version < right.version; })
      ->bin;
}

std::optional<fs::path> of_search_path() {
  const char* value = std::getenv("PATH");
  std::string_view rest(value == nullptr ? "" : value);
  while (!rest.empty()) {
    const auto colon = std::min(rest.find(':'), rest.size());
    const fs::path folder(rest.substr(0, colon));
    rest.remove_prefix(std::min(colon + 1, rest.size()));
    if (!folder.is_absolute() || !is_usable(folder)) continue;
    // A link to the programs: what they need lies beside the programs themselves.
    std::error_code code;
    const auto real = fs::canonical(folder / "initdb", code).parent_path();
    if (!code && is_usable(real)) return real;
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> find_installation() {
  if (auto folder = newest_of_the_usual()) return folder->string();
  if (auto folder = of_search_path()) return folder->string();
  const fs::path local("/usr/local/pgsql/bin");
  if (is_usable(local)) return local.string();
  return failure(ErrorKind::no_verdict,
                 "no PostgreSQL server is installed: neither /usr/lib/postgresql/*/bin nor PATH "
                 "holds initdb and postgres",
                 {},
                 "install it (Debian: apt-get install postgresql), or put its folder into PATH");
}

}  // namespace mig::postgres
