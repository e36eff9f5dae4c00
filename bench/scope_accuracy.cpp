// Measures predictions against what real servers saw. What was observed and not predicted is
//   covered  by an opaque effect, or because its table, view or schema came or went;
//   implied  (each script alone) by what was done to the table that it belongs to, as a catalog
//   would
//            have shown: a dropped column takes its keys, a partition follows its parent, a new
//            name or type shows in the definitions that spell it;
//   blind    behind a script that the grammar rejects;
//   silent   otherwise.
// Usage: scope_accuracy CORPORA_DIR TRUTH_DIR [-v] [--only PROJECT] [--dump ID]
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "mig/catalog/simulation.hpp"
#include "scope_truth.hpp"

namespace {

namespace fs = std::filesystem;
using mig::catalog::Catalog;
using mig::catalog::Prediction;
using namespace mig::bench;  // NOLINT: a program of one file

/// What a truth table leaves out and the replayed catalog knows: where things belong.
struct World {
  std::map<std::string, std::set<std::string>> parents;               // of partitions and heirs
  std::map<std::pair<std::string, std::string>, std::string> owners;  // kind, object
  std::set<Change> spelled;  // only a name inside the definition changed
  bool blind = false;        // behind a script that could not be read
};

struct Counter {
  std::size_t observed = 0;
  std::size_t predicted = 0;
  std::size_t both = 0;
};

struct Tally {
  std::size_t files = 0, parsed = 0, judged = 0, opaque = 0, exact = 0, silent = 0, covered = 0,
              implied = 0, blind = 0;
  std::size_t rows = 0, rows_found = 0, unmet = 0;
  Counter tables;
  Counter objects;
  Counter clear;  // objects of the scripts without an opaque effect
  std::map<std::string, Counter> kinds;
};

struct Options {
  bool verbose = false;
  std::string only;
  std::string dump;
};

std::set<std::pair<std::string, std::string>> long_names(const Catalog& catalog) {
  std::set<std::pair<std::string, std::string>> names;
  for (mig::catalog::Id id = 1; id < catalog.size(); ++id) {
    if (!catalog.alive(id)) continue;
    const auto name = catalog.identity(id);
    if (name.size() > kLongestName)
      names.insert({std::string(mig::effect::name_of(catalog.at(id).kind)), cut(name)});
  }
  return names;
}

std::string seen_as(const Truth& truth, const std::string& kind, const std::string& object) {
  for (const auto& [seen_kind, seen_object, change] : truth.observed) {
    if (seen_kind == kind && seen_object == object) return change;
  }
  return {};
}

/// What a script was told to do, by its delta and by its effects: a table that went and came again
/// is no difference, and yet took along what belonged to it.
struct Told {
  std::set<Change> predicted;
  std::set<std::string> tables;        // with any difference
  std::set<std::string> came_or_went;  // tables and views, under any of their names
  std::set<std::string> columns_went;  // their tables
  std::set<std::string> schemas;       // that came or went
  bool retyped = false;                // a column or a type changed
  bool renamed = false;
};

void tell(Told& told, const std::string& kind, const std::string& name, bool comes_or_goes,
          bool goes) {
  const bool holder =
      kind == "table" || kind == "foreign_table" || kind == "view" || kind == "matview";
  if (holder && comes_or_goes) told.came_or_went.insert(name);
  if (kind == "schema" && comes_or_goes) told.schemas.insert(name);
  told.retyped = told.retyped || kind == "column" || kind == "enum" || kind == "domain";
  if (kind != "column") return;

  if (goes) told.columns_went.insert(name.substr(0, name.rfind('.')));
}

Told told_by(const Prediction& prediction, std::set<Change> predicted,
             std::set<std::string> tables) {
  using mig::effect::Operation;
  Told told;
  for (const auto& [kind, object, change] : predicted)
    tell(told, kind, object, change != "changed", change == "removed");
  for (const auto& effect : prediction.effects) {
    const bool renames =
        effect.operation == Operation::rename || effect.operation == Operation::move;
    const bool drops = effect.operation == Operation::drop || renames;
    if (!drops && effect.operation != Operation::create && effect.operation != Operation::alter)
      continue;
    told.renamed = told.renamed || renames;
    tell(told, std::string(mig::effect::name_of(effect.object.kind)), cut(effect.object.name),
         effect.operation != Operation::alter, drops);
  }
  told.predicted = std::move(predicted);
  told.tables = std::move(tables);
  return told;
}

std::string without_number(std::string name) {
  while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.pop_back();
  return name;
}

/// Whether the same is predicted of an object whose full name only the server knows: arguments of a
/// routine that a DROP does not name, digits behind a chosen name that is taken.
bool named_otherwise(const std::set<Change>& predicted, const Change& change) {
  const auto& [kind, object, what] = change;
  const auto plain = [kind = kind](const std::string& name) {
    return kind == "function" ? name.substr(0, name.find('(')) : without_number(name);
  };
  if (kind != "function" && kind != "constraint" && kind != "index" && kind != "sequence")
    return false;
  return std::any_of(predicted.begin(), predicted.end(), [&](const Change& each) {
    return std::get<0>(each) == kind && std::get<2>(each) == what &&
           plain(std::get<1>(each)) == plain(object);
  });
}

/// Whether what the script was told to do to the table that a change belongs to accounts for it.
/// The first rule holds always; the others where the catalog around the script is not known.
bool accounted(const Change& change, const Told& told, std::string table, const World* world) {
  const auto& [kind, object, what] = change;
  if (told.came_or_went.count(table) != 0) return true;
  if (world == nullptr) return false;
  // A schema that is renamed or dropped accounts for what is in it.
  for (const auto& schema : told.schemas) {
    if (object.starts_with(schema + '.')) return true;
  }
  if (table.empty()) {
    const auto owner = world->owners.find({kind, object});
    if (owner != world->owners.end()) table = owner->second;
  }
  if (told.came_or_went.count(table) != 0) return true;
  // A column that goes takes along the keys over it and the sequence that it owns.
  const bool of_column = kind == "constraint" || kind == "index" || kind == "sequence";
  if (of_column && told.columns_went.count(table) != 0) return true;
  // What is done to a table is done to its partitions and heirs.
  const auto parents = world->parents.find(table);
  if (parents != world->parents.end()) {
    for (const auto& parent : parents->second) {
      if (told.tables.count(parent) != 0 || accounted(change, told, parent, world)) return true;
    }
  }
  if (named_otherwise(told.predicted, change)) return true;
  // A new name or type shows in the definitions of others, which stay what they are.
  return what == "changed" && world->spelled.count(change) != 0 && (told.renamed || told.retyped);
}

/// What the effects of a script touch, by kind and by the name that an observer sees.
std::set<std::pair<std::string, std::string>> touched(const Prediction& prediction) {
  std::set<std::pair<std::string, std::string>> found;
  for (const auto& effect : prediction.effects)
    found.insert({std::string(mig::effect::name_of(effect.object.kind)), cut(effect.object.name)});
  return found;
}

World world_of(const Catalog& before, const Prediction& prediction) {
  World world;
  const auto& after = prediction.after;
  // Built anew as they were: see judge().
  for (const auto& [kind, name] : touched(prediction)) {
    if (name.size() == kLongestName) world.spelled.insert({kind, name, "changed"});
  }
  for (const auto* catalog : {&before, &after}) {
    for (mig::catalog::Id id = 1; id < catalog->size(); ++id) {
      if (!catalog->alive(id)) continue;
      for (const auto parent : catalog->at(id).parents) {
        if (catalog->alive(parent))
          world.parents[cut(catalog->identity(id))].insert(cut(catalog->identity(parent)));
      }
    }
  }
  for (const auto& difference : mig::catalog::delta(before, after)) {
    const std::string kind(mig::effect::name_of(difference.object.kind));
    const auto object = cut(difference.object.name);
    if (!difference.table.empty()) world.owners[{kind, object}] = cut(difference.table);
    if (difference.follows)
      world.spelled.insert({kind, object, std::string(name_of(difference.change))});
  }
  return world;
}

void judge(const std::string& id, const Truth& truth, const Catalog& before,
           const Prediction& prediction, Tally& tally, const Options& options, bool blind,
           const World* world) {
  ++tally.judged;
  std::set<Change> predicted;
  std::set<Change> unmet;  // possible, and not seen under that name
  std::set<std::string> tables;
  const auto long_before = long_names(before);
  const auto long_after = long_names(prediction.after);
  for (const auto& difference : mig::catalog::delta(before, prediction.after)) {
    const std::string kind(mig::effect::name_of(difference.object.kind));
    const auto object = cut(difference.object.name);
    // Two long names that are cut to the same text are one object to the observer.
    const auto change = std::string(name_of(difference.change));
    const bool shared = difference.object.name.size() > kLongestName &&
                        long_before.count({kind, object}) != 0 &&
                        long_after.count({kind, object}) != 0;
    const auto seen = seen_as(truth, kind, object);
    if (difference.possible && seen.empty()) {
      unmet.insert({kind, object, change});
      ++tally.unmet;
      continue;
    }
    // Alone, nobody can tell CREATE OR REPLACE from CREATE.
    if (!before.complete && !seen.empty()) {
      predicted.insert({kind, object, seen});
    } else if (!shared) {
      predicted.insert({kind, object, change});
    } else if (!seen.empty()) {
      predicted.insert({kind, object, seen});
    }
    const auto table = table_of(kind, object, difference.table);
    if (!table.empty()) tables.insert(table);
  }
  // Of two long names that are cut to the same text an observer describes the one that was built
  // last: an object that is built anew as it was may look changed.
  for (const auto& name : touched(prediction)) {
    const auto seen = seen_as(truth, name.first, name.second);
    if (name.second.size() == kLongestName && !seen.empty() && long_before.count(name) != 0 &&
        long_after.count(name) != 0)
      predicted.insert({name.first, name.second, seen});
  }
  const bool opaque = prediction.opaque();
  tally.opaque += opaque ? 1U : 0U;
  const auto count = [&](Counter& counter, const auto& seen, const auto& told) {
    counter.observed += seen.size();
    counter.predicted += told.size();
    for (const auto& each : seen) counter.both += told.count(each) != 0 ? 1U : 0U;
  };
  count(tally.tables, truth.tables, tables);
  count(tally.objects, truth.observed, predicted);
  if (!opaque) count(tally.clear, truth.observed, predicted);
  tally.exact += truth.tables == tables ? 1U : 0U;
  auto said = unmet;
  said.insert(predicted.begin(), predicted.end());
  const auto told = told_by(prediction, std::move(said), tables);
  for (const auto& change : truth.observed) {
    auto& kind = tally.kinds[std::get<0>(change)];
    ++kind.observed;
    if (predicted.count(change) != 0) {
      ++kind.both;
    } else if (opaque || told.came_or_went.count(truth.owners.at(change)) != 0) {
      ++tally.covered;
    } else if (accounted(change, told, truth.owners.at(change), world)) {
      ++tally.implied;
    } else if (blind || (world != nullptr && world->blind)) {
      ++tally.blind;
    } else {
      ++tally.silent;
      if (options.verbose)
        fmt::print("  MISS {} {} {} {}\n", id, std::get<0>(change), std::get<1>(change),
                   std::get<2>(change));
    }
  }
  for (const auto& change : predicted) {
    ++tally.kinds[std::get<0>(change)].predicted;
    if (options.verbose && truth.observed.count(change) == 0) {
      fmt::print("  OVER {} {} {} {}\n", id, std::get<0>(change), std::get<1>(change),
                 std::get<2>(change));
    }
  }
  std::set<std::string> changed;
  for (const auto& effect : prediction.effects) {
    if (effect.operation >= mig::effect::Operation::insert &&
        effect.operation <= mig::effect::Operation::copy)
      changed.insert(cut(effect.object.name));
    if (options.verbose && mig::effect::is_opaque(effect.operation)) {
      fmt::print("  OPAQUE {} {} {} {}\n", id, name_of(effect.operation),
                 effect.object.name.substr(0, 100), effect.detail);
    }
  }
  for (const auto& table : truth.rows) {
    ++tally.rows;
    // Rows also count as touched where the table itself came, went or was rewritten.
    if (changed.count(table) != 0 || opaque || tables.count(table) != 0) {
      ++tally.rows_found;
    } else if (options.verbose) {
      fmt::print("  ROWS {} {}\n", id, table);
    }
  }
}

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "-";
  return fmt::format("{:.2f}", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void print(const std::string& name, const Tally& tally) {
  fmt::print(
      "{:14} {:5} {:6} {:6} {:8} {:9} {:7} {:7} {:7} {:7} {:7} {:7} {:6} {:6} {:7} {:7} {:7} "
      "{:9}\n",
      name, tally.files, tally.parsed, tally.judged, tally.objects.observed,
      tally.objects.predicted, percent(tally.objects.both, tally.objects.observed),
      percent(tally.objects.both, tally.objects.predicted),
      percent(tally.tables.both, tally.tables.observed),
      percent(tally.tables.both, tally.tables.predicted), percent(tally.exact, tally.judged),
      percent(tally.opaque, tally.judged), tally.silent, tally.blind, tally.covered, tally.implied,
      percent(tally.clear.both, tally.clear.observed), percent(tally.rows_found, tally.rows));
}

void add(Tally& all, const Tally& one) {
  all.files += one.files;
  all.parsed += one.parsed;
  all.judged += one.judged;
  all.opaque += one.opaque;
  all.exact += one.exact;
  all.silent += one.silent;
  all.covered += one.covered;
  all.implied += one.implied;
  all.blind += one.blind;
  all.rows += one.rows;
  all.rows_found += one.rows_found;
  all.unmet += one.unmet;
  const auto sum = [](Counter& to, const Counter& from) {
    to.observed += from.observed;
    to.predicted += from.predicted;
    to.both += from.both;
  };
  sum(all.tables, one.tables);
  sum(all.objects, one.objects);
  sum(all.clear, one.clear);
  for (const auto& [kind, counter] : one.kinds) sum(all.kinds[kind], counter);
}

using Worlds = std::map<std::string, World>;

Tally measure(const fs::path& folder, const std::map<std::string, Truth>& truths, bool replay,
              Worlds& worlds, const Options& options) {
  Tally tally;
  Catalog chain;
  chain.complete = true;
  std::istringstream order(read(folder / "order.txt"));
  // Behind a predecessor that could not be read, the catalog is not what the server had.
  bool blind = false;
  std::string id;
  while (std::getline(order, id)) {
    if (id.empty() || !fs::exists(folder / id / "up.sql")) continue;
    ++tally.files;
    const auto text = read(folder / id / "up.sql");
    const Catalog empty;
    const auto& before = replay ? chain : empty;
    auto prediction = mig::catalog::predict(before, text);
    const bool parsed = prediction.faults.empty();
    tally.parsed += parsed ? 1U : 0U;
    const auto truth = truths.find(id);
    const bool known = truth != truths.end() && truth->second.forward_ok;
    if (known && parsed)
      judge(id, truth->second, before, prediction, tally, options, blind,
            replay ? nullptr : &worlds[id]);
    if (replay && known) {
      worlds[id] = world_of(before, prediction);
      worlds[id].blind = blind;
    }
    if (options.verbose && known && !parsed)
      fmt::print("  FAULT {} {}\n", id, prediction.faults.front().message);
    if (options.dump == id) {
      for (const auto& effect : prediction.effects)
        fmt::print("  EFFECT {} {} {}\n", name_of(effect.operation), to_string(effect.object),
                   effect.detail);
    }
    if (replay && known) chain = std::move(prediction.after);
    if (replay && known && !parsed) blind = true;
  }
  return tally;
}

void report(bool replay, const std::vector<std::string>& projects, const fs::path& corpora,
            const fs::path& truth, std::map<std::string, Worlds>& worlds, const Options& options) {
  fmt::print("\n{}\n", replay ? "With predecessors replayed" : "Each script alone");
  fmt::print(
      "{:14} {:5} {:6} {:6} {:8} {:9} {:7} {:7} {:7} {:7} {:7} {:7} {:6} {:6} {:7} {:7} {:7} "
      "{:9}\n",
      "project", "files", "parsed", "judged", "observed", "predicted", "recall", "precis",
      "tab.rec", "tab.pre", "exact", "opaque", "silent", "blind", "covered", "implied", "clr.rec",
      "rows.rec");
  Tally all;
  for (const auto& project : projects) {
    const auto tally = measure(corpora / project, read_truth(truth / (project + ".jsonl")), replay,
                               worlds[project], options);
    print(project, tally);
    add(all, tally);
  }
  print("all", all);
  fmt::print("  possible changes that did not happen: {}\n", all.unmet);
  for (const auto& [kind, counter] : all.kinds) {
    fmt::print("  {:12} observed {:6} predicted {:6} recall {:>6} precision {:>6}\n", kind,
               counter.observed, counter.predicted, percent(counter.both, counter.observed),
               percent(counter.both, counter.predicted));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr,
               "usage: scope_accuracy CORPORA_DIR TRUTH_DIR [-v] [--only PROJECT] [--dump ID]\n");
    return 2;
  }
  Options options;
  for (int i = 3; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "-v") options.verbose = true;
    if (word == "--only" && i + 1 < argc) options.only = argv[++i];
    if (word == "--dump" && i + 1 < argc) options.dump = argv[++i];
  }
  std::vector<std::string> projects;
  for (const auto& entry : fs::directory_iterator(argv[1])) {
    const auto name = entry.path().filename().string();
    if (entry.is_directory() && (options.only.empty() || options.only == name))
      projects.push_back(name);
  }
  std::sort(projects.begin(), projects.end());
  std::map<std::string, Worlds> worlds;
  report(true, projects, argv[1], argv[2], worlds, options);
  report(false, projects, argv[1], argv[2], worlds, options);
  return 0;
}
