#include "support/history_states.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <stdexcept>
#include <vector>

#include "support/attack.hpp"
#include "support/process.hpp"

namespace mig::test {
namespace {

constexpr const char* kRegistry = "migrations/registry/migrations.v1.json";
constexpr const char* kFixture = "fixtures/valid/bundles/postgis-planned/";

std::string digest_of_lines(const Files& named) {
  std::string lines;
  for (const auto& [path, bytes] : named) {
    lines += digest_of(bytes).substr(std::string("sha256:").size()) + "  " + path + "\n";
  }
  return digest_of(lines);
}

void edit_registry(Files& files, const std::function<void(Json&)>& edit) {
  auto registry = Json::parse(files.at(kRegistry));
  edit(registry["migrations"]);
  files[kRegistry] = registry.dump(2) + "\n";
}

Json::iterator entry_of(Json& entries, const std::string& id) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&id](const auto& entry) { return entry["id"] == id; });
  if (found == entries.end()) throw std::runtime_error("the registry does not list " + id);
  return found;
}

std::string renamed(const std::string& text, const std::string& id) {
  const auto index = "parcels_geom_idx_" + std::to_string(id[id.size() - 4] - '0');
  const auto other = std::regex_replace(text, std::regex(kSignedId), id);
  return std::regex_replace(other, std::regex("parcels_geom_idx"), index);
}

}  // namespace

Files approved_state() {
  SignedRepository repository;
  repository.status = "approved";
  const auto pre = in_bundle("baselines/pre.json");
  repository.files[pre] =
      read_file((std::filesystem::path(MIG_SOURCE_DIR) / kFixture / pre).string());
  // A rehearsal is bound to the bundle digest: it would have to be made again in every story.
  // The table of the migration counts as one whose writers must not wait.
  repository.files[".mig/policy.yml"] +=
      "rollback: {evidence: [{grade: statically_checked}]}\n"
      "table_sizes: {medium_from_rows: 1000}\n";
  return repository.build();
}

Files merged_state() {
  auto files = approved_state();
  edit_entry(files, kSignedId, [](Json& entry) { entry["status"] = "merged"; });
  add_migration(files, kSecondId, "merged");
  return files;
}

void add_migration(Files& files, const std::string& id, const std::string& status) {
  for (const std::string name : {"migration.yml", "forward.sql", "rollback.sql", "notes.md"}) {
    files["migrations/postgis/" + id + "/" + name] = renamed(files.at(in_bundle(name)), id);
  }
  const auto pre = files.find(in_bundle("baselines/pre.json"));
  if (status != "draft" && pre != files.end())
    files["migrations/postgis/" + id + "/baselines/pre.json"] = pre->second;
  edit_registry(files, [&](Json& entries) {
    entries.push_back({{"id", id},
                       {"type", "postgis"},
                       {"owners", Json::array({"map-team"})},
                       {"status", status}});
  });
}

void edit_entry(Files& files, const std::string& id, const std::function<void(Json&)>& edit) {
  edit_registry(files, [&](Json& entries) { edit(*entry_of(entries, id)); });
}

void remove_entry(Files& files, const std::string& id) {
  edit_registry(files, [&](Json& entries) { entries.erase(entry_of(entries, id)); });
}

void remove_below(Files& files, const std::string& prefix) {
  if (std::erase_if(files, [&](const auto& file) { return file.first.starts_with(prefix); }) == 0)
    throw std::runtime_error("there is nothing below " + prefix);
}

void move_below(Files& files, const std::string& prefix, const std::string& to) {
  Files moved;
  for (const auto& [path, bytes] : files) {
    if (path.starts_with(prefix)) moved[to + path.substr(prefix.size())] = bytes;
  }
  remove_below(files, prefix);
  files.merge(moved);
}

std::function<void(Files&)> replacing(const std::string& path, const std::string& from,
                                      const std::string& to) {
  return [=](Files& files) { replace(files.at(path), from, to); };
}

std::string bundle_digest_of(const Files& files) {
  Files named;
  for (const std::string name :
       {"forward.sql", "migration.yml", "notes.md", "plan.json", "rollback.sql"}) {
    if (const auto file = files.find(in_bundle(name)); file != files.end())
      named[name] = file->second;
  }
  return digest_of_lines(named);
}

std::string gate_digest_of(const Files& files) {
  Files named;
  for (const auto& [path, bytes] : files) {
    if (path.starts_with(".mig/") && !path.starts_with(".mig/approvals/")) named[path] = bytes;
  }
  for (const std::string path :
       {".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"}) {
    if (const auto file = files.find(path); file != files.end()) named[path] = file->second;
  }
  return digest_of_lines(named);
}

}  // namespace mig::test
