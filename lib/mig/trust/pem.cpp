#include "mig/trust/pem.hpp"

#include <openssl/crypto.h>

#include "mig/trust/base64.hpp"

namespace mig::trust {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";
constexpr std::size_t kLineLength = 64;

std::string_view without_white_space_around(std::string_view text) {
  constexpr std::string_view kWhiteSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kWhiteSpace);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

std::string_view without_carriage_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The first line of a text, taken off it.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return without_carriage_return(line);
}

/// The label of a line "-----BEGIN <label>-----"; empty for any other line. Only what the format
/// knows as labels is ever quoted: capitals and blanks.
std::string_view label_of(std::string_view line) {
  if (!line.starts_with(kBegin) || !line.ends_with(kDashes)) return {};
  if (line.size() <= kBegin.size() + kDashes.size()) return {};
  const auto label = line.substr(kBegin.size(), line.size() - kBegin.size() - kDashes.size());
  const bool is_plain =
      label.size() < 40 &&
      label.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ") == label.npos;
  return is_plain ? label : std::string_view();
}

tl::unexpected<Error> refused(ErrorKind kind, const std::string& message) {
  return failure(kind, message);
}

/// A buffer that held a secret, maybe.
struct Wiped {
  std::string text;
  ~Wiped() { OPENSSL_cleanse(text.data(), text.size()); }
};

}  // namespace

Result<std::string> read_pem(std::string_view text, std::string_view label, ErrorKind kind) {
  const std::string name(label);
  auto rest = without_white_space_around(text);
  if (rest.empty()) return refused(kind, "there is no PEM block '" + name + "': the text is empty");
  const auto first = take_line(rest);
  const auto found = label_of(first);
  if (found.empty() && first.starts_with(std::string(kBegin) + name + std::string(kDashes))) {
    return failure(kind,
                   "the PEM block has lost its line ends: BEGIN " + name +
                       " with its dashes has to be a line of its own",
                   std::nullopt,
                   "keep the line ends: lines of base64 between the first and the last line; where "
                   "the text comes out of a variable, set it in quotes: NAME=\"$(cat FILE)\"");
  }
  if (found.empty()) {
    // Spelt with its dashes it would be masked, and all behind it, as the beginning of a key.
    return refused(kind, "the text does not begin with the line BEGIN " + name + " of a PEM block");
  }
  if (found != label) {
    return refused(kind,
                   "the PEM block holds a '" + std::string(found) + "', not a '" + name + "'");
  }
  const std::string end = std::string(kEnd) + name + std::string(kDashes);
  Wiped body;
  // One allocation: a buffer that grows leaves copies behind that nobody wipes.
  body.text.reserve(rest.size());
  bool is_closed = false;
  while (!rest.empty() && !is_closed) {
    const auto line = take_line(rest);
    is_closed = line == end;
    if (is_closed) break;
    if (line.empty() || line.starts_with(kDashes) || line.find(':') != line.npos) {
      return refused(kind, "the PEM block holds something other than lines of base64");
    }
    body.text += line;
  }
  if (!is_closed) return refused(kind, "the PEM block does not end with '" + end + "'");
  if (!rest.empty()) return refused(kind, "something follows the PEM block: it has to stand alone");
  auto der = decode_base64(body.text, Base64Alphabet::standard);
  if (!der || der->empty()) return refused(kind, "what the PEM block holds is no base64");
  return std::move(*der);
}

std::string write_pem(std::string_view der, std::string_view label) {
  const Wiped body{encode_base64(der)};
  std::string out;
  out.reserve(body.text.size() + body.text.size() / kLineLength + 2 * label.size() + 64);
  out.append(kBegin).append(label).append(kDashes) += '\n';
  for (std::size_t at = 0; at < body.text.size(); at += kLineLength) {
    out.append(body.text, at, kLineLength) += '\n';
  }
  out.append(kEnd).append(label).append(kDashes) += '\n';
  return out;
}

}  // namespace mig::trust
