// generate_bundles COUNT FOLDER: a repository of COUNT executed bundles that passes every gate.
// Every bundle is the executed one of fixtures/valid/bundles under an id of its own, with all
// digests that follow from it. The same count gives the same bytes.
#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>
#include <vector>

#include "folder_writer.hpp"
#include "mig/digest/sha256.hpp"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTemplateId = "PG-MIG-2026-03-01-01";
constexpr int kPerDay = 20;
/// A file comes after those that it holds the digests of.
constexpr std::array<std::string_view, 8> kFiles{
    "migration.yml",      "forward.sql",         "rollback.sql",       "notes.md",
    "baselines/pre.json", "baselines/post.json", "diffs/summary.json", "receipts/run_receipt.json"};
constexpr std::size_t kDigestedFiles = 4;  ///< of these, the ones of the bundle digest

using Files = std::map<std::string_view, std::string>;

std::string sha256(std::string_view bytes) {
  auto hex = mig::digest::sha256_hex(bytes);
  if (!hex) bench::stop(hex.error().message);
  return *hex;
}

std::string bundle_digest(const Files& files) {
  std::vector<mig::digest::DigestedFile> digested;
  for (std::size_t i = 0; i < kDigestedFiles; ++i) {
    digested.push_back({std::string(kFiles[i]), sha256(files.at(kFiles[i]))});
  }
  auto digest = mig::digest::bundle_digest(std::move(digested));
  if (!digest) bench::stop(digest.error().message);
  return *digest;
}

std::string id_of(int number) {
  const int day = number / kPerDay;
  return fmt::format("PG-MIG-{}-{:02}-{:02}-{:02}", 2000 + day / 336, 1 + day / 28 % 12,
                     1 + day % 28, 1 + number % kPerDay);
}

/// The migrations of one day depend on each other, one after the other.
std::string declared(std::string text, int number) {
  if (number % kPerDay == 0) return text;
  return text + fmt::format("\ndepends_on: [{}]\n", id_of(number - 1));
}

Files made_from(const Files& pattern, int number) {
  Files made;
  std::vector<std::pair<std::string, std::string>> replaced{
      {std::string(kTemplateId), id_of(number)}};
  for (const auto name : kFiles) {
    auto text = pattern.at(name);
    if (name == "migration.yml") text = declared(std::move(text), number);
    for (const auto& [from, to] : replaced) bench::replace_all(text, from, to);
    replaced.emplace_back(sha256(pattern.at(name)), sha256(text));
    made[name] = std::move(text);
    if (made.size() == kDigestedFiles) {
      replaced.emplace_back(bundle_digest(pattern), bundle_digest(made));
    }
  }
  return made;
}

std::string registry_of(int count) {
  std::string entries;
  for (int i = 0; i < count; ++i) {
    entries += fmt::format(
        "{}    {{\n      \"id\": \"{}\",\n      \"type\": \"postgis\",\n"
        "      \"owners\": [\"map-team\"],\n      \"status\": \"executed_stage\"\n    }}",
        i == 0 ? "" : ",\n", id_of(i));
  }
  return fmt::format(
      "{{\n  \"schema_version\": \"migrations.v1\",\n  \"migrations\": [\n{}\n  ]\n}}\n", entries);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) bench::stop("usage: generate_bundles COUNT FOLDER");
  const int count = bench::count_of(argv[1]);
  const fs::path folder(argv[2]);
  const fs::path fixture = fs::path(MIG_SOURCE_DIR) / "fixtures/valid/bundles/postgis-executed";
  const fs::path place = "migrations/postgis";
  Files pattern;
  for (const auto name : kFiles) {
    pattern[name] = bench::read_file(fixture / place / kTemplateId / name);
  }
  for (int i = 0; i < count; ++i) {
    for (const auto& [name, text] : made_from(pattern, i)) {
      bench::write_file(folder / place / id_of(i) / name, text);
    }
  }
  bench::write_file(folder / "migrations/registry/migrations.v1.json", registry_of(count));
  bench::write_file(folder / ".mig/policy.yml", bench::read_file(fixture / ".mig/policy.yml"));
  return 0;
}
