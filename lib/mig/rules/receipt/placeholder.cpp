#include "mig/rules/receipt/placeholder.hpp"

#include <algorithm>
#include <cstddef>
#include <set>

namespace mig::rules::receipt_rules {
namespace {

constexpr std::size_t kLongestRun = 12;
constexpr std::size_t kLongestCount = 12;
constexpr std::size_t kLongestInterleaved = 16;
constexpr std::size_t kFewestDigits = 7;
/// Below it nothing is told by statistics.
constexpr std::size_t kShortest = 40;

bool repeats(std::string_view hex) {
  for (std::size_t period = 1; period <= hex.size() / 2; ++period) {
    if (hex.substr(period) == hex.substr(0, hex.size() - period)) return true;
  }
  return false;
}

/// How people go on: after 9 comes a or 0, after f and before a comes 0.
bool is_next(char before, char after) {
  if (before == '9') return after == 'a' || after == '0';
  if (before == '0') return after == '1' || after == 'a';
  if (before == 'f') return after == '0' || after == 'a';
  return after == before + 1;
}

bool is_same(char before, char after) {
  return before == after;
}

bool is_previous(char before, char after) {
  return is_next(after, before);
}

/// Whether `follows` holds between digits `stride` apart, for that many digits on end.
bool holds_stretch(std::string_view hex, std::size_t stride, std::size_t digits,
                   bool (*follows)(char, char)) {
  std::size_t length = stride;
  for (std::size_t at = stride; at < hex.size(); ++at) {
    length = follows(hex[at - stride], hex[at]) ? length + 1 : stride;
    if (length >= digits) return true;
  }
  return false;
}

}  // namespace

std::string_view placeholder_in(std::string_view hex) {
  if (hex.size() < kShortest) return {};
  if (hex.find_first_not_of('0') == std::string_view::npos) return "all zeros";
  if (hex.find_first_not_of(hex.front()) == std::string_view::npos) return "one digit repeated";
  if (repeats(hex)) return "a pattern that repeats";
  if (holds_stretch(hex, 1, kLongestRun, is_same)) return "one digit repeated for a stretch";
  if (holds_stretch(hex, 1, kLongestCount, is_next) ||
      holds_stretch(hex, 1, kLongestCount, is_previous) ||
      holds_stretch(hex, 2, kLongestInterleaved, is_next)) {
    return "digits that count";
  }
  if (std::set<char>(hex.begin(), hex.end()).size() < kFewestDigits)
    return "few digits over and over";
  return {};
}

std::string_view placeholder_in_digest(std::string_view digest) {
  return placeholder_in(digest.substr(digest.find(':') + 1));
}

}  // namespace mig::rules::receipt_rules
