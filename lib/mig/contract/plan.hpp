#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// A file that a plan was made from.
struct PlanInput {
  std::string path;
  std::string digest;
  friend bool operator==(const PlanInput&, const PlanInput&) = default;
};

struct PlanStatement {
  std::string script;
  std::int64_t line = 0;
  std::string what;                  ///< "create table public.parcels": never a literal
  bool outside_transaction = false;  ///< the server runs it in no transaction block
  friend bool operator==(const PlanStatement&, const PlanStatement&) = default;
};

struct PlanEffect {
  std::int64_t statement = 0;  ///< 1-based, in the list of statements
  std::string operation;
  std::string object;  ///< "table public.parcels"
  std::string table;   ///< empty when there is none
  std::string lock;    ///< "access exclusive"; empty when it takes none
  friend bool operator==(const PlanEffect&, const PlanEffect&) = default;
};

/// A change that the script does not show.
struct PlanOpaque {
  std::int64_t statement = 0;
  std::string operation;
  std::string reason;
  friend bool operator==(const PlanOpaque&, const PlanOpaque&) = default;
};

struct PlanLimit {
  std::string name;
  std::int64_t maximum = 0;
  std::optional<std::int64_t> predicted;  ///< none: it shows only when the scripts run
  friend bool operator==(const PlanLimit&, const PlanLimit&) = default;
};

/// Something that keeps the change from running, or from being allowed.
struct PlanError {
  std::string kind;    ///< "out_of_scope", "over_limit", "cannot_run" or "unreadable"
  std::string script;  ///< empty where no script has the place
  std::int64_t line = 0;
  std::string object;
  std::string message;
  friend bool operator==(const PlanError&, const PlanError&) = default;
};

/// Numbers that a plan gives of its own lists.
struct PlanTotals {
  std::int64_t statements = 0;
  std::int64_t effects = 0;
  std::int64_t opaque = 0;
  std::int64_t errors = 0;
  friend bool operator==(const PlanTotals&, const PlanTotals&) = default;
};

/// plan.json: what the scripts of a bundle are going to do.
struct Plan {
  LocatedString migration_id;
  std::vector<Located<PlanInput>> inputs;
  std::optional<Located<PlanInput>> baseline;  ///< none: nothing was known of the database
  std::vector<Located<PlanStatement>> statements;
  std::vector<Located<PlanEffect>> effects;
  std::vector<Located<PlanOpaque>> opaque;
  std::vector<Located<PlanLimit>> limits;
  std::vector<Located<PlanError>> errors;
  Located<PlanTotals> totals;
};

/// Reads a document that fits plan.v1.
Plan read_plan(const document::LocatedValue& value);

}  // namespace mig::contract
