#include <algorithm>

#include "mig/secrets/character.hpp"
#include "mig/secrets/token/report.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kDocumentBytes = 32768;
constexpr std::size_t kFewestBytes = 10;  // of base64: less holds a number or a flag

std::size_t indent_of(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && is_space(line[at])) ++at;
  return at;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (is_space(text.front()) || is_quote(text.front()))) text.remove_prefix(1);
  while (!text.empty() && (is_space(text.back()) || is_quote(text.back()))) text.remove_suffix(1);
  return text;
}

bool says_secret(std::string_view bytes, std::size_t at) {
  auto line = bytes.substr(at, 40);
  line = line.substr(0, line.find('\n'));
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !trimmed(line.substr(0, colon)).empty()) return false;
  auto kind = trimmed(line.substr(colon + 1));
  return lowered(kind.substr(0, kind.find_first_of(" \t,#}"))) == "secret" ||
         lowered(trimmed(kind.substr(0, kind.find_first_of(" \t,#}")))) == "secret";
}

bool is_base64(std::string_view value) {
  if (value.size() < kFewestBytes) return false;
  const auto end = value.find_last_not_of('=');
  return end + 4 > value.size() - 1 &&
         std::all_of(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(end + 1),
                     [](char byte) {
                       return (is_word_byte(byte) && byte != '_') || byte == '+' || byte == '/';
                     }) &&
         end + 1 >= kFewestBytes;
}

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A longer one is cut: it is no line of a manifest, and a text of one line has to stay linear.
Line line_at(std::string_view bytes, std::size_t at) {
  const auto rest = bytes.substr(at, kDocumentBytes);
  return {at, at + std::min(rest.size(), rest.find('\n'))};
}

/// Where the line begins in which the byte before `end` stands, but not below `floor`.
std::size_t line_begin(std::string_view bytes, std::size_t end, std::size_t floor) {
  const auto newline = bytes.substr(floor, end - 1 - floor).rfind('\n');
  return newline == std::string_view::npos ? floor : floor + newline + 1;
}

bool ends_document(std::string_view line) {
  return line.starts_with("---") || trimmed(line).starts_with("kind:") ||
         trimmed(line).starts_with("kind\"");
}

/// Reads the children of `data:` and tells where they end.
class DataReader {
 public:
  DataReader(const TokenFormat& format, std::string_view bytes, Detections& found)
      : format_(format), bytes_(bytes), found_(found) {}

  void line(Line line) {
    const auto text = bytes_.substr(line.begin, line.end - line.begin);
    const auto body = trimmed(text);
    if (body.empty() || body.starts_with('#')) return;
    const auto indent = indent_of(text);
    if (inside_ && indent <= data_indent_) inside_ = false;
    if (!inside_) {
      inside_ = body == "data:" || body == "data\":" || body == "data\": {";
      data_indent_ = indent;
      return;
    }
    const auto colon = body.find(':');
    value(trimmed(colon == std::string_view::npos ? body : body.substr(colon + 1)));
  }

 private:
  void value(std::string_view value) {
    value = trimmed(value.substr(0, value.find(" #")));
    if (!is_base64(value) || !is_literal_secret(value)) return;
    // A packed release of Helm: what it holds is searched by itself.
    if (value.starts_with("SDRzSUFB") || value.starts_with("H4sIA")) return;
    const auto begin = static_cast<std::uint32_t>(value.data() - bytes_.data());
    report(format_, bytes_, {begin, begin + static_cast<std::uint32_t>(value.size())}, found_);
  }

  const TokenFormat& format_;
  std::string_view bytes_;
  Detections& found_;
  bool inside_ = false;
  std::size_t data_indent_ = 0;
};

}  // namespace

void find_kubernetes_secret(const TokenFormat& format, const Text& text, Hit hit,
                            Detections& found) {
  const auto bytes = text.bytes;
  if (hit.begin > 0 && is_word_byte(bytes[hit.begin - 1])) return;
  if (!says_secret(bytes, hit.end)) return;
  const std::size_t floor = hit.begin > kDocumentBytes ? hit.begin - kDocumentBytes : 0;
  std::size_t begin = line_begin(bytes, hit.begin + 1, floor);
  while (begin > floor) {
    const std::size_t previous = line_begin(bytes, begin, floor);
    if (ends_document(bytes.substr(previous, begin - previous))) break;
    begin = previous;
  }
  DataReader reader(format, bytes, found);
  const std::size_t ceiling = std::min<std::size_t>(bytes.size(), hit.end + kDocumentBytes);
  for (std::size_t at = begin; at < ceiling;) {
    const Line line = line_at(bytes, at);
    const bool holds_hit = line.begin <= hit.begin && hit.begin <= line.end;
    if (!holds_hit && line.end > hit.end &&
        ends_document(bytes.substr(line.begin, line.end - line.begin))) {
      break;
    }
    reader.line(line);
    at = line.end + 1;
  }
}

}  // namespace mig::secrets
