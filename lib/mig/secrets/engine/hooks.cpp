#include "mig/secrets/engine/hooks.hpp"

#include <map>
#include <span>

#include "mig/secrets/assignment/find_arguments.hpp"
#include "mig/secrets/assignment/find_assignments.hpp"
#include "mig/secrets/command/find_commands.hpp"
#include "mig/secrets/dsn/find_dsns.hpp"
#include "mig/secrets/engine/compiled_literals.hpp"
#include "mig/secrets/place/find_places.hpp"
#include "mig/secrets/rows/read_rows.hpp"
#include "mig/secrets/sql/find_hashes.hpp"
#include "mig/secrets/sql/find_sql_secrets.hpp"

namespace mig::secrets {

Hooks::Hooks() {
  std::map<std::string_view, std::vector<Hook>> by_literal;
  const auto add = [&by_literal](std::span<const std::string_view> literals, Hook hook) {
    for (const auto literal : literals) by_literal[literal].push_back(hook);
  };
  // Rows first: what they say of a place names its column.
  add(row_literals(), {Finder::rows});
  add(sql_literals(), {Finder::sql});
  add(hash_literals(), {Finder::hash});
  add(command_literals(), {Finder::command});
  add(dsn_literals(), {Finder::dsn});
  add(place_literals(), {Finder::place});
  add(argument_literals(), {Finder::argument});
  add(assignment_literals(), {Finder::assignment});
  for (const auto* format : token_formats()) add(format->literals, {Finder::token, format});
  std::vector<std::string_view> literals;
  for (auto& [literal, hooks] : by_literal) {
    literals.push_back(literal);
    hooks_.push_back(std::move(hooks));
  }
  literals_ = std::make_unique<LiteralSet>(std::move(literals), compiled_literals());
}

const Hooks& Hooks::instance() {
  static const Hooks hooks;
  return hooks;
}

}  // namespace mig::secrets
