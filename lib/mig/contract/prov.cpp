#include "mig/contract/prov.hpp"

#include <algorithm>
#include <utility>

namespace mig::contract {
namespace {

using document::LocatedValue;

constexpr std::string_view kRunScheme = "kfm://run/";
constexpr std::string_view kDigestPrefix = "sha256:";

std::optional<ProvNodeKind> node_kind(std::string_view type) {
  if (type == "Entity") return ProvNodeKind::entity;
  if (type == "Activity") return ProvNodeKind::activity;
  if (type == "Agent") return ProvNodeKind::agent;
  return std::nullopt;
}

std::optional<ProvRelationKind> relation_kind(std::string_view type) {
  if (type == "Usage") return ProvRelationKind::usage;
  if (type == "Generation") return ProvRelationKind::generation;
  if (type == "Association") return ProvRelationKind::association;
  if (type == "Derivation") return ProvRelationKind::derivation;
  return std::nullopt;
}

// [{"@value": "a"}, {"@value": "b"}]
LocatedStrings texts_member(const LocatedValue& object, std::string_view key) {
  LocatedStrings texts;
  const auto* list = member(object, key);
  if (list == nullptr || list->array() == nullptr) return texts;
  for (const auto& item : *list->array()) {
    if (auto text = string_member(item, "@value")) texts.push_back(std::move(*text));
  }
  return texts;
}

std::optional<LocatedString> first_text(const LocatedValue& object, std::string_view key) {
  auto texts = texts_member(object, key);
  if (texts.empty()) return std::nullopt;
  return std::move(texts.front());
}

bool are_known_prefixes(const LocatedValue& prefixes) {
  const auto* members = prefixes.object();
  if (members == nullptr || members->size() != kProvPrefixes.size()) return false;
  return std::all_of(kProvPrefixes.begin(), kProvPrefixes.end(), [&](const ProvPrefix& known) {
    const auto expansion = string_member(prefixes, known.prefix);
    return expansion && expansion->value == known.expansion;
  });
}

bool is_known_context(const LocatedValue& context) {
  const auto* parts = context.array();
  if (parts == nullptr || parts->size() != 2 || !are_known_prefixes((*parts)[0])) return false;
  const auto* address = (*parts)[1].string();
  return address != nullptr && *address == kProvContext;
}

ProvNode read_node(ProvNodeKind kind, const LocatedValue& value) {
  ProvNode node;
  node.kind = kind;
  node.span = value.span();
  node.id = string_member(value, "@id").value_or(LocatedString{});
  node.start_time = string_member(value, "startTime");
  node.end_time = string_member(value, "endTime");
  node.paths = texts_member(value, "mig:path");
  node.migration_id = first_text(value, "mig:migration_id");
  node.role = first_text(value, "mig:role");
  return node;
}

ProvRelation read_relation(ProvRelationKind kind, const LocatedValue& value) {
  const bool is_derivation = kind == ProvRelationKind::derivation;
  ProvRelation relation;
  relation.kind = kind;
  relation.span = value.span();
  relation.activity = string_member(value, "activity");
  relation.entity = string_member(value, is_derivation ? "generatedEntity" : "entity");
  relation.used_entity = string_member(value, "usedEntity");
  relation.agent = string_member(value, "agent");
  relation.time = string_member(value, "time");
  return relation;
}

}  // namespace

ProvDocument read_prov(const LocatedValue& value) {
  ProvDocument prov;
  if (const auto* context = member(value, "@context")) {
    prov.context_span = context->span();
    prov.has_known_context = is_known_context(*context);
  }
  const auto* graph = member(value, "@graph");
  if (graph == nullptr || graph->array() == nullptr) return prov;
  for (const auto& item : *graph->array()) {
    const auto type = string_member(item, "@type");
    if (!type) continue;
    if (const auto node = node_kind(type->value)) prov.nodes.push_back(read_node(*node, item));
    if (const auto relation = relation_kind(type->value)) {
      prov.relations.push_back(read_relation(*relation, item));
    }
  }
  return prov;
}

std::string prov_id_of_run(std::string_view run_id) {
  if (run_id.starts_with(kRunScheme)) run_id.remove_prefix(kRunScheme.size());
  return "run:" + std::string(run_id);
}

std::string prov_id_of_digest(std::string_view digest) {
  if (digest.starts_with(kDigestPrefix)) return std::string(digest);
  return std::string(kDigestPrefix) + std::string(digest);
}

std::string prov_id_of_principal(std::string_view principal) {
  return "who:" + std::string(principal);
}

}  // namespace mig::contract
