#include "mig/sql/split.hpp"

#include <algorithm>

namespace mig::sql {
namespace {

bool word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  Pieces run() {
    for (auto nul = text_.find('\0'); nul != std::string_view::npos;
         nul = text_.find('\0', nul + 1)) {
      fact(FactKind::nul_byte, nul, nul + 1, {});
    }
    while (true) {
      if (at_ >= rows_begin_) pass_rows();
      if (at_ >= text_.size()) break;
      step();
    }
    finish();
    return std::move(pieces_);
  }

 private:
  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void fact(FactKind kind, std::size_t begin, std::size_t end, std::string_view text) {
    pieces_.facts.push_back({kind,
                             {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                             std::string(text)});
  }

  void step() {
    const char c = text_[at_];
    if (space(c)) {
      ++at_;
    } else if (c == '-' && peek(1) == '-') {
      at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
    } else if (c == '/' && peek(1) == '*') {
      block_comment();
    } else if (c == '\\') {
      meta_command();
    } else if (c == ';' && parens_ == 0 && atomic_ == 0) {
      const bool data = copies_from_stdin_;
      finish();
      ++at_;
      if (data) copy_data();
    } else {
      inside();
    }
  }

  void inside() {
    if (begin_ == std::string_view::npos) begin_ = at_;
    const char c = text_[at_];
    if (c == '\'') {
      quoted('\'', false);
    } else if (c == '"') {
      quoted('"', false);
    } else if (c == '$') {
      dollar();
    } else if (word_start(c)) {
      word();
    } else if (digit(c)) {
      while (at_ < text_.size() && (digit(text_[at_]) || text_[at_] == '.')) ++at_;
    } else {
      if (c == '(') ++parens_;
      if (c == ')' && parens_ > 0) --parens_;
      if (c != ',' && c != ';') ++operators_;
      ++at_;
    }
    end_ = at_;
  }

  void quoted(char quote, bool escapes) {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (escapes && c == '\\') {
        ++at_;
      } else if (c == quote) {
        if (at_ >= text_.size() || text_[at_] != quote) return;
        ++at_;
      }
    }
    at_ = std::min(at_, text_.size());
  }

  void dollar() {
    std::size_t tag = at_ + 1;
    while (tag < text_.size() && (word_start(text_[tag]) || (digit(text_[tag]) && tag > at_ + 1)))
      ++tag;
    if (tag >= text_.size() || text_[tag] != '$') {
      ++at_;
      return;
    }
    const auto delimiter = text_.substr(at_, tag + 1 - at_);
    const auto close = text_.find(delimiter, tag + 1);
    at_ = close == std::string_view::npos ? text_.size() : close + delimiter.size();
  }

  void block_comment() {
    int depth = 0;
    while (at_ < text_.size()) {
      if (text_[at_] == '/' && peek(1) == '*') {
        ++depth;
        at_ += 2;
      } else if (text_[at_] == '*' && peek(1) == '/') {
        at_ += 2;
        if (--depth == 0) return;
      } else {
        ++at_;
      }
    }
  }

  void word() {
    const auto begin = at_;
    while (at_ < text_.size() && (word_start(text_[at_]) || digit(text_[at_]) || text_[at_] == '$'))
      ++at_;
    std::string lower(text_.substr(begin, std::min<std::size_t>(at_ - begin, 16)));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (at_ < text_.size() && text_[at_] == '\'') {
      quoted('\'', lower == "e");
      return;
    }
    ++operators_;
    if (first_.empty()) first_ = lower;
    if (first_ == "create") follow_atomic(lower);
    if (first_ == "copy" && last_ == "from" && lower == "stdin" && parens_ == 0)
      copies_from_stdin_ = true;
    last_ = std::move(lower);
  }

  void follow_atomic(const std::string& word) {
    if (atomic_ == 0) {
      if (word == "atomic" && last_ == "begin") atomic_ = 1;
      return;
    }
    if (word == "case" || word == "begin") ++atomic_;
    if (word == "end") --atomic_;
  }

  void meta_command() {
    const auto begin = at_;
    finish();
    at_ = std::min(text_.find('\n', at_), text_.size());
    auto line = text_.substr(begin + 1, at_ - begin - 1);
    line = line.substr(0, line.find_first_of(" \t\r"));
    fact(FactKind::meta_command, begin, at_, line);
  }

  /// psql reads the rows from the next line on, then runs what else stands on the line of COPY.
  void copy_data() {
    const auto line_end = text_.find('\n', at_);
    if (line_end == std::string_view::npos) return;
    const auto begin = rows_begin_ != kNowhere ? rows_end_ : line_end + 1;
    auto line = begin;
    while (line < text_.size()) {
      const auto end = std::min(text_.find('\n', line), text_.size());
      const auto row = text_.substr(line, end - line);
      line = std::min(end + 1, text_.size());
      if (row == "\\." || row == "\\.\r") {
        fact(FactKind::copy_data, begin, line, {});
        const auto data_end = end - row.size();
        pieces_.statements.back().data = {static_cast<std::uint32_t>(begin),
                                          static_cast<std::uint32_t>(data_end)};
        rows_begin_ = line_end;
        rows_end_ = line;
        return;
      }
    }
    // No end marker: the rows do not stand in this file.
  }

  /// A statement that begins on the line of COPY and goes on behind the rows is no piece of text.
  void pass_rows() {
    if (begin_ != kNowhere || at_ > rows_begin_) {
      const auto begin = begin_ != kNowhere ? begin_ : rows_begin_;
      fact(FactKind::torn_statement, begin, rows_begin_, {});
      begin_ = kNowhere;
      finish();
    }
    at_ = rows_end_;
    rows_begin_ = kNowhere;
  }

  void finish() {
    if (begin_ != std::string_view::npos) {
      pieces_.statements.push_back(
          {{static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end_)}, operators_, {}});
    }
    begin_ = std::string_view::npos;
    parens_ = 0;
    atomic_ = 0;
    operators_ = 0;
    copies_from_stdin_ = false;
    first_.clear();
    last_.clear();
  }

  static constexpr auto kNowhere = std::string_view::npos;

  std::string_view text_;
  std::size_t rows_begin_ = kNowhere;  ///< where the line ends below which rows of COPY stand
  std::size_t rows_end_ = 0;
  std::size_t at_ = 0;
  std::size_t begin_ = std::string_view::npos;
  std::size_t end_ = 0;
  int parens_ = 0;
  int atomic_ = 0;
  std::uint32_t operators_ = 0;
  bool copies_from_stdin_ = false;
  std::string first_;
  std::string last_;
  Pieces pieces_;
};

}  // namespace

Pieces split(std::string_view text) {
  return Splitter(text).run();
}

}  // namespace mig::sql
