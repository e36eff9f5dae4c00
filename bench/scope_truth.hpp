#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace mig::bench {

// The truth tables hold names as PostgreSQL's type `name` cuts them.
inline constexpr std::size_t kLongestName = 63;

using Change = std::tuple<std::string, std::string, std::string>;  // kind, object, change

/// What one migration did to a real server.
struct Truth {
  bool forward_ok = false;
  bool rollback_ok = false;
  bool was_run_back = false;
  bool was_compared = false;  ///< after the rollback
  int level = 0;              ///< 0 identical .. 4 lost or changed
  std::optional<bool> redo_ok;
  std::string forward_error;
  std::string rollback_error;
  std::vector<std::string> after_rollback;  ///< what differs, one line each
  /// The rollback did not run, or left something over, lost or changed.
  bool is_bad() const { return !rollback_ok || level >= 3; }
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
