#include <map>

#include "support/signed_repository.hpp"

namespace mig::test {

Json prov_of(const Json& receipt) {
  const auto run =
      "run:" + receipt["run_id"].get<std::string>().substr(std::string("kfm://run/").size());
  const auto agent = "who:" + receipt["actor"]["principal"].get<std::string>();
  Json graph = Json::array();
  graph.push_back({{"@type", "Agent"},
                   {"@id", agent},
                   {"type", Json::array({"prov:SoftwareAgent"})},
                   {"mig:role", Json::array({{{"@value", receipt["actor"]["role"]}}})}});
  graph.push_back({{"@type", "Activity"},
                   {"@id", run},
                   {"startTime", receipt["started_at"]},
                   {"endTime", receipt["finished_at"]},
                   {"mig:migration_id", Json::array({{{"@value", receipt["migration_id"]}}})}});
  std::map<std::string, Json> paths;
  for (const auto* list : {"inputs", "outputs"}) {
    for (const auto& file : receipt[list]) {
      paths[file["digest"]].push_back({{"@value", file["path"]}});
    }
  }
  for (const auto& [digest, names] : paths)
    graph.push_back({{"@type", "Entity"}, {"@id", digest}, {"mig:path", names}});
  std::map<std::string, bool> seen;
  const bool is_rollback = receipt.value("operation", "forward") == "rollback";
  std::string script;
  for (const auto& file : receipt["inputs"]) {
    if (file["path"] == (is_rollback ? "rollback.sql" : "forward.sql")) script = file["digest"];
    if (!seen.emplace(file["digest"], true).second) continue;
    graph.push_back({{"@type", "Usage"},
                     {"activity", run},
                     {"entity", file["digest"]},
                     {"time", receipt["started_at"]}});
  }
  for (const auto& file : receipt["outputs"]) {
    if (!seen.emplace(file["digest"], true).second) continue;
    graph.push_back({{"@type", "Generation"},
                     {"entity", file["digest"]},
                     {"activity", run},
                     {"time", receipt["finished_at"]}});
    if (script.empty()) continue;
    graph.push_back({{"@type", "Derivation"},
                     {"generatedEntity", file["digest"]},
                     {"usedEntity", script},
                     {"activity", run}});
  }
  graph.push_back({{"@type", "Association"}, {"activity", run}, {"agent", agent}});
  const Json prefixes{{"xsd", "http://www.w3.org/2001/XMLSchema#"},
                      {"prov", "http://www.w3.org/ns/prov#"},
                      {"mig", "https://mig.invalid/ns#"},
                      {"run", "urn:mig:run:"},
                      {"sha256", "urn:mig:sha256:"},
                      {"who", "urn:mig:principal:"}};
  return {{"@context",
           Json::array({prefixes, "https://openprovenance.org/prov-jsonld/context.jsonld"})},
          {"@graph", graph}};
}

}  // namespace mig::test
