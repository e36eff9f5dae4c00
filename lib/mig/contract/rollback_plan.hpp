#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// `irreversible`: why there is no rollback script, who agreed, and what takes its place.
struct Irreversible {
  Span key_span;
  std::optional<LocatedString> reason;
  std::optional<LocatedString> reference;
  std::optional<LocatedString> strategy;
};

/// A stored state to go back to: where it is recorded, and what proves that it is that one.
struct StoredState {
  Span key_span;
  std::optional<LocatedString> reference;
  std::optional<LocatedString> digest;
  std::optional<LocatedString> taken_at;
};

/// `rollback.alias`: the alias that is switched back, and to which index.
struct AliasTarget {
  Span key_span;
  std::optional<LocatedString> name;
  std::optional<LocatedString> index;
};

/// `rollback`: how the migration is undone.
struct RollbackPlan {
  Span key_span;
  std::optional<LocatedString> kind;
  std::optional<StoredState> checkpoint;
  std::optional<AliasTarget> alias;
  std::optional<LocatedString> remains;
  std::optional<LocatedString> owner;
};

std::optional<Irreversible> read_irreversible(const document::LocatedValue& declaration);
std::optional<StoredState> read_stored_state(const document::LocatedValue& object,
                                             std::string_view key);
std::optional<RollbackPlan> read_rollback_plan(const document::LocatedValue& declaration);

/// What a mechanism of rollback goes with, and what it needs to be more than a word.
struct RollbackMechanism {
  std::string_view kind;  ///< "alias_switch"
  bool may_have_scripts = false;
  bool may_lack_scripts = false;             ///< goes with requires_rollback: false
  std::vector<std::string_view> strategies;  ///< of `irreversible` that it carries out
  std::string_view only_store;               ///< empty: any
  std::string_view field;                    ///< that it needs, `backup` or one of `rollback`
  std::string_view plan;                     ///< what notes.md has to describe; empty: nothing
};

/// Null for an unknown kind.
const RollbackMechanism* rollback_mechanism(std::string_view kind);
/// The mechanism that is meant by a strategy alone: "restore-from-backup" means restore. Null when
/// it leaves that open.
const RollbackMechanism* mechanism_of_strategy(std::string_view strategy);

}  // namespace mig::contract
