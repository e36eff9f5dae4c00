#include "mig/bundle/load_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "mig/bundle/load_evidence.hpp"
#include "mig/bundle/load_runs.hpp"
#include "mig/bundle/predecessors.hpp"
#include "mig/bundle/roll_back.hpp"
#include "mig/catalog/delta.hpp"
#include "mig/catalog/from_baseline.hpp"

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
  if (type.value != "other" && contract::id_prefix_of(type.value).empty()) {
    note_gap(change, "what the scripts touch is not known: there is no such store", place,
             "see what mig-validate tells of migration.yml");
    return false;
  }
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
void simulate(const ScriptFacts& script, catalog::Catalog& catalog, ChangeFacts& change,
              catalog::Journey& journey) {
  if (!script.source) {
    note_gap(change, fmt::format("what {} touches is not known: it could not be read", script.path),
             script.access ? Location{script.access->path, std::nullopt} : Location{},
             "declare a script that is there");
    return;
  }
  auto prediction =
      catalog::predict(std::move(catalog), script.source->bytes(), change.before.size());
  note_faults(script, prediction.faults, change);
  catalog = std::move(prediction.after);
  change.scripts.push_back({&script, std::move(prediction.effects), std::move(prediction.hazards),
                            std::move(prediction.obstacles), std::move(prediction.facts),
                            prediction.statements});
  journey.conditional.merge(prediction.conditional);
}

/// The baseline of the planning phase, or of the first run that has one.
const DocumentFacts* first_baseline(const BundleFacts& bundle) {
  for (const auto& run : bundle.runs) {
    if (const auto* document = bundle.document_at(run.pre_baseline)) return document;
  }
  return nullptr;
}

bool is_usable(const DocumentFacts* baseline) {
  return baseline != nullptr && baseline->inventory != nullptr &&
         baseline->inventory->baseline.store.value == kReadableStore;
}

void start_from_baseline(const BundleFacts& bundle, ChangeFacts& change) {
  const auto* baseline = first_baseline(bundle);
  if (!is_usable(baseline)) {
    note_gap(change, "what was there before is not known: the baseline could not be used",
             baseline->source->whole_file(), "see what is told of this baseline");
    return;
  }
  const auto& inventory = baseline->inventory->baseline;
  change.start = baseline;
  change.before = catalog::catalog_of(inventory);
  change.row_estimates.insert(inventory.row_estimates.begin(), inventory.row_estimates.end());
}

/// From the baseline; where there is none, from what the migrations before left behind.
Result<void> start(const io::Root& root, const BundleFacts& bundle, ChangeFacts& change) {
  if (first_baseline(bundle) != nullptr) {
    start_from_baseline(bundle, change);
    return {};
  }
  if (!bundle.repository->predecessors) return {};
  auto before = bundle.repository->predecessors->before(root, bundle);
  if (!before) return tl::unexpected(before.error());
  if (*before) change.before = std::move(**before);
  return {};
}

bool is_opaque(const ChangeFacts& change, bool forward) {
  return std::any_of(change.scripts.begin(), change.scripts.end(), [&](const auto& script) {
    return script.script->is_forward == forward &&
           std::any_of(script.effects.begin(), script.effects.end(),
                       [](const auto& effect) { return effect::is_opaque(effect.operation); });
  });
}

/// What the scripts of a run were to do where it started.
void predict_run(const BundleFacts& bundle, const ChangeFacts& change, RunChange& run) {
  if (run.pre == change.start && !run.is_rollback()) {
    run.before = change.before;
    run.predicted = change.predicted;
    run.expected = change.after;
  } else {
    run.before = catalog::catalog_of(run.pre->inventory->baseline);
    run.expected = run.before;
    for (const auto& script : bundle.scripts) {
      if (script.is_forward == run.is_rollback() || !script.source) continue;
      run.expected = catalog::predict(std::move(run.expected), script.source->bytes()).after;
    }
    run.predicted = catalog::delta(run.before, run.expected);
  }
  run.was_predicted = true;
  run.is_opaque = is_opaque(change, !run.is_rollback());
  run.drift = delta::find_drift(*run.observation, run.predicted, run.before, run.expected);
}

void predict_runs(const BundleFacts& bundle, ChangeFacts& change) {
  for (auto& run : change.runs) {
    for (const auto* document : {run.pre, run.post, run.summary}) {
      if (document == nullptr || document->is_valid()) continue;
      note_gap(change, "what this run changed is not known: a document could not be used",
               document->source->whole_file(), "see what is told of this document");
    }
    // Statements that nobody could read say nothing of what a run was to do.
    if (run.observation && is_usable(run.pre) && change.faults.empty())
      predict_run(bundle, change, run);
  }
}

void simulate_scripts(const BundleFacts& bundle, bool keep_after, ChangeFacts& change) {
  auto catalog = change.before;
  catalog::Journey journey;
  // Growing would copy the effects of the scripts before.
  change.scripts.reserve(bundle.scripts.size());
  for (const auto& script : bundle.scripts) {
    if (script.is_forward) simulate(script, catalog, change, journey);
  }
  if (change.scripts.empty()) {
    note_gap(change, "there is no forward script to look at",
             Location{bundle.path_of("migration.yml"), std::nullopt},
             "name the forward scripts under artifacts.forward");
  }
  change.predicted = catalog::delta(change.before, catalog);
  journey.first_back = catalog.size();
  const bool goes_back = std::any_of(bundle.scripts.begin(), bundle.scripts.end(),
                                     [](const auto& script) { return !script.is_forward; });
  // A copy costs as much as the catalog itself, and few need it.
  if (keep_after) change.after = goes_back ? catalog : std::move(catalog);
  for (const auto& script : bundle.scripts) {
    if (!script.is_forward) simulate(script, catalog, change, journey);
  }
  if (goes_back && change.faults.empty() && change.gaps.empty())
    change.rollback = roll_back(change, std::move(catalog), journey);
}

}  // namespace

ChangeFacts simulate_lone_scripts(const BundleFacts& scripts) {
  ChangeFacts change;
  simulate_scripts(scripts, true, change);
  return change;
}

Result<ChangeFacts> load_change(const io::Root& root, const BundleFacts& bundle, bool keep_after) {
  ChangeFacts change;
  auto runs = load_runs(root, bundle);
  if (!runs) return tl::unexpected(runs.error());
  change.runs = std::move(*runs);
  change.backups = find_backups(bundle, change.runs);
  if (is_readable_store(bundle, change)) {
    if (auto started = start(root, bundle, change); !started)
      return tl::unexpected(started.error());
    simulate_scripts(bundle, keep_after || !change.runs.empty(), change);
    predict_runs(bundle, change);
  }
  auto evidence = load_evidence(root, bundle, change);
  if (!evidence) return tl::unexpected(evidence.error());
  change.evidence = std::move(*evidence);
  return change;
}

}  // namespace mig::bundle
