#include <algorithm>
#include <array>
#include <cstddef>

#include "mig/pattern/digits.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::pattern {
namespace {

/// Bytes of the code point at `at`; one for a stray byte, so that any input makes progress.
std::size_t code_point_size(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  if (static_cast<unsigned char>(text[at]) < 0xC0U) return size;
  while (size < 4 && at + size < text.size() &&
         (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U) {
    ++size;
  }
  return size;
}

}  // namespace

std::optional<MigrationId> parse_migration_id(std::string_view text) {
  constexpr std::array<std::string_view, 3> kPrefixes{"PG", "SEARCH", "GRAPH"};
  const std::string_view prefix = text.substr(0, text.find('-'));
  if (std::find(kPrefixes.begin(), kPrefixes.end(), prefix) == kPrefixes.end()) return std::nullopt;
  text.remove_prefix(prefix.size());
  constexpr std::string_view kMarker = "-MIG-";
  if (!text.starts_with(kMarker)) return std::nullopt;
  text.remove_prefix(kMarker.size());

  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || !take(text, '-')) return std::nullopt;
  const auto sequence = take_digits(text, 2);
  // Sequences count from 01.
  if (!sequence || *sequence == 0 || !text.empty()) return std::nullopt;
  return MigrationId{std::string(prefix), *year, *month, *day, *sequence};
}

bool is_sha256_digest(std::string_view text) {
  constexpr std::string_view kPrefix = "sha256:";
  if (!text.starts_with(kPrefix)) return false;
  text.remove_prefix(kPrefix.size());
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos &&
         text.find_first_not_of('0') != text.npos;
}

bool glob_matches(std::string_view glob, std::string_view name) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t at = 0;
  std::size_t in_glob = 0;
  std::size_t after_star = kNone;
  std::size_t resume = 0;
  // Only the last star is ever retried, which bounds the work by the product of both lengths.
  while (at < name.size()) {
    if (in_glob < glob.size() && glob[in_glob] == '*') {
      after_star = ++in_glob;
      resume = at;
    } else if (in_glob < glob.size() && glob[in_glob] == '?') {
      ++in_glob;
      at += code_point_size(name, at);
    } else if (in_glob < glob.size() && glob[in_glob] == name[at]) {
      ++in_glob;
      ++at;
    } else if (after_star != kNone) {
      resume += code_point_size(name, resume);
      at = resume;
      in_glob = after_star;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', in_glob) == kNone;
}

}  // namespace mig::pattern
