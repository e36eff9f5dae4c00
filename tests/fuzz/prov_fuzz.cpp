// Provenance that fits its schema is read node by node: what the graph holds is a node or a
// relation, with every reference that its kind has.
#include <cstddef>
#include <cstdint>

#include "contract_invariants.hpp"
#include "mig/contract/prov.hpp"
#include "mig/document/reader.hpp"

namespace {

using mig::contract::expect;
using mig::contract::expect_read;
using mig::contract::ProvNodeKind;
using mig::contract::ProvRelationKind;

void check_node(const mig::contract::ProvNode& node, std::string_view bytes) {
  expect_read(node.id, bytes);
  expect((node.kind == ProvNodeKind::entity) == !node.paths.empty());
  expect((node.kind == ProvNodeKind::agent) == node.role.has_value());
  expect((node.kind == ProvNodeKind::activity) == node.migration_id.has_value());
  expect((node.kind == ProvNodeKind::activity) == (node.start_time && node.end_time));
}

void check_relation(const mig::contract::ProvRelation& relation) {
  const bool is_association = relation.kind == ProvRelationKind::association;
  expect(relation.activity.has_value());
  expect(relation.agent.has_value() == is_association);
  expect(relation.entity.has_value() == !is_association);
  expect(relation.used_entity.has_value() == (relation.kind == ProvRelationKind::derivation));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const auto value = mig::document::read_json(bytes);
  if (!value) return 0;
  const auto prov = mig::contract::read_prov(*value);
  if (!mig::contract::fits(mig::contract::DocumentKind::prov, *value, bytes)) return 0;
  expect(prov.nodes.size() + prov.relations.size() == mig::contract::entries_of(*value, "@graph"));
  for (const auto& node : prov.nodes) check_node(node, bytes);
  for (const auto& relation : prov.relations) check_relation(relation);
  return 0;
}
