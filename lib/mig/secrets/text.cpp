#include "mig/secrets/text.hpp"

#include <array>
#include <string>

#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::array<std::string_view, 6> kEvidenceFolders{"baselines", "diffs",     "receipts",
                                                           "runs",      "rehearsal", "logs"};
constexpr std::array<std::string_view, 9> kEvidenceNames{
    "pre.json",      "post.json",   "summary.json", "touched.csv", "plan.json",
    "temporal.json", "prov.jsonld", "notes.md",     "backup.json"};
constexpr std::array<std::string_view, 11> kScriptEndings{".sql",     ".cypher", ".cql",  ".cyp",
                                                          ".psql",    ".pgsql",  ".ddl",  ".dml",
                                                          ".plpgsql", ".tsql",   ".mysql"};
constexpr std::array<std::string_view, 8> kDataEndings{".csv",     ".tsv",  ".ndjson", ".jsonl",
                                                       ".geojson", ".dump", ".kml",    ".gpx"};

bool lies_in_evidence(std::string_view folders) {
  while (!folders.empty()) {
    const auto slash = folders.find('/');
    if (is_one_of(folders.substr(0, slash), kEvidenceFolders)) return true;
    if (slash == std::string_view::npos) return false;
    folders.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace

FileRole role_of(std::string_view path) {
  const auto folded = lowered(path);
  const std::string_view all(folded);
  const auto name = file_name_of(all);
  const auto folders = all.substr(0, all.size() - name.size() - (all.size() > name.size() ? 1 : 0));
  if (name == "codeowners" || folders.ends_with("approvals")) return FileRole::approval;
  if (lies_in_evidence(folders) || is_one_of(name, kEvidenceNames) ||
      name.find("receipt") != std::string_view::npos || name.ends_with(".log")) {
    return FileRole::evidence;
  }
  if (ends_with_any(name, kScriptEndings) || name == "forward.json" || name == "rollback.json") {
    return FileRole::script;
  }
  if (ends_with_any(name, kDataEndings)) return FileRole::data;
  if (name.ends_with(".md") || name.ends_with(".txt") || name.ends_with(".out")) {
    return folders.find("migrations") != std::string_view::npos ? FileRole::evidence
                                                                : FileRole::other;
  }
  return FileRole::other;
}

}  // namespace mig::secrets
