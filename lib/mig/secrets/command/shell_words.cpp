#include "mig/secrets/command/shell_words.hpp"

#include <algorithm>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kMaxWords = 64;

class Reader {
 public:
  Reader(std::string_view bytes, std::uint32_t at)
      : bytes_(bytes.substr(0, at + std::size_t{kCommandReach})), at_(at) {}

  std::vector<ShellWord> read_all() {
    std::vector<ShellWord> words;
    while (words.size() < kMaxWords && skip_blanks()) {
      words.push_back(read_word());
      if (words.back().value.empty() && at_ == last_) break;
      last_ = at_;
    }
    return words;
  }

  ShellWord read_word() {
    ShellWord word;
    while (at_ < bytes_.size() && !ends_here() && read_piece(word)) continue;
    word.offsets.push_back(at_);
    return word;
  }

 private:
  char peek(std::uint32_t ahead = 0) const {
    return at_ + std::size_t{ahead} < bytes_.size() ? bytes_[at_ + ahead] : '\0';
  }

  /// A line end behind a backslash continues the command; `^` and backtick do for other shells.
  bool skip_blanks() {
    for (;;) {
      const char byte = peek();
      if (byte == ' ' || byte == '\t') {
        ++at_;
      } else if ((byte == '\\' || byte == '^' || byte == '`') &&
                 (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
        at_ += peek(1) == '\n' ? 2U : 3U;
      } else {
        return at_ < bytes_.size() && !ends_command();
      }
    }
  }

  bool ends_command() const {
    const char byte = peek();
    if (byte == '\\') return peek(1) == 'n' && !is_word_byte(peek(2));
    return byte == '\n' || byte == '\r' || byte == '|' || byte == ';' || byte == '&' ||
           byte == '>' || byte == '<' || byte == '`' || byte == ')' || byte == '\0';
  }

  bool ends_here() const {
    const char byte = peek();
    return byte == ' ' || byte == '\t' ||
           (byte != '&' && byte != '<' && byte != '>' && byte != ')' && ends_command()) ||
           (byte == '&' && peek(1) == '&') || (byte == ')' && (peek(1) == '\n' || peek(1) == '"'));
  }

  void add(ShellWord& word, std::uint32_t at) {
    word.value.push_back(bytes_[at]);
    word.offsets.push_back(at);
  }

  void note_expansion(ShellWord& word, std::uint32_t at) const {
    const char next = at + std::size_t{1} < bytes_.size() ? bytes_[at + 1] : '\0';
    const bool is_name = is_letter(next) || next == '_' || next == '{' || next == '(';
    if (bytes_[at] == '`' || (bytes_[at] == '$' && is_name)) word.has_expansion = true;
  }

  /// False at the quote that closes a string which the command stands in.
  bool read_piece(ShellWord& word) {
    const char byte = peek();
    if (byte == '\'' || byte == '"') return read_quoted(word, byte);
    if (byte == '\\' && at_ + std::size_t{1} < bytes_.size()) {
      const char next = peek(1);
      if (!is_word_byte(next) && next != '\\') ++at_;
      add(word, at_++);
      return true;
    }
    note_expansion(word, at_);
    add(word, at_++);
    return true;
  }

  bool read_quoted(ShellWord& word, char quote) {
    std::uint32_t closing = at_ + 1;
    while (closing < bytes_.size() && bytes_[closing] != quote && bytes_[closing] != '\n')
      closing += bytes_[closing] == '\\' && quote == '"' ? 2U : 1U;
    if (closing >= bytes_.size() || bytes_[closing] != quote) return false;
    for (auto at = at_ + 1; at < closing; ++at) {
      if (quote == '"') {
        note_expansion(word, at);
        if (bytes_[at] == '\\' && at + 1 < closing && !is_word_byte(bytes_[at + 1])) ++at;
      }
      add(word, at);
    }
    at_ = closing + 1;
    return true;
  }

  std::string_view bytes_;
  std::uint32_t at_;
  std::uint32_t last_ = 0;
};

}  // namespace

std::vector<ShellWord> read_shell_words(std::string_view bytes, std::uint32_t at) {
  return Reader(bytes, at).read_all();
}

ShellWord read_shell_word(std::string_view bytes, std::uint32_t at) {
  return Reader(bytes, at).read_word();
}

}  // namespace mig::secrets
