// A complete, chained and signed bundle, with a field removed, a key repeated or two values
// swapped, one at a time.
//
// A sample runs with the other tests; MIG_WHOLE_RUN=1 (bench/full_mutations) tries everything.
// Meaning-free, and excepted: the hints `keyid`, the order of the signatures of an envelope, and of
// provenance the order of what it says and a moment of a run for another moment of it.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "support/signed_mutation.hpp"

namespace {

using mig::test::class_of;
using mig::test::Damage;
using mig::test::Json;
using mig::test::Part;
using mig::test::SignedMutation;

bool is_json(const std::string& path) {
  return path.ends_with(".json") || path.ends_with(".jsonld") || path.starts_with("store/");
}

/// Strides of the sample: small files have few fields.
std::size_t stride_of(Part part) {
  return part == Part::output || part == Part::prov ? 13 : part == Part::receipt ? 5 : 1;
}

std::size_t stride_of_pairs(Part part) {
  return part == Part::output || part == Part::prov ? 293 : part == Part::receipt ? 41 : 3;
}

class SignedFields : public SignedMutation {
 protected:
  std::vector<std::string> documents() const {
    auto paths = files();
    std::erase_if(paths, [](const auto& path) { return !is_json(path); });
    return paths;
  }
};

TEST_F(SignedFields, Removed) {
  for (const auto& path : documents()) {
    const auto part = mig::test::part_of(path);
    const auto& of = class_of(Damage::removed, part);
    const auto document = Json::parse(originals_.at(path));
    for (const auto& place : mig::test::places_of(document)) {
      if (!is_due(of, stride_of(part))) continue;
      auto mutant = document;
      auto& parent = mutant[place.parent_pointer()];
      if (parent.is_array()) {
        parent.erase(std::stoul(place.back()));
      } else {
        parent.erase(place.back());
      }
      try_bytes(of, path, mutant.dump(2) + "\n", "without " + place.to_string());
    }
  }
}

TEST_F(SignedFields, RepeatedInJson) {
  for (const auto& path : documents()) {
    const auto part = mig::test::part_of(path);
    const auto& of = class_of(Damage::repeated, part);
    const auto document = Json::parse(originals_.at(path));
    for (const auto& place : mig::test::places_of(document)) {
      if (!document[place.parent_pointer()].is_object() || !is_due(of, stride_of(part))) continue;
      try_bytes(of, path, mig::test::with_repeated_member(document, place),
                place.to_string() + " twice");
    }
  }
}

TEST_F(SignedFields, RepeatedInYaml) {
  for (const auto& path : files()) {
    if (!path.ends_with(".yml")) continue;
    const auto& of = class_of(Damage::repeated, mig::test::part_of(path));
    const auto& text = originals_.at(path);
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
      const auto line = text.substr(at, text.find('\n', at) - at);
      const auto colon = line.find(':');
      if (line.starts_with('#') || colon == line.npos) continue;
      const auto again = line.substr(0, colon) + ": again\n";
      try_bytes(of, path, text.substr(0, at) + again + text.substr(at), "repeated " + line);
    }
  }
}

/// What provenance says, in whatever order and at whatever moment of the run it says it.
std::multiset<std::string> said_by(const Json& provenance) {
  std::multiset<std::string> said;
  for (const auto& [key, value] : provenance.items()) {
    if (key != "@graph") said.insert(key + value.dump());
  }
  if (!provenance.contains("@graph") || !provenance["@graph"].is_array()) return said;
  for (auto node : provenance["@graph"]) {
    if (!node.is_object()) return {};
    node.erase("time");
    if (node.contains("mig:path") && node["mig:path"].is_array())
      std::sort(node["mig:path"].begin(), node["mig:path"].end());
    said.insert(nlohmann::json::parse(node.dump()).dump());
  }
  return said;
}

bool means_the_same(Part part, const Json& document, const Json& mutant) {
  if (part == Part::prov) return said_by(document) == said_by(mutant);
  if (part != Part::envelope) return false;
  auto first = document["signatures"];
  auto second = mutant["signatures"];
  if (!second.is_array()) return false;
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  return first == second && document["payload"] == mutant["payload"];
}

TEST_F(SignedFields, Swapped) {
  for (const auto& path : documents()) {
    const auto part = mig::test::part_of(path);
    const auto& of = class_of(Damage::swapped, part);
    const auto document = Json::parse(originals_.at(path));
    const auto places = mig::test::places_of(document);
    for (std::size_t left = 0; left < places.size(); ++left) {
      for (std::size_t right = left + 1; right < places.size(); ++right) {
        if (!mig::test::are_exchangeable(document, places[left], places[right])) continue;
        if (!is_due(of, stride_of_pairs(part))) continue;
        auto mutant = document;
        std::swap(mutant[places[left]], mutant[places[right]]);
        if (means_the_same(part, document, mutant)) continue;
        try_bytes(of, path, mutant.dump(2) + "\n",
                  places[left].to_string() + " and " + places[right].to_string());
      }
    }
  }
}

}  // namespace
