#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// BEGIN, SAVEPOINT, ROLLBACK: snapshots to go back to. Taken only in a script that goes back.
class Transactions {
 public:
  Transactions(Session& session, std::string_view script);

  /// Whether the statement was one of transaction control.
  bool handle(Node statement);
  /// Tells what depends on whether there is a transaction around the script.
  void end_statement();

 private:
  struct Snapshot {
    std::string savepoint;
    Catalog catalog;
    std::size_t effects = 0;
    std::vector<std::string> search_path;
  };
  void begin();
  void doubt_hidden_tables();
  void remember(std::string savepoint);
  void go_back(std::size_t to);

  Session& session_;
  bool may_go_back_ = false;
  bool open_ = false;  ///< inside a transaction block
  std::vector<Snapshot> snapshots_;
  std::size_t kept_ = 0;  ///< objects in snapshots
  bool lost_ = false;     ///< there were too many to keep
  std::set<Id> doubted_;  ///< temporary tables that were looked at
};

}  // namespace mig::catalog
