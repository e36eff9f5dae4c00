#include "mig/document/csv.hpp"

#include <fmt/format.h>

#include <utility>

#include "mig/document/text_check.hpp"

namespace mig::document {
namespace {

/// RFC 4180, one table, one pass.
class CsvReader {
 public:
  explicit CsvReader(std::string_view bytes) : bytes_(bytes) {}

  ReadResult<std::vector<CsvRow>> read() {
    if (bytes_.empty()) return refuse(Fault::empty, {}, "the table is empty");
    while (at_ < bytes_.size()) {
      if (!read_row()) return tl::unexpected(*fault_);
    }
    return std::move(rows_);
  }

 private:
  tl::unexpected<ReadFault> refuse(Fault fault, Span span, std::string message) {
    return tl::unexpected(ReadFault{fault, span, std::move(message)});
  }

  bool stop(Fault fault, std::size_t begin, std::size_t end, std::string message) {
    fault_ = ReadFault{fault, between(begin, end), std::move(message)};
    return false;
  }

  static Span between(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  bool read_row() {
    const auto start = at_;
    CsvRow row;
    for (;;) {
      if (!read_cell(row)) return false;
      if (at_ == bytes_.size()) {
        return stop(Fault::syntax, start, at_, "the last line does not end in a line feed");
      }
      if (bytes_[at_] != ',') break;
      ++at_;
    }
    row.span = between(start, at_);
    at_ += bytes_[at_] == '\r' ? 2U : 1U;
    if (!rows_.empty() && row.cells.size() != rows_.front().cells.size()) {
      return stop(Fault::syntax, start, row.span.end,
                  fmt::format("this row has {} cells, the header has {}", row.cells.size(),
                              rows_.front().cells.size()));
    }
    rows_.push_back(std::move(row));
    return true;
  }

  bool at_line_end() const {
    return bytes_[at_] == '\n' ||
           (bytes_[at_] == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n');
  }

  bool read_cell(CsvRow& row) {
    if (at_ < bytes_.size() && bytes_[at_] == '"') return read_quoted(row);
    const auto start = at_;
    while (at_ < bytes_.size() && bytes_[at_] != ',' && !at_line_end()) {
      if (bytes_[at_] == '"') {
        return stop(Fault::syntax, at_, at_ + 1,
                    "a quote inside a cell that does not begin with one");
      }
      if (bytes_[at_] == '\r') {
        return stop(Fault::syntax, at_, at_ + 1, "a carriage return must be followed by LF");
      }
      ++at_;
    }
    row.cells.push_back({std::string(bytes_.substr(start, at_ - start)), between(start, at_)});
    return true;
  }

  bool read_quoted(CsvRow& row) {
    const auto start = at_++;
    std::string text;
    for (;;) {
      const auto quote = bytes_.find('"', at_);
      if (quote == std::string_view::npos) {
        return stop(Fault::syntax, start, start + 1, "this quote is never closed");
      }
      text += bytes_.substr(at_, quote - at_);
      at_ = quote + 1;
      if (at_ == bytes_.size() || bytes_[at_] != '"') break;
      text += '"';
      ++at_;
    }
    if (at_ < bytes_.size() && bytes_[at_] != ',' && !at_line_end()) {
      return stop(Fault::syntax, at_, at_ + 1, "text behind the closing quote of a cell");
    }
    row.cells.push_back({std::move(text), between(start, at_)});
    return true;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::vector<CsvRow> rows_;
  std::optional<ReadFault> fault_;
};

}  // namespace

ReadResult<std::vector<CsvRow>> read_csv(std::string_view bytes) {
  if (auto fault = check_text(bytes)) return tl::unexpected(std::move(*fault));
  return CsvReader(bytes).read();
}

}  // namespace mig::document
