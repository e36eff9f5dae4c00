#include "mig/report/excerpt.hpp"

#include <algorithm>
#include <vector>

#include "mig/base/utf8.hpp"
#include "mig/report/escape.hpp"

namespace mig::report {
namespace {

constexpr std::size_t kTabStop = 4;
constexpr std::size_t kContextBefore = 40;
constexpr std::string_view kEllipsis = "\u2026";

struct Range {
  char32_t first;
  char32_t last;
};

// The large blocks of Unicode 15, not every single character: alignment is a courtesy.
constexpr Range kCombining[] = {
    {0x300, 0x36F},     {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},   {0x64B, 0x65F},
    {0x6D6, 0x6DC},     {0x6DF, 0x6E4},   {0x900, 0x902},   {0x93C, 0x93C},   {0x941, 0x948},
    {0xE31, 0xE31},     {0xE34, 0xE3A},   {0xE47, 0xE4E},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF},   {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
    {0xE0100, 0xE01EF},
};
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x2E80, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1B000, 0x1B2FF}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t value) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& range) {
    return value >= range.first && value <= range.last;
  });
}

/// One code point of the source line as the terminal shows it.
struct Cell {
  std::string text;
  std::size_t at = 0;  ///< the terminal column where it begins, 0-based
  std::size_t width = 1;
};

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint code_point = code_point_at(line, at);
    at += code_point.size;
    Cell cell{{}, column, 1};
    if (code_point.value == '\t') {
      cell.width = kTabStop - column % kTabStop;
      cell.text.assign(cell.width, ' ');
    } else if (is_hostile(code_point.value)) {
      cell.text = shown(code_point.value);
      cell.width = cell.text.size();
    } else {
      append_utf8(cell.text, code_point.value);
      cell.width = width_of(code_point.value);
    }
    column += cell.width;
    cells.push_back(std::move(cell));
  }
  return cells;
}

/// Terminal columns, from `begin` up to `end`.
struct Columns {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::size_t column_of(const std::vector<Cell>& cells, std::size_t index) {
  if (index < cells.size()) return cells[index].at;
  return cells.empty() ? 0 : cells.back().at + cells.back().width;
}

/// The index of the cell that stands at a column of the source line.
std::size_t cell_index(const Excerpt& excerpt, std::uint32_t column, std::size_t count) {
  return column <= excerpt.first_column
             ? 0
             : std::min<std::size_t>(column - excerpt.first_column, count);
}

/// What of the line to mark. An empty region, and one past the end, still gets one mark.
Columns marked_columns(const std::vector<Cell>& cells, const Excerpt& excerpt,
                       const Region& region) {
  const std::size_t begin = cell_index(excerpt, region.begin.column, cells.size());
  std::size_t end = cells.size();
  if (region.end.line <= excerpt.line) {
    end = std::max(begin, cell_index(excerpt, region.end.column, cells.size()));
  }
  Columns columns{column_of(cells, begin), column_of(cells, end)};
  columns.end = std::max(columns.end, columns.begin + 1);
  return columns;
}

/// The part of a line of `width` columns that is shown.
Columns window_around(Columns mark, std::size_t width) {
  if (width <= kExcerptWidth || mark.end <= kExcerptWidth - 1) {
    return {0, std::min(width, kExcerptWidth)};
  }
  std::size_t begin = mark.begin > kContextBefore ? mark.begin - kContextBefore : 0;
  if (mark.end - begin < kExcerptWidth) begin = std::min(begin, width - kExcerptWidth);
  return {begin, std::min(width, begin + kExcerptWidth)};
}

}  // namespace

std::size_t width_of(char32_t value) {
  if (value < 0x300) return 1;
  if (is_in(kCombining, value)) return 0;
  return is_in(kWide, value) ? 2 : 1;
}

MarkedLine marked_line(const Excerpt& whole, const Region& region, char mark) {
  Excerpt excerpt = whole;
  if (whole.first_column == 1) excerpt = excerpt_of(whole.line, whole.text, region);
  excerpt.goes_on |= whole.goes_on;
  const std::vector<Cell> cells = cells_of(excerpt.text);
  const bool is_marked = region.begin.line == excerpt.line;
  const Columns marked = is_marked ? marked_columns(cells, excerpt, region) : Columns{};
  const std::size_t width = column_of(cells, cells.size());
  const Columns window = window_around(marked, width);
  const bool is_cut_before = window.begin > 0 || excerpt.first_column > 1;

  MarkedLine out;
  std::size_t first = window.begin;  // a cell that the window cuts is left out
  bool found_first = false;
  for (const Cell& cell : cells) {
    if (cell.at < window.begin || cell.at + cell.width > window.end) continue;
    if (!found_first) first = cell.at;
    found_first = true;
    out.text += cell.text;
  }
  const bool is_cut_behind = window.end < width || excerpt.goes_on;
  while (!is_cut_behind && out.text.ends_with(' ')) out.text.pop_back();
  if (is_cut_behind) out.text += kEllipsis;
  if (is_cut_before) out.text.insert(0, kEllipsis);
  if (!is_marked) return out;
  const std::size_t lead = is_cut_before ? 1 : 0;
  const std::size_t begin = std::max(marked.begin, first);
  const std::size_t end = std::max(std::min(marked.end, window.end), begin + 1);
  out.underline = std::string(lead + begin - first, ' ') + std::string(end - begin, mark);
  return out;
}

}  // namespace mig::report
