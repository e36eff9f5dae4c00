// Replays docs/threat-model.md: provenance that tells of a run what its receipt does not.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/attack.hpp"

namespace {

using mig::test::Attack;
using mig::test::digest_of;
using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::in_production;
using mig::test::Json;
using mig::test::replace;
using mig::test::staged;

const std::string kProvenance = in_bundle("runs/prod-3/receipts/prov.jsonld");

/// Changes the graph of production.
template <class Change>
void forge(Attack& attack, Change change) {
  attack.repository.on_prov =
      in_production([change](Json& provenance) { change(provenance["@graph"]); });
}

auto first(Json& graph, const std::string& type) {
  return std::find_if(graph.begin(), graph.end(),
                      [&type](const Json& node) { return node["@type"] == type; });
}

TEST(AttackOnProvenance, ContextReplaced) {
  Attack attack(executed);
  attack.repository.on_prov = in_production([](Json& provenance) {
    provenance["@context"][0]["prov"] = "https://elsewhere.invalid/ns#";
  });
  attack.is_stopped_by("prov-foreign-context");
}

TEST(AttackOnProvenance, AgentForged) {
  Attack attack(executed);
  forge(attack, [](Json& graph) {
    (*first(graph, "Agent"))["@id"] = "who:svc:release-runner";
    (*first(graph, "Association"))["agent"] = "who:svc:release-runner";
  });
  attack.is_stopped_by("prov-wrong-agent");
}

TEST(AttackOnProvenance, ProvenanceOfAnotherRun) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    files.at(kProvenance) = files.at(in_bundle("runs/stage-2/receipts/prov.jsonld"));
  };
  attack.is_stopped_by("prov-wrong-run");
}

TEST(AttackOnProvenance, ProvenanceWithoutAReceipt) {
  Attack attack(staged);
  attack.repository.on_files = [](Files& files) {
    const auto genuine = files.at(in_bundle("runs/stage-2/receipts/prov.jsonld"));
    files[in_bundle("runs/prod-3/receipts/prov.jsonld")] = genuine;
  };
  attack.is_stopped_by("receipt-unlisted-file");
}

TEST(AttackOnProvenance, EntityForged) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    const auto genuine = digest_of(files.at(in_bundle("runs/prod-3/baselines/post.json")));
    auto& text = files.at(kProvenance);
    do replace(text, genuine, digest_of("what was left out"));
    while (text.find(genuine) != text.npos);
  };
  attack.is_stopped_by("prov-wrong-entity");
}

TEST(AttackOnProvenance, ProvenanceOfAnotherTime) {
  Attack attack(executed);
  forge(attack,
        [](Json& graph) { (*first(graph, "Activity"))["startTime"] = "2026-03-05T03:30:00Z"; });
  attack.is_stopped_by("prov-time-outside-run");
}

TEST(AttackOnProvenance, NodeGivenTwice) {
  Attack attack(executed);
  forge(attack, [](Json& graph) {
    auto again = *first(graph, "Entity");
    again["mig:path"] = Json::array({{{"@value", "elsewhere.sql"}}});
    graph.push_back(again);
  });
  attack.is_stopped_by("prov-duplicate-id");
}

TEST(AttackOnProvenance, RelationToNothing) {
  Attack attack(executed);
  forge(attack, [](Json& graph) {
    auto usage = *first(graph, "Usage");
    usage["entity"] = digest_of("what was left out");
    graph.push_back(usage);
  });
  attack.is_stopped_by("prov-dangling-reference");
}

TEST(AttackOnProvenance, OutputGeneratedTwice) {
  Attack attack(executed);
  forge(attack, [](Json& graph) {
    auto again = *first(graph, "Generation");
    again["time"] = "2026-03-05T18:30:30Z";
    graph.push_back(again);
  });
  attack.is_stopped_by("prov-repeated-generation");
}

TEST(AttackOnProvenance, InputNotUsed) {
  Attack attack(executed);
  forge(attack, [](Json& graph) { graph.erase(first(graph, "Usage")); });
  attack.is_stopped_by("prov-unused-input");
}

TEST(AttackOnProvenance, OutputNotGenerated) {
  Attack attack(executed);
  forge(attack, [](Json& graph) {
    const auto entity = (*first(graph, "Generation"))["entity"];
    graph.erase(first(graph, "Generation"));
    const auto derivation = first(graph, "Derivation");
    if ((*derivation)["generatedEntity"] == entity) graph.erase(derivation);
  });
  attack.is_stopped_by("prov-ungenerated-output");
}

TEST(AttackOnProvenance, DerivationInACircle) {
  Attack attack(executed);
  forge(attack, [](Json& graph) {
    auto& derivation = *first(graph, "Derivation");
    derivation["usedEntity"] = derivation["generatedEntity"];
  });
  attack.is_stopped_by("prov-unfounded-derivation");
}

}  // namespace
