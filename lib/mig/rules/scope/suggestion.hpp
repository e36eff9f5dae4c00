#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mig/bundle/change_facts.hpp"
#include "mig/contract/policy.hpp"

namespace mig::rules {

/// The tightest scope and limits that cover what the scripts do, in the words of a declaration.
/// Lists are sorted.
struct SuggestedScope {
  std::vector<std::string> allowed_schemas;
  std::vector<std::string> allowed_tables;
  std::vector<std::string> allowed_objects;
  std::vector<std::string> allowed_operations;
  std::vector<std::string> forbidden_schemas;  ///< the policy's protected ones, less those touched
  std::int64_t max_table_count_touched = 0;
  std::int64_t max_index_count_delta = 0;
  std::int64_t max_constraint_count_delta = 0;
  std::int64_t max_row_backfill = 0;
  /// Whether the number of written rows depends on what is stored: the figure is then the largest
  /// that the policy calls small.
  bool is_row_count_open = false;

  /// Whether anything was seen that a scope could name.
  bool names_anything() const;
};

SuggestedScope suggest_scope(const bundle::ChangeFacts& change, const contract::Policy& policy);

}  // namespace mig::rules
