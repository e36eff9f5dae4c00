#include "mig/secrets/assignment/value_reader.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {

std::optional<Assignment> ValueReader::quoted(Assignment assignment, std::string_view fence) {
  at_ += static_cast<std::uint32_t>(fence.size());
  const auto begin = at_;
  const auto stop = std::min<std::size_t>(bytes_.size(), begin + kValueReach);
  for (auto i = begin; i < stop; ++i) {
    if (bytes_[i] == '\n') return std::nullopt;
    if (bytes_.substr(i).starts_with(fence)) {
      assignment.value = {begin, i};
      assignment.quoted = true;
      return assignment;
    }
    if (bytes_[i] == '\\') ++i;
  }
  return std::nullopt;
}

std::optional<Assignment> ValueReader::bare(Assignment assignment) {
  const auto begin = at_;
  const auto stop = std::min<std::size_t>(bytes_.size(), begin + kBareReach);
  auto end = begin;
  for (; end < stop; ++end) {
    const char byte = bytes_[end];
    if (byte == '\n' || byte == '\r') break;
    if (by_line_) {
      if ((byte == '#' || byte == ';') && end > begin && is_blank(bytes_[end - 1])) break;
      continue;
    }
    if (is_blank(byte) || byte == ',' || byte == ';' || is_quote_or_tick(byte) || byte == '<' ||
        byte == ')' || byte == '}' || byte == '&' || byte == '\\') {
      break;
    }
  }
  while (end > begin && is_blank(bytes_[end - 1])) --end;
  // `type: 'password=x'`: the quote belongs to the string in which the assignment stands.
  if (end > begin && is_quote_or_tick(bytes_[end - 1]) && bytes_[begin] != bytes_[end - 1]) --end;
  if (end == begin) return std::nullopt;
  assignment.value = {begin, end};
  return assignment;
}

std::optional<Assignment> ValueReader::element(Assignment assignment) {
  const auto is_margin = [](char byte) { return is_blank(byte) || byte == '\n' || byte == '\r'; };
  const auto stop =
      bytes_.substr(0, std::min<std::size_t>(bytes_.size(), at_ + kValueReach)).find('<', at_);
  if (stop == std::string_view::npos || !bytes_.substr(stop).starts_with("</")) return std::nullopt;
  auto end = static_cast<std::uint32_t>(stop);
  while (at_ < end && is_margin(bytes_[at_])) ++at_;
  while (end > at_ && is_margin(bytes_[end - 1])) --end;
  assignment.value = {at_, end};
  assignment.quoted = true;
  return assignment;
}

bool ValueReader::skip_type() {
  auto i = at_;
  while (i < bytes_.size() && i < at_ + kNameReach &&
         (is_word_byte(bytes_[i]) || bytes_[i] == '[' || bytes_[i] == ']' || bytes_[i] == '?')) {
    ++i;
  }
  if (i == at_ || i >= bytes_.size() || !is_blank(bytes_[i])) return false;
  while (i < bytes_.size() && is_blank(bytes_[i])) ++i;
  if (i + 1 >= bytes_.size() || bytes_[i] != '=' || bytes_[i + 1] == '=') return false;
  at_ = i + 1;
  skip_blanks();
  return true;
}

std::optional<Assignment> ValueReader::value(Assignment assignment) {
  skip_blanks();
  if (!by_line_ && !is_quote_or_tick(peek())) skip_type();
  if (peek() == '(' && is_quote_or_tick(peek(1))) ++at_;
  if ((peek() == '|' || peek() == '>') && by_line_) {
    while (peek() == '|' || peek() == '>' || peek() == '-' || peek() == '+') ++at_;
    if (!next_line()) return std::nullopt;
    return bare(assignment);
  }
  if (is_quote_or_tick(peek(1)) && !is_quote_or_tick(peek()) &&
      std::string_view("@bruflLENBRU").find(peek()) != std::string_view::npos) {
    ++at_;
  }
  if (peek() == '\\' && is_quote_or_tick(peek(1))) {
    const std::array<char, 2> fence{'\\', peek(1)};
    return quoted(assignment, {fence.data(), fence.size()});
  }
  if (is_quote_or_tick(peek())) {
    const char mark = peek();
    const std::array<char, 3> fence{mark, mark, mark};
    const bool triple = peek(1) == mark && peek(2) == mark;
    return quoted(assignment, {fence.data(), triple ? 3U : 1U});
  }
  return assignment.listed ? std::nullopt : bare(assignment);
}

}  // namespace mig::secrets
