#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mig::secrets {

/// What a file is for; decides which facts of persons and places it may hold.
enum class FileRole : std::uint8_t {
  script,    ///< what is run: .sql, .cypher, forward.json, changelogs
  evidence,  ///< baselines, diffs, receipts, rehearsals, plans, notes, logs
  data,      ///< rows: .csv, .tsv, .ndjson, .jsonl, .geojson, dumps
  approval,  ///< approvals and CODEOWNERS: names of persons are what they are for
  other,     ///< everything else: configuration, code, documents
};

/// What stands behind the last slash.
constexpr std::string_view file_name_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// What stands before a place in its line, no more than `reach` bytes of it.
constexpr std::string_view line_before(std::string_view text, std::size_t at, std::size_t reach) {
  const auto begin = at > reach ? at - reach : 0;
  const auto before = text.substr(begin, at - begin);
  const auto newline = before.rfind('\n');
  return newline == std::string_view::npos ? before : before.substr(newline + 1);
}

/// By name and folder; the path is relative to the root of the run.
FileRole role_of(std::string_view path);

struct Memory;

/// One readable layer of a file: its own bytes, or what an encoding in it hides.
struct Text {
  std::string_view path;   ///< of the file
  std::string_view bytes;  ///< meant as UTF-8; need not be valid
  FileRole role = FileRole::other;
  unsigned depth = 0;        ///< how many encodings were taken off
  Memory* memory = nullptr;  ///< of the search; null where a single hit is looked at
};

/// Where a literal of a hook stands in a text.
struct Hit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

}  // namespace mig::secrets
