#include "mig/report/prov_file.hpp"

#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "mig/contract/prov.hpp"
#include "mig/report/json_text.hpp"

namespace mig::report {
namespace {

using contract::LocatedString;

/// Files with equal bytes.
struct ProvEntity {
  std::string id;
  std::vector<std::string> paths;
  bool is_used = false;
  bool is_script = false;
};

/// The files of a receipt in the order in which it names them.
class EntityList {
 public:
  ProvEntity& add(const contract::FileDigest& file) {
    const auto id = contract::prov_id_of_digest(file.digest.value);
    const auto [place, is_new] = places_.emplace(id, entities_.size());
    if (is_new) entities_.push_back({id, {}, false, false});
    auto& entity = entities_[place->second];
    if (named_.insert({id, file.path.value}).second) entity.paths.push_back(file.path.value);
    return entity;
  }
  std::vector<ProvEntity> take() { return std::move(entities_); }

 private:
  std::vector<ProvEntity> entities_;
  std::unordered_map<std::string, std::size_t> places_;
  std::set<std::pair<std::string, std::string>> named_;  ///< identifier and path
};

std::string text_of(const std::optional<LocatedString>& field) {
  return field ? field->value : std::string();
}

/// [{"@value": "a"}, {"@value": "b"}]
Json values(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const auto& text : texts) list.push_back({{"@value", text}});
  return list;
}

Json context_json() {
  Json prefixes;
  for (const auto& [prefix, expansion] : contract::kProvPrefixes)
    prefixes[std::string(prefix)] = expansion;
  return Json::array({prefixes, contract::kProvContext});
}

Json agent_json(const contract::RunReceipt& receipt, const std::string& agent) {
  const bool is_person = text_of(receipt.principal).starts_with("person:");
  Json out;
  out["@type"] = "Agent";
  out["@id"] = agent;
  out["type"] = Json::array({is_person ? "prov:Person" : "prov:SoftwareAgent"});
  out["mig:role"] = values({text_of(receipt.role)});
  return out;
}

Json activity_json(const contract::RunReceipt& receipt, const std::string& run) {
  Json out;
  out["@type"] = "Activity";
  out["@id"] = run;
  out["startTime"] = text_of(receipt.started_at);
  out["endTime"] = text_of(receipt.finished_at);
  out["mig:migration_id"] = values({text_of(receipt.migration_id)});
  return out;
}

std::vector<ProvEntity> entities_of(const contract::RunReceipt& receipt,
                                    const std::vector<std::string>& scripts) {
  const std::set<std::string_view> ran(scripts.begin(), scripts.end());
  EntityList list;
  for (const auto& input : receipt.inputs) {
    auto& entity = list.add(input);
    entity.is_used = true;
    if (ran.contains(input.path.value)) entity.is_script = true;
  }
  for (const auto& output : receipt.outputs) list.add(output);
  return list.take();
}

// A receipt tells when the run began and ended, not when it read or wrote a file: that it was
// given its inputs by its start, and had its outputs by its end, is what can be said.
void add_relations(const contract::RunReceipt& receipt, const std::vector<ProvEntity>& entities,
                   const std::string& run, const std::string& agent, std::vector<Json>& graph) {
  for (const auto& entity : entities) {
    if (!entity.is_used) continue;
    graph.push_back({{"@type", "Usage"},
                     {"activity", run},
                     {"entity", entity.id},
                     {"time", text_of(receipt.started_at)}});
  }
  for (const auto& entity : entities) {
    if (entity.is_used) continue;
    graph.push_back({{"@type", "Generation"},
                     {"entity", entity.id},
                     {"activity", run},
                     {"time", text_of(receipt.finished_at)}});
  }
  graph.push_back({{"@type", "Association"}, {"activity", run}, {"agent", agent}});
  for (const auto& made : entities) {
    for (const auto& script : entities) {
      if (made.is_used || !script.is_script) continue;
      graph.push_back({{"@type", "Derivation"},
                       {"generatedEntity", made.id},
                       {"usedEntity", script.id},
                       {"activity", run}});
    }
  }
}

std::string line_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string prov_json(const contract::RunReceipt& receipt,
                      const std::vector<std::string>& scripts) {
  const auto run = contract::prov_id_of_run(text_of(receipt.run_id));
  const auto agent = contract::prov_id_of_principal(text_of(receipt.principal));
  const auto entities = entities_of(receipt, scripts);
  std::vector<Json> graph{agent_json(receipt, agent), activity_json(receipt, run)};
  for (const auto& entity : entities) {
    graph.push_back({{"@type", "Entity"}, {"@id", entity.id}, {"mig:path", values(entity.paths)}});
  }
  add_relations(receipt, entities, run, agent, graph);
  std::string text = "{\n  \"@context\": " + line_of(context_json()) + ",\n  \"@graph\": [";
  for (std::size_t i = 0; i < graph.size(); ++i)
    text += (i == 0 ? "\n    " : ",\n    ") + line_of(graph[i]);
  return text + "\n  ]\n}\n";
}

}  // namespace mig::report
