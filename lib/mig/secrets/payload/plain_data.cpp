#include "mig/secrets/payload/plain_data.hpp"

#include <iterator>

#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets::payload {
namespace {

/// Seeds of a few rows are no data set.
constexpr std::size_t kMostRows = 50;
constexpr std::size_t kFewDumpRows = 5;

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The programs that dump sign the first lines.
std::string_view dump_writer(std::string_view head) {
  struct Signature {
    std::string_view text;
    std::string_view what;
  };
  // Most texts hold none of these letters, and are not searched for whole signatures.
  constexpr std::string_view kTraces[] = {"ump", "UMP", "eidi", "avicat", "REM INS"};
  const bool has_trace = contains_any(head, kTraces);
  constexpr std::string_view kSqlite = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;";
  if (!has_trace) return head.starts_with(kSqlite) ? "dump of sqlite3" : "";
  constexpr Signature kSignatures[] = {{"postgresql database cluster dump", "dump of pg_dumpall"},
                                       {"postgresql database dump", "dump of pg_dump"},
                                       {"dumped by pg_dump", "dump of pg_dump"},
                                       {"-- mysql dump", "dump of mysqldump"},
                                       {"-- mariadb dump", "dump of mysqldump"},
                                       {"-- phpmyadmin sql dump", "dump of phpMyAdmin"},
                                       {"-- adminer ", "dump of Adminer"},
                                       {"-- heidisql", "dump of HeidiSQL"},
                                       {"navicat premium data transfer", "dump of Navicat"},
                                       {"navicat mysql data transfer", "dump of Navicat"},
                                       {"-- dumping data for table", "dump of mysqldump"},
                                       {"sqlcmd dump", "dump of SQL Server"},
                                       {"rem inserting into", "export of SQL Developer"},
                                       {"-- greenplum database", "dump of pg_dump"}};
  for (const Signature& signature : kSignatures) {
    if (contains_folded(head, signature.text)) return signature.what;
  }
  return {};
}

bool starts_folded(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && contains_folded(text.substr(0, word.size()), word);
}

/// Rows that statements of a dump store: of COPY, and of INSERT with its lists of values.
std::size_t dumped_rows(std::string_view bytes, std::size_t enough) {
  std::size_t rows = 0;
  bool is_copy = false;
  bool is_insert = false;
  while (!bytes.empty() && rows < enough) {
    const std::string_view line = next_line(bytes);
    if (is_copy) {
      is_copy = line != "\\.";
      rows += is_copy ? 1 : 0;
      continue;
    }
    if (starts_folded(line, "copy ") && contains_folded(line, "from stdin")) {
      is_copy = true;
      continue;
    }
    if (starts_folded(line, "insert into") || starts_folded(line, "replace into")) {
      is_insert = !line.ends_with(';');
      // mysqldump writes a table on one line.
      for (std::size_t at = line.find("),("); at != std::string_view::npos && rows < enough;
           at = line.find("),(", at + 3)) {
        ++rows;
      }
      ++rows;
      continue;
    }
    if (is_insert) {
      const std::size_t first = line.find_first_not_of(" \t");
      if (first != std::string_view::npos && line[first] == '(') ++rows;
      is_insert = !line.ends_with(';');
    }
  }
  return rows;
}

std::size_t fields_of(std::string_view line, char divider) {
  std::size_t fields = 1;
  bool is_quoted = false;
  for (const char byte : line) {
    if (byte == '"') is_quoted = !is_quoted;
    fields += byte == divider && !is_quoted ? 1 : 0;
  }
  return fields;
}

/// Tables of what a migration touched, which its evidence holds.
bool is_diff_header(std::string_view line) {
  return starts_folded(line, "kind,object") || starts_folded(line, "object,kind") ||
         starts_folded(line, "object_type,") || starts_folded(line, "kind,schema");
}

Kind table_of(std::string_view bytes, char divider) {
  const std::string_view header = next_line(bytes);
  if (is_diff_header(header)) return {};
  if (divider == ',' && fields_of(header, ';') > fields_of(header, ',')) divider = ';';
  const std::size_t fields = fields_of(header, divider);
  std::size_t rows = 0;
  std::size_t alike = 0;
  while (!bytes.empty() && rows < 4 * kMostRows) {
    const std::string_view line = next_line(bytes);
    if (line.empty()) continue;
    ++rows;
    alike += fields_of(line, divider) == fields ? 1U : 0U;
  }
  if (rows <= kMostRows || alike * 10 < rows * 5) return {};
  return {kDataFile, "file of more than 50 rows"};
}

Kind json_lines_of(std::string_view bytes) {
  std::size_t rows = 0;
  while (!bytes.empty()) {
    const std::string_view line = next_line(bytes);
    if (line.empty()) continue;
    const bool is_object =
        (line.front() == '{' && line.back() == '}') || (line.front() == '[' && line.back() == ']');
    if (!is_object) return {};
    if (++rows > kMostRows) return {kDataFile, "file of more than 50 rows of JSON"};
  }
  return {};
}

Kind more_than(std::string_view bytes, std::string_view needle, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = bytes.find(needle); at != std::string_view::npos && count <= kMostRows;
       at = bytes.find(needle, at + needle.size())) {
    ++count;
  }
  return count > kMostRows ? Kind{kDataFile, what} : Kind{};
}

}  // namespace

Kind plain_dump(std::string_view bytes) {
  const std::string_view writer = dump_writer(bytes.substr(0, 1024));
  // A dump of a schema alone is what baselines are made of.
  if (writer.empty() || dumped_rows(bytes, kFewDumpRows) < kFewDumpRows) return {};
  return {kDump, writer};
}

Kind plain_rows(std::string_view name, std::string_view bytes) {
  if (name.ends_with(".csv") || name.ends_with(".psv")) return table_of(bytes, ',');
  if (name.ends_with(".tsv") || name.ends_with(".tab")) return table_of(bytes, '\t');
  if (name.ends_with(".ndjson") || name.ends_with(".jsonl")) return json_lines_of(bytes);
  if (name.ends_with(".geojson"))
    return more_than(bytes, "\"geometry\"", "file of more than 50 features");
  if (name.ends_with(".kml")) return more_than(bytes, "<Placemark", "file of more than 50 places");
  if (name.ends_with(".gpx")) return more_than(bytes, "<trkpt", "track of more than 50 points");
  return {};
}

bool is_armoured_key(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  return head.find("PRIVATE KEY-----") != std::string_view::npos;
}

}  // namespace mig::secrets::payload
