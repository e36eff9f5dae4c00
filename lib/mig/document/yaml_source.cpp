#include "mig/document/yaml_source.hpp"

#include <algorithm>

namespace mig::document {
namespace {

bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}
bool is_break(char byte) {
  return byte == '\n' || byte == '\r';
}
bool is_space(char byte) {
  return is_blank(byte) || is_break(byte);
}

[[noreturn]] void stop(Fault fault, Span span, std::string_view message) {
  throw YamlStop(ReadFault{fault, span, std::string(message)});
}

}  // namespace

std::uint32_t YamlSource::line_end(std::uint32_t from) const {
  const std::size_t feed = std::min(bytes_.find('\n', from), bytes_.size());
  const bool carriage_return = feed > from && bytes_[feed - 1] == '\r';
  return static_cast<std::uint32_t>(carriage_return ? feed - 1 : feed);
}

std::uint32_t YamlSource::word_end(std::uint32_t begin) const {
  const std::size_t to = bytes_.find_first_of(" \t\r\n,[]{}", begin);
  return static_cast<std::uint32_t>(std::min(to, bytes_.size()));
}

bool YamlSource::is_document_marker(std::uint32_t offset) const {
  if (!at_line_start(offset)) return false;
  const std::string_view marker = bytes_.substr(offset, 3);
  if (marker != "---" && marker != "...") return false;
  return offset + 3 >= bytes_.size() || is_space(bytes_[offset + 3]);
}

void YamlSource::unexpected_byte(std::uint32_t offset) const {
  if (byte(offset) == '%' && at_line_start(offset)) {
    stop(Fault::custom_tag, {offset, line_end(offset)}, "YAML directives are not accepted");
  }
  stop(Fault::syntax, {offset, word_end(offset + 1)}, "unexpected text between two values");
}

void YamlSource::skip_trivia(Inside inside) {
  bool indenting = at_ < end() && at_line_start(at_);
  std::optional<std::uint32_t> tab;
  while (at_ < end()) {
    const char next = bytes_[at_];
    if (next == '#') {
      if (!at_line_start(at_) && !is_space(bytes_[at_ - 1])) unexpected_byte(at_);
      at_ = line_end(at_);
      continue;
    }
    if (!is_space(next)) break;
    if (next == '\n') {
      indenting = true;
      tab.reset();
    } else if (next == '\t' && indenting && !tab) {
      tab = at_;
    }
    ++at_;
  }
  if (tab && at_ < end() && inside != Inside::flow) {
    stop(Fault::syntax, {*tab, *tab + 1}, "a tab cannot indent YAML; use spaces");
  }
}

void YamlSource::skip_to_token(std::uint32_t to, Inside inside) {
  bool marker_allowed = inside == Inside::document_start;
  for (skip_trivia(inside); at_ < to; skip_trivia(inside)) {
    const char next = bytes_[at_];
    if (marker_allowed && next == '-' && is_document_marker(at_)) {
      marker_allowed = false;
      at_ += 3;
    } else if (next == '-' || next == '?' || next == ':' ||
               (next == ',' && inside == Inside::flow)) {
      ++at_;
    } else {
      unexpected_byte(at_);
    }
  }
  if (at_ != to) unexpected_byte(std::min(at_, to));
}

std::uint32_t YamlSource::skip_past_bracket(char bracket) {
  for (skip_trivia(Inside::flow); byte(at_) != bracket; skip_trivia(Inside::flow)) {
    if (byte(at_) != ',' && byte(at_) != ':' && byte(at_) != '?') unexpected_byte(at_);
    ++at_;
  }
  return ++at_;
}

void YamlSource::expect_end() {
  for (skip_trivia(Inside::block); at_ < end(); skip_trivia(Inside::block)) {
    if (byte(at_) != '.' || !is_document_marker(at_)) unexpected_byte(at_);
    at_ += 3;
  }
}

std::uint32_t YamlSource::scalar_end(std::string_view value) const {
  switch (byte(at_)) {
    case '"':
    case '\'':
      return quoted_end();
    case '|':
    case '>':
      return block_end(value);
    default:
      return match(at_, value);
  }
}

std::uint32_t YamlSource::quoted_end() const {
  const char quote = byte(at_);
  std::uint32_t to = at_ + 1;
  while (to < end()) {
    if (quote == '"' && bytes_[to] == '\\') {
      to += 2;
    } else if (bytes_[to] != quote) {
      ++to;
    } else if (quote == '\'' && byte(to + 1) == quote) {
      to += 2;
    } else {
      return to + 1;
    }
  }
  unexpected_byte(at_);
}

/// The header line and the content up to the last line that is not blank, without its line end.
std::uint32_t YamlSource::block_end(std::string_view value) const {
  std::uint32_t header = at_ + 1;
  while (byte(header) == '-' || byte(header) == '+' ||
         (byte(header) >= '0' && byte(header) <= '9')) {
    ++header;
  }
  if (std::all_of(value.begin(), value.end(), is_space)) return header;
  return line_end(match(line_end(at_), value));
}

/// Plain and block scalars have no escapes and only their white space is folded, so the other bytes
/// of the value stand in the source in the same order. Returns the offset after the last of them.
std::uint32_t YamlSource::match(std::uint32_t from, std::string_view value) const {
  std::uint32_t to = from;
  for (const char wanted : value) {
    if (is_space(wanted)) continue;
    while (is_space(byte(from))) ++from;
    if (byte(from) != wanted) unexpected_byte(from);
    to = ++from;
  }
  return to;
}

}  // namespace mig::document
