#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace mig::bench {

// The truth tables hold names as PostgreSQL's type `name` cuts them.
inline constexpr std::size_t kLongestName = 63;

using Change = std::tuple<std::string, std::string, std::string>;  // kind, object, change

/// What one migration did to a real server.
struct Truth {
  bool forward_ok = false;
  std::set<Change> observed;
  std::set<std::string> tables;
  std::set<std::string> rows;
  std::map<Change, std::string> owners;
};

/// By migration; lines that are no JSON are left out.
std::map<std::string, Truth> read_truth(const std::filesystem::path& path);

std::string read(const std::filesystem::path& path);
/// As an observer cuts it.
std::string cut(const std::string& name);
std::string table_of(const std::string& kind, const std::string& object, const std::string& owner);

}  // namespace mig::bench
