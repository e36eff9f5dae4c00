#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// The context that gives `receipts/prov.jsonld` its meaning. Compared, never fetched.
inline constexpr std::string_view kProvContext =
    "https://openprovenance.org/prov-jsonld/context.jsonld";

/// The prefixes of identifiers, in the order in which they are written.
struct ProvPrefix {
  std::string_view prefix;
  std::string_view expansion;
};
inline constexpr std::array<ProvPrefix, 6> kProvPrefixes{{
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"mig", "https://mig.invalid/ns#"},
    {"run", "urn:mig:run:"},
    {"sha256", "urn:mig:sha256:"},
    {"who", "urn:mig:principal:"},
}};

enum class ProvNodeKind : std::uint8_t { entity, activity, agent };

/// An Entity, Activity or Agent.
struct ProvNode {
  ProvNodeKind kind = ProvNodeKind::entity;
  Span span;
  LocatedString id;                         ///< "sha256:<hex>", "run:<...>", "who:<principal>"
  std::optional<LocatedString> start_time;  ///< of an activity
  std::optional<LocatedString> end_time;
  LocatedStrings paths;                       ///< mig:path of an entity
  std::optional<LocatedString> migration_id;  ///< mig:migration_id of an activity
  std::optional<LocatedString> role;          ///< mig:role of an agent
};

enum class ProvRelationKind : std::uint8_t {
  usage,        ///< Usage: activity, entity
  generation,   ///< Generation: entity, activity
  association,  ///< Association: activity, agent
  derivation,   ///< Derivation: generatedEntity, usedEntity, activity
};

/// Something that is said of two nodes. Fields that the kind does not have are nothing.
struct ProvRelation {
  ProvRelationKind kind = ProvRelationKind::usage;
  Span span;
  std::optional<LocatedString> activity;
  std::optional<LocatedString> entity;       ///< of a derivation: the one that was generated
  std::optional<LocatedString> used_entity;  ///< of a derivation
  std::optional<LocatedString> agent;
  std::optional<LocatedString> time;
};

/// `receipts/prov.jsonld`, the part of PROV-JSONLD that describes one run.
struct ProvDocument {
  Span context_span;
  bool has_known_context = false;  ///< exactly the prefixes above and kProvContext
  std::vector<ProvNode> nodes;
  std::vector<ProvRelation> relations;
};

/// Reads a document that fits prov.v1.
ProvDocument read_prov(const document::LocatedValue& value);

/// "run:2026-...": how a run_id ("kfm://run/2026-...") is written as an identifier.
std::string prov_id_of_run(std::string_view run_id);
/// "sha256:<hex>" of a digest.
std::string prov_id_of_digest(std::string_view digest);
/// "who:svc:migrations-runner"
std::string prov_id_of_principal(std::string_view principal);

}  // namespace mig::contract
