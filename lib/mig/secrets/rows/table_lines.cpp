#include <algorithm>

#include "mig/secrets/rows/statement_rows.hpp"
#include "mig/secrets/sql/escapes.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

/// A line of more cells comes in parts, so that memory stays bounded.
constexpr std::size_t kMaxCells = 4096;
constexpr std::size_t kMaxValue = 1U << 20U;

std::uint32_t narrow(std::size_t offset) {
  return static_cast<std::uint32_t>(offset);
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-+eE") == std::string_view::npos;
}

class LineReader {
 public:
  LineReader(std::string_view bytes, const TableFormat& format, RowBuilder& builder)
      : bytes_(bytes), format_(format), builder_(builder) {}

  std::uint32_t read(std::size_t at) {
    bool is_header = format_.has_header;
    while (at < bytes_.size()) {
      const auto rest = bytes_.substr(at);
      if (rest.starts_with("\\.") && (rest.size() == 2 || rest[2] == '\n' || rest[2] == '\r'))
        return narrow(at + 2);
      builder_.begin();
      at = read_line(at);
      if (is_header) {
        is_header = false;
        continue;
      }
      builder_.visit();
    }
    return narrow(bytes_.size());
  }

 private:
  /// Answers where the next line begins.
  std::size_t read_line(std::size_t at) {
    auto newline = std::min(bytes_.find('\n', at), bytes_.size());
    for (;;) {
      if (builder_.size() >= kMaxCells) {
        builder_.visit();
        builder_.begin();
      }
      std::size_t end = 0;
      if (format_.quote != '\0' && at < bytes_.size() && bytes_[at] == format_.quote) {
        end = read_quoted(at);
        if (end > newline) newline = std::min(bytes_.find('\n', end), bytes_.size());
        // Stray bytes between the closing quote and the delimiter belong to no cell.
        end = std::min(bytes_.substr(0, newline).find(format_.delimiter, end), newline);
      } else {
        end = read_bare(at, newline);
      }
      if (end >= newline) return newline + 1;
      at = end + 1;
    }
  }

  std::size_t read_bare(std::size_t at, std::size_t newline) {
    const auto line = bytes_.substr(0, newline);
    auto end = std::min(line.find(format_.delimiter, at), newline);
    if (format_.quote == '\0')
      while (end < newline && end > at && bytes_[end - 1] == '\\')
        end = std::min(line.find(format_.delimiter, end + 1), newline);
    auto last = end;
    if (last == newline && last > at && bytes_[last - 1] == '\r') --last;
    const auto raw = bytes_.substr(at, last - at);
    auto& cell = builder_.add();
    cell.span = {narrow(at), narrow(last)};
    cell.is_text = raw != format_.null && !is_number(raw);
    if (raw == format_.null) {
      cell.value.clear();
    } else if (format_.quote == '\0' && raw.find('\\') != std::string_view::npos) {
      cell.value = unescaped(raw.substr(0, kMaxValue));
    } else {
      cell.value.assign(raw.substr(0, kMaxValue));
    }
    return end;
  }

  std::size_t read_quoted(std::size_t at) {
    auto& cell = builder_.add();
    cell.value.clear();
    cell.is_text = true;
    const auto begin = at + 1;
    auto piece = begin;
    for (;;) {
      const auto stop = std::min(bytes_.find(format_.quote, piece), bytes_.size());
      if (cell.value.size() < kMaxValue)
        cell.value.append(bytes_.substr(piece, std::min(stop - piece, kMaxValue)));
      if (stop + 1 < bytes_.size() && bytes_[stop + 1] == format_.quote) {
        cell.value.push_back(format_.quote);
        piece = stop + 2;
        continue;
      }
      cell.span = {narrow(begin), narrow(stop)};
      return std::min(stop + 1, bytes_.size());
    }
  }

  std::string_view bytes_;
  const TableFormat& format_;
  RowBuilder& builder_;
};

/// The options behind FROM stdin, up to the end of the line.
TableFormat format_of(std::string_view options) {
  TableFormat format;
  const auto lower = lowered(options);
  if (lower.find("csv") != std::string::npos) {
    format.delimiter = ',';
    format.quote = '"';
    format.null.clear();
    format.has_header = lower.find("header") != std::string::npos &&
                        lower.find("header false") == std::string::npos &&
                        lower.find("header off") == std::string::npos;
  }
  const auto option = lower.find("delimiter");
  const auto quote = option == std::string::npos ? option : lower.find('\'', option);
  if (quote != std::string::npos && quote + 2 < lower.size()) {
    const bool is_tab = options.substr(quote + 1, 2) == "\\t";
    format.delimiter = is_tab ? '\t' : options[quote + 1];
  }
  return format;
}

}  // namespace

std::uint32_t read_table_lines(std::string_view bytes, std::uint32_t at, const TableFormat& format,
                               RowBuilder& builder) {
  return LineReader(bytes, format, builder).read(at);
}

bool read_copy(Cursor& cursor, const RowVisitor& visit) {
  RowBuilder builder(RowSource::copy, visit);
  const auto begin = cursor.at();
  if (!cursor.take_name(builder.table)) return false;
  const bool has_names = read_names(cursor, builder.columns);
  if (!cursor.take_word("from") || !cursor.take_word("stdin")) return false;
  const auto rest = cursor.bytes().substr(cursor.at());
  const auto newline = rest.substr(0, 1000).find('\n');
  if (newline == std::string_view::npos) return false;
  if (!has_names) builder.columns = columns_before(cursor.bytes(), begin, builder.table);
  const auto format = format_of(rest.substr(0, newline));
  const auto first = cursor.at() + narrow(newline + 1);
  cursor.move_to(read_table_lines(cursor.bytes(), first, format, builder));
  return true;
}

}  // namespace mig::secrets
