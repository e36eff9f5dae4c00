#include "mig/bundle/load_change.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "mig/catalog/delta.hpp"

namespace mig::bundle {
namespace {

constexpr std::string_view kReadableStore = "postgis";

void note_gap(ChangeFacts& change, std::string message, Location location, std::string remedy) {
  change.gaps.push_back(
      {ErrorKind::no_verdict, std::move(message), std::move(location), std::move(remedy)});
}

/// Whether the store of the bundle is one whose scripts can be read.
bool is_readable_store(const BundleFacts& bundle, ChangeFacts& change) {
  const auto* document = bundle.declaration_document();
  const Location place{bundle.path_of("migration.yml"), std::nullopt};
  if (document == nullptr || !bundle.declaration.type) {
    note_gap(change, "what the scripts touch is not known: the declaration names no store", place,
             "see what mig-validate tells of migration.yml");
    return false;
  }
  const auto& type = *bundle.declaration.type;
  if (type.value == kReadableStore) return true;
  change.faults.push_back(
      {ErrorKind::no_verdict,
       fmt::format("what scripts of a {} store touch cannot be read by this version", type.value),
       document->source->locate(type.span), "have it reviewed by a person until a gate can"});
  return false;
}

void note_faults(const ScriptFacts& script, const std::vector<sql::SyntaxFault>& faults,
                 ChangeFacts& change) {
  for (const auto& fault : faults) {
    change.faults.push_back({ErrorKind::no_verdict,
                             fmt::format("PostgreSQL 15 cannot read this: {}", fault.message),
                             script.source->locate(fault.span),
                             "correct the statement; templates have to be rendered first"});
  }
}

/// Runs one script over `catalog`, which is what it finds and then what it leaves.
void simulate(const ScriptFacts& script, catalog::Catalog& catalog, ChangeFacts& change) {
  if (!script.source) {
    note_gap(change, fmt::format("what {} touches is not known: it could not be read", script.path),
             script.access ? Location{script.access->path, std::nullopt} : Location{},
             "declare a script that is there");
    return;
  }
  auto prediction = catalog::predict(catalog, script.source->bytes());
  note_faults(script, prediction.faults, change);
  catalog = std::move(prediction.after);
  change.scripts.push_back(
      {&script, std::move(prediction.effects), std::move(prediction.facts), prediction.statements});
}

void simulate_scripts(const BundleFacts& bundle, ChangeFacts& change) {
  auto catalog = change.before;
  for (const auto& script : bundle.scripts) {
    if (script.is_forward) simulate(script, catalog, change);
  }
  if (change.scripts.empty()) {
    note_gap(change, "there is no forward script to look at",
             Location{bundle.path_of("migration.yml"), std::nullopt},
             "name the forward scripts under artifacts.forward");
  }
  change.predicted = catalog::delta(change.before, catalog);
  change.after_forward = catalog;
  for (const auto& script : bundle.scripts) {
    if (!script.is_forward) simulate(script, catalog, change);
  }
}

}  // namespace

ChangeFacts simulate_lone_scripts(const BundleFacts& scripts) {
  ChangeFacts change;
  simulate_scripts(scripts, change);
  return change;
}

Result<ChangeFacts> load_change(const io::Root&, const BundleFacts& bundle) {
  ChangeFacts change;
  if (is_readable_store(bundle, change)) simulate_scripts(bundle, change);
  return change;
}

}  // namespace mig::bundle
