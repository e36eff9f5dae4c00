#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/postgres/connection.hpp"

namespace mig::runner {

/// What is kept of the rows of a table: never a row, and nothing by which one could be guessed
/// outside of this run.
struct RowDigest {
  std::int64_t rows = 0;
  std::string sum;  ///< over the rows in any order
  friend bool operator==(const RowDigest&, const RowDigest&) = default;
};
using RowDigests = std::map<std::string, RowDigest, std::less<>>;  ///< by table, as SQL spells it

/// Computed in the server, as the role of the session. `salt` is new with every run.
Result<RowDigests> digest_rows(postgres::Connection& connection, const std::string& salt);

/// A table whose rows are not what they were.
struct RowChange {
  std::string table;
  std::int64_t before = 0;
  std::int64_t after = 0;  ///< equal to `before`: other values
};

/// Of the tables that both have: a table that is gone is told by the catalog.
std::vector<RowChange> changed_rows(const RowDigests& before, const RowDigests& after);

}  // namespace mig::runner
