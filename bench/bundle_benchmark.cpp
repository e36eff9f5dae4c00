// What one bundle costs, and what a report about a hundred of them costs in each format.
#include <benchmark/benchmark.h>

#include "folder_writer.hpp"
#include "mig/app/gates.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/rules/judge.hpp"

namespace {

const mig::app::Tool& gate() {
  const auto* tool = mig::app::find_tool("mig-gate");
  if (tool == nullptr) bench::stop("there is no mig-gate");
  return *tool;
}

void load_and_judge_bundle(benchmark::State& state) {
  const auto root =
      mig::io::Root::open(std::string(MIG_SOURCE_DIR) + "/fixtures/valid/bundles/postgis-executed");
  if (!root) bench::stop(root.error().message);
  mig::bundle::RepositoryFacts repository;
  if (auto policy = mig::bundle::load_policy(*root, std::nullopt)) repository.policy = *policy;
  repository.now = "2026-04-01T00:00:00Z";
  if (!mig::bundle::load_registries(*root, repository)) bench::stop("no registry can be read");
  const std::string path = "migrations/postgis/PG-MIG-2026-03-01-01";
  const auto rules = mig::app::rules_of(gate());
  for (auto _ : state) {
    const auto facts = mig::bundle::load_bundle(*root, path, repository, std::nullopt);
    if (!facts) bench::stop(facts.error().message);
    benchmark::DoNotOptimize(mig::rules::judge_bundle(*facts, nullptr, nullptr, rules));
  }
}
BENCHMARK(load_and_judge_bundle);

/// A report about a hundred bundles with the findings of one that is wrong.
mig::report::Report report_of_many() {
  mig::app::Options options;
  options.root = std::string(MIG_SOURCE_DIR) + "/fixtures/invalid/bundle-missing-artifact/forward-script";
  options.paths = {*options.root};
  options.now = "2026-04-01T00:00:00Z";
  auto report = mig::app::judge(gate(), options);
  if (!report) bench::stop(report.error().message);
  const auto found = mig::report::totals_of(*report);
  if (found.fail == 0) bench::stop("the fixture has no finding: " + *options.root);
  const auto bundles = report->bundles;
  for (int i = 1; i < 100; ++i) {
    report->bundles.insert(report->bundles.end(), bundles.begin(), bundles.end());
  }
  return std::move(*report);
}

void render(benchmark::State& state, const std::string& format) {
  const auto report = report_of_many();
  const auto chosen = mig::report::format_named(format);
  if (!chosen) bench::stop(chosen.error().message);
  for (auto _ : state) benchmark::DoNotOptimize(mig::report::render(report, *chosen));
}

const bool kEveryFormat = [] {
  for (const auto& format : mig::report::format_names()) {
    benchmark::RegisterBenchmark(("render_" + format).c_str(),
                                 [format](benchmark::State& state) { render(state, format); });
  }
  return true;
}();

}  // namespace
