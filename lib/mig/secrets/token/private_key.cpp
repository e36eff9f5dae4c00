#include <algorithm>

#include "mig/secrets/character.hpp"
#include "mig/secrets/token/report.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::string_view kDashes = "-----";
constexpr std::size_t kLabelBytes = 100;
constexpr std::size_t kKeyBytes = 65536;
// The shortest key in use, Ed25519 in PKCS #8, takes 64; less is an excerpt or a placeholder.
constexpr std::size_t kFewestDigits = 48;

bool is_base64(char byte) {
  return (is_word_byte(byte) && byte != '_') || byte == '+' || byte == '/' || byte == '=';
}

/// Digits of the key: an escape such as `\n` is none.
std::size_t count_digits(std::string_view body) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] == '\\') {
      ++at;
    } else if (is_base64(body[at])) {
      ++count;
    }
  }
  return count;
}

/// Without the lines that only tell how it is encrypted or made.
std::string_view without_headers(std::string_view body) {
  for (std::string_view name : {"DEK-Info:", "Comment:", "Version:", "Proc-Type:"}) {
    const auto at = body.substr(0, 400).find(name);
    if (at == std::string_view::npos) continue;
    const auto end = body.find_first_of("\n\\", at);
    return end == std::string_view::npos ? std::string_view{} : body.substr(end);
  }
  return body;
}

}  // namespace

void find_private_key(const TokenFormat& format, const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  const auto label_end = bytes.substr(0, hit.end + kLabelBytes).find(kDashes, hit.end);
  if (label_end == std::string_view::npos) return;
  const auto label = bytes.substr(hit.end, label_end - hit.end);
  if (!contains_folded(label, "private key")) return;
  const std::size_t begin = label_end + kDashes.size();
  const std::size_t limit = std::min(bytes.size(), begin + kKeyBytes);
  const auto dashes = bytes.substr(0, limit).find(kDashes, begin);
  const std::size_t end = dashes == std::string_view::npos ? limit : dashes;
  const auto body = without_headers(bytes.substr(begin, end - begin));
  const auto digits = count_digits(body);
  if (digits < kFewestDigits || digits * 10 < body.size() * 6 || is_reference(body)) return;
  std::size_t last = end;
  if (dashes != std::string_view::npos && contains_folded(bytes.substr(dashes, 9), "-----end")) {
    const auto tail = bytes.substr(0, dashes + kLabelBytes).find(kDashes, dashes + kDashes.size());
    if (tail != std::string_view::npos) last = tail + kDashes.size();
  }
  report(format, bytes, {hit.begin, static_cast<std::uint32_t>(last)}, found);
}

}  // namespace mig::secrets
