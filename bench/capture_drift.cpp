// Runs chains of real migrations on a throw-away server and holds what two captures show of each
// against what the symbolic catalog predicts from the first: every line is a false drift, of the
// capture or of the prediction. Usage: capture_drift CORPORA_DIR [PROJECT...]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "mig/catalog/delta.hpp"
#include "mig/catalog/from_baseline.hpp"
#include "mig/catalog/simulation.hpp"
#include "mig/delta/drift.hpp"
#include "mig/postgres/capture.hpp"
#include "mig/postgres/cluster.hpp"
#include "mig/postgres/connection.hpp"
#include "mig/sql/script.hpp"

namespace {

namespace fs = std::filesystem;
using mig::postgres::Connection;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

bool run_script(Connection& connection, const std::string& text) {
  const auto pieces = mig::sql::split(text);
  for (const auto& piece : pieces.statements) {
    const auto part = [&text](mig::Span span) {
      return std::string_view(text).substr(span.begin, span.end - span.begin);
    };
    auto outcome = connection.run(part(piece.span), part(piece.data));
    if (!outcome || !outcome->ok()) return false;
  }
  return true;
}

mig::delta::Inventory captured(Connection& connection) {
  mig::postgres::CaptureOptions options;
  options.captured_at = "2026-01-01T00:00:00Z";
  auto baseline = mig::postgres::capture(connection, options);
  if (!baseline) throw std::runtime_error(baseline.error().message);
  return *mig::delta::take_inventory(std::move(*baseline));
}

bool is_opaque(const mig::catalog::Prediction& prediction) {
  return !prediction.faults.empty() ||
         std::any_of(prediction.effects.begin(), prediction.effects.end(),
                     [](const auto& effect) { return mig::effect::is_opaque(effect.operation); });
}

struct Totals {
  int migrations = 0;
  int compared = 0;
  int drifting = 0;
  std::map<std::string, int> kinds;
};

void compare(const std::string& id, const std::string& script, const mig::delta::Inventory& pre,
             const mig::delta::Inventory& post, Totals& totals) {
  const auto before = mig::catalog::catalog_of(pre.baseline);
  const auto prediction = mig::catalog::predict(before, script);
  if (is_opaque(prediction)) return;
  ++totals.compared;
  const auto predicted = mig::catalog::delta(before, prediction.after);
  const auto observation = mig::delta::observe(pre, post, {});
  const auto report = mig::delta::find_drift(observation, predicted, before, prediction.after);
  const auto count = report.drifts.size() + report.deviations.size() + report.omissions.size();
  if (count != 0) ++totals.drifting;
  for (const auto& drift : report.drifts) {
    const auto* seen = drift.observed;
    const auto* said = drift.predicted;
    fmt::print("{}: drift: observed {} {} / predicted {}\n", id,
               seen == nullptr ? "nothing" : name_of(seen->change),
               seen == nullptr ? to_string(said->object) : seen->label(),
               said == nullptr ? "nothing" : name_of(said->change));
    ++totals.kinds["drift " +
                   (seen == nullptr ? std::string(name_of(said->object.kind)) : seen->kind)];
  }
  for (const auto& each : report.deviations) {
    fmt::print("{}: deviation: {} {}: predicted {} / found {}\n", id, each.observed->label(),
               each.attribute, each.expected, each.found);
    ++totals.kinds["deviation " + each.observed->kind + ' ' + each.attribute];
  }
  for (const auto& each : report.omissions) {
    fmt::print("{}: omission: {} without {}\n", id, each.observed->label(), each.attributes);
    ++totals.kinds["omission " + each.observed->kind];
  }
}

void run_project(mig::postgres::Cluster& cluster, const fs::path& folder, Totals& totals) {
  const auto name = folder.filename().string();
  if (auto made = cluster.create_database(name); !made)
    throw std::runtime_error(made.error().message);
  auto connection = Connection::open(cluster.as_superuser(name));
  std::istringstream order(read_file(folder / "order.txt"));
  std::string id;
  auto pre = captured(*connection);
  while (std::getline(order, id)) {
    ++totals.migrations;
    const auto script = read_file(folder / id / "up.sql");
    const bool ran = run_script(*connection, script);
    if (!connection->is_open()) connection = Connection::open(cluster.as_superuser(name));
    if (connection->in_transaction()) (void)connection->command("ROLLBACK");
    (void)connection->command("DISCARD ALL");
    auto post = captured(*connection);
    if (ran) compare(name + '/' + id, script, pre, post, totals);
    pre = std::move(post);
  }
  connection->close();
  (void)cluster.drop_database(name);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: capture_drift CORPORA_DIR [PROJECT...]\n");
    return 2;
  }
  const std::set<std::string> wanted(argv + 2, argv + argc);
  auto cluster = mig::postgres::Cluster::start();
  if (!cluster) {
    fmt::print(stderr, "{}\n", cluster.error().message);
    return 3;
  }
  std::vector<fs::path> projects;
  for (const auto& entry : fs::directory_iterator(argv[1])) {
    const auto name = entry.path().filename().string();
    if (fs::exists(entry.path() / "order.txt") && (wanted.empty() || wanted.contains(name)))
      projects.push_back(entry.path());
  }
  std::sort(projects.begin(), projects.end());
  Totals all;
  for (const auto& project : projects) {
    Totals totals;
    const auto begin = std::chrono::steady_clock::now();
    run_project(*cluster, project, totals);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin);
    fmt::print("== {}: {} migrations, {} compared, {} with a false drift, {} ms\n",
               project.filename().string(), totals.migrations, totals.compared, totals.drifting,
               took.count());
    std::fflush(stdout);
    all.migrations += totals.migrations;
    all.compared += totals.compared;
    all.drifting += totals.drifting;
    for (const auto& [kind, count] : totals.kinds) all.kinds[kind] += count;
  }
  fmt::print("{} migrations, {} compared, {} with a false drift\n", all.migrations, all.compared,
             all.drifting);
  for (const auto& [kind, count] : all.kinds) fmt::print("  {:5} {}\n", count, kind);
  return 0;
}
