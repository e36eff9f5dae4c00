// What one document costs: reading, validating, digesting, finding a place in it.
#include <benchmark/benchmark.h>

#include "folder_writer.hpp"
#include "mig/base/source_text.hpp"
#include "mig/contract/document_kind.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/document/reader.hpp"

namespace {

std::string fixture(std::string_view name) {
  const std::filesystem::path bundle =
      std::filesystem::path(MIG_SOURCE_DIR) /
      "fixtures/valid/bundles/postgis-executed/migrations/postgis/PG-MIG-2026-03-01-01";
  return bench::read_file(bundle / name);
}

void count_bytes(benchmark::State& state, const std::string& bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

void read_json(benchmark::State& state) {
  const auto bytes = fixture("receipts/run_receipt.json");
  for (auto _ : state) benchmark::DoNotOptimize(mig::document::read_json(bytes));
  count_bytes(state, bytes);
}
BENCHMARK(read_json);

void read_yaml(benchmark::State& state) {
  const auto bytes = fixture("migration.yml");
  for (auto _ : state) benchmark::DoNotOptimize(mig::document::read_yaml(bytes));
  count_bytes(state, bytes);
}
BENCHMARK(read_yaml);

void read_markdown(benchmark::State& state) {
  const auto bytes = fixture("notes.md");
  for (auto _ : state) benchmark::DoNotOptimize(mig::document::read_markdown(bytes));
  count_bytes(state, bytes);
}
BENCHMARK(read_markdown);

void validate_receipt(benchmark::State& state) {
  const auto value = mig::document::read_json(fixture("receipts/run_receipt.json"));
  if (!value) bench::stop("the receipt cannot be read");
  const auto& schema = mig::contract::schema_of(mig::contract::DocumentKind::run_receipt);
  for (auto _ : state) benchmark::DoNotOptimize(schema.validate(*value));
}
BENCHMARK(validate_receipt);

void sha256(benchmark::State& state) {
  const std::string bytes(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state) benchmark::DoNotOptimize(mig::digest::sha256_hex(bytes));
  count_bytes(state, bytes);
}
BENCHMARK(sha256)->Arg(1 << 10)->Arg(1 << 20);

// The first place in a text pays for its line index, the others do not.
void first_position(benchmark::State& state) {
  const auto bytes = fixture("receipts/run_receipt.json");
  const auto offset = static_cast<std::uint32_t>(bytes.size() / 2);
  for (auto _ : state) {
    const mig::SourceText source("run_receipt.json", bytes);
    benchmark::DoNotOptimize(source.position(offset));
  }
  count_bytes(state, bytes);
}
BENCHMARK(first_position);

void next_position(benchmark::State& state) {
  const mig::SourceText source("run_receipt.json", fixture("receipts/run_receipt.json"));
  const auto offset = static_cast<std::uint32_t>(source.bytes().size() / 2);
  for (auto _ : state) benchmark::DoNotOptimize(source.position(offset));
}
BENCHMARK(next_position);

}  // namespace
