#include "mig/secrets/layer/shell_variables.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets::layer {
namespace {

constexpr std::size_t kMostVariables = 4096;
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestValue = 1024;
constexpr std::size_t kLongestText = 1U << 16U;

/// A literal that a variable was given, without its quotes.
struct Value {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Variables {
 public:
  Variables(std::string_view text, const Sink& sink)
      : text_(text), sink_(sink), shown_most_(text.size() + kLongestText) {}

  void run() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t next = text_.find_first_of("=$", at);
      if (next == std::string_view::npos) return;
      at = text_[next] == '=' ? assign(next) : expand(next);
    }
  }

 private:
  std::size_t assign(std::size_t sign) {
    std::size_t begin = sign;
    while (begin > 0 && sign - begin < kLongestName && is_word_byte(text_[begin - 1])) --begin;
    if (begin == sign || variables_.size() >= kMostVariables) return sign + 1;
    Value value{sign + 1, sign + 1};
    const char quote = at_or_nul(text_, sign + 1);
    const bool is_quoted = quote == '"' || quote == '\'';
    const std::string_view rest = text_.substr(sign + 1 + (is_quoted ? 1 : 0), kLongestValue);
    const std::size_t size = is_quoted ? rest.find(quote) : rest.find_first_of(" \t\n;&|\"'`$");
    if (size == std::string_view::npos && rest.size() == kLongestValue) return sign + 1;
    value.begin = sign + 1 + (is_quoted ? 1 : 0);
    value.end = value.begin + std::min(size, rest.size());
    const std::string_view written = text_.substr(value.begin, value.end - value.begin);
    const bool is_literal = !written.empty() && (quote == '\'' || written.find_first_of("$`\n") ==
                                                                      std::string_view::npos);
    if (!is_literal) return sign + 1;
    variables_[std::string(text_.substr(begin, sign - begin))] = value;
    return value.end;
  }

  /// The value that `$A` or `${A}` stands for; `at` is moved behind it.
  const Value* reference(std::size_t& at) const {
    if (at_or_nul(text_, at) != '$') return nullptr;
    const bool is_braced = at_or_nul(text_, at + 1) == '{';
    const std::size_t begin = at + (is_braced ? 2 : 1);
    std::size_t end = begin;
    while (end - begin < kLongestName && is_word_byte(at_or_nul(text_, end))) ++end;
    if (is_braced && at_or_nul(text_, end) != '}') return nullptr;
    const auto found = variables_.find(text_.substr(begin, end - begin));
    if (found == variables_.end()) return nullptr;
    at = end + (is_braced ? 1 : 0);
    return &found->second;
  }

  std::size_t expand(std::size_t first) {
    std::string joined;
    std::size_t at = first;
    std::size_t parts = 0;
    Value covered{text_.size(), 0};
    while (joined.size() < kLongestText) {
      const Value* value = reference(at);
      if (value == nullptr) break;
      joined.append(text_, value->begin, value->end - value->begin);
      covered.begin = std::min(covered.begin, value->begin);
      covered.end = std::max(covered.end, value->end);
      ++parts;
      while (at_or_nul(text_, at) == '"' && at_or_nul(text_, at + 1) == '"') at += 2;
    }
    if (parts < 2) return first + 1;
    shown_ += joined.size();
    const Span span = span_of(covered.begin, covered.end);
    if (shown_ <= shown_most_ && sink_.afford(joined.size(), span))
      sink_.emit_whole(std::move(joined), "variables", span);
    return at;
  }

  std::string_view text_;
  const Sink& sink_;
  std::map<std::string, Value, std::less<>> variables_;
  std::size_t shown_ = 0;
  std::size_t shown_most_;  // names used over and over show no more than the text holds
};

}  // namespace

bool is_shell(const Text& text) {
  for (std::string_view ending : {".sh", ".bash", ".zsh", ".ksh", ".env"})
    if (text.path.ends_with(ending)) return true;
  const std::string_view first =
      text.bytes.substr(0, std::min<std::size_t>(text.bytes.find('\n'), 80));
  return first.starts_with("#!") && first.find("sh") != std::string_view::npos;
}

void show_shell_variables(std::string_view text, const Sink& sink) {
  Variables(text, sink).run();
}

}  // namespace mig::secrets::layer
