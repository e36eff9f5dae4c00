#include "mig/secrets/rows/read_rows.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/rows/json_rows.hpp"
#include "mig/secrets/rows/statement_rows.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::array<std::string_view, 6> kLiterals = {"insert", "replace", "update",
                                                       "merge",  "copy",    "create"};

std::uint32_t narrow(std::size_t offset) {
  return static_cast<std::uint32_t>(offset);
}

/// `db.users.insertOne({...})`: a call, in the shell of MongoDB or a driver.
bool read_document_call(Cursor& cursor, const RowVisitor& visit) {
  const auto rest = cursor.bytes().substr(cursor.at(), 24);
  const auto open = rest.find('(');
  if (open == std::string_view::npos) return false;
  const auto name = lowered(rest.substr(0, open));
  if (!name.empty() && name != "one" && name != "many" && name != "_one" && name != "_many")
    return false;
  cursor.move_to(cursor.at() + narrow(open + 1));
  cursor.skip();
  if (cursor.peek() != '{' && cursor.peek() != '[') return false;
  // Where the value closes is known only behind it: what never closes is not read.
  constexpr std::size_t kReach = 1U << 22U;
  const auto window = cursor.bytes().substr(0, cursor.at() + kReach);
  cursor.move_to(read_json_rows(window, cursor.at(), true, {}, visit));
  return true;
}

bool is_boundary(std::string_view bytes, Hit hit) {
  return hit.begin == 0 || !is_word_byte(bytes[hit.begin - 1]) ||
         (hit.begin >= 2 && bytes[hit.begin - 2] == '\\');  // "\nINSERT" of another language
}

bool read_at(Cursor& cursor, char first, char second, const RowVisitor& visit) {
  const bool is_word_end = !is_word_byte(cursor.peek());
  switch (first) {
    case 'i':
      if (!is_word_end || cursor.peek() == '(') {
        if (read_document_call(cursor, visit)) return true;
        if (!is_word_end) return false;
      }
      return read_insert(cursor, visit);
    case 'r':
      return is_word_end && read_insert(cursor, visit);
    case 'u':
      return is_word_end && read_update(cursor, visit);
    case 'm': {
      if (!is_word_end) return false;
      const auto begin = cursor.at();
      if (read_graph_pattern(cursor, visit)) return true;
      cursor.move_to(begin);
      return read_merge(cursor, visit);
    }
    default:
      if (!is_word_end) return false;
      return second == 'o' ? read_copy(cursor, visit) : read_graph_pattern(cursor, visit);
  }
}

bool ends_with(std::string_view path, std::initializer_list<std::string_view> endings) {
  return ends_with_any(path, endings);
}

bool looks_like_name(std::string_view cell) {
  if (cell.empty() || cell.size() > 64 || is_digit(cell.front())) return false;
  return std::all_of(cell.begin(), cell.end(), [](char byte) {
    return is_word_byte(byte) || byte == ' ' || byte == '-' || byte == '.' || byte == '/' ||
           byte == '(' || byte == ')' || byte == ':' || is_high(byte);
  });
}

void read_csv(std::string_view bytes, std::string_view path, const RowVisitor& visit) {
  std::size_t begin = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const auto line =
      bytes.substr(begin, std::min<std::size_t>(bytes.find('\n', begin), 1U << 16U) - begin);
  TableFormat format;
  format.quote = '"';
  format.delimiter = ends_with(path, {".tsv", ".tab"}) ? '\t' : ',';
  auto most = std::count(line.begin(), line.end(), format.delimiter);
  for (const char other : {';', '\t', '|'}) {
    const auto count = std::count(line.begin(), line.end(), other);
    if (count > most) {
      most = count;
      format.delimiter = other;
    }
  }
  RowBuilder header(RowSource::csv, visit);
  std::vector<std::string> names;
  const RowVisitor collect = [&](const Row& row) {
    for (const auto& cell : row.cells) names.push_back(lowered(cell.value));
  };
  RowBuilder first(RowSource::csv, collect);
  read_table_lines(line, 0, format, first);
  format.has_header = std::all_of(names.begin(), names.end(), looks_like_name);
  RowBuilder builder(RowSource::csv, visit);
  if (format.has_header) {
    for (auto& name : names) std::replace(name.begin(), name.end(), ' ', '_');
    builder.columns = std::move(names);
  }
  read_table_lines(bytes, narrow(begin), format, builder);
}

}  // namespace

std::span<const std::string_view> row_literals() {
  return kLiterals;
}

std::uint32_t read_statement_rows(const Text& text, Hit hit, const RowVisitor& visit) {
  const auto bytes = text.bytes;
  if (hit.begin >= hit.end || hit.end > bytes.size() || !is_boundary(bytes, hit)) return hit.end;
  const auto first = static_cast<char>(bytes[hit.begin] | 0x20);
  const auto second = static_cast<char>(bytes[hit.begin + 1] | 0x20);
  Cursor cursor(bytes, hit.end);
  if (read_at(cursor, first, second, visit)) return std::max(cursor.at(), hit.end);
  // A part of what was looked at in vain counts as read: however many hits look far ahead, all of
  // them together cost no more than the text is long, times this factor.
  constexpr std::uint32_t kFactor = 16;
  return hit.end + (std::max(cursor.looked(), hit.end) - hit.end) / kFactor;
}

void read_file_rows(const Text& text, const RowVisitor& visit) {
  const auto path = lowered(text.path);
  const auto start = text.bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (start == std::string_view::npos) return;
  const char first = text.bytes[start];
  const bool is_json = ends_with(path, {".json", ".jsonl", ".ndjson", ".geojson", ".jsonc",
                                        ".json5", ".bulk", ".avsc", ".topojson"});
  if ((first == '{' || first == '[') && (is_json || text.role == FileRole::data)) {
    read_json_rows(text.bytes, narrow(start), false, {}, visit);
  } else if (ends_with(path, {".csv", ".tsv", ".tab", ".psv"})) {
    read_csv(text.bytes, path, visit);
  }
}

}  // namespace mig::secrets
