#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>

#include "mig/pattern/pattern.hpp"

namespace mig::pattern {
namespace {

// Longer names are data, not slips of a hand; the bound keeps the quadratic distance cheap.
constexpr std::size_t kLongestName = 256;

char fold_separator(char letter) {
  return letter == '-' ? '_' : letter;
}

char fold(char letter) {
  const char folded = fold_separator(letter);
  return folded >= 'A' && folded <= 'Z' ? static_cast<char>(folded - 'A' + 'a') : folded;
}

/// Damerau-Levenshtein with adjacent transpositions; letters are compared after `folded`.
std::size_t distance(std::string_view left, std::string_view right, char (*folded)(char)) {
  std::vector<std::size_t> before(right.size() + 1);
  std::vector<std::size_t> previous(right.size() + 1);
  std::vector<std::size_t> current(right.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  for (std::size_t row = 1; row <= left.size(); ++row) {
    current[0] = row;
    for (std::size_t column = 1; column <= right.size(); ++column) {
      const char here = folded(left[row - 1]);
      const char there = folded(right[column - 1]);
      current[column] = std::min({previous[column] + 1, current[column - 1] + 1,
                                  previous[column - 1] + (here == there ? 0U : 1U)});
      const bool swapped = row > 1 && column > 1 && here == folded(right[column - 2]) &&
                           there == folded(left[row - 2]);
      if (swapped) current[column] = std::min(current[column], before[column - 2] + 1);
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous.back();
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view wrong,
                                        const std::vector<std::string>& candidates) {
  if (wrong.empty() || wrong.size() > kLongestName) return std::nullopt;
  const std::size_t limit = std::max<std::size_t>(1, wrong.size() / 3);
  const std::string* nearest = nullptr;
  std::tuple<std::size_t, std::size_t, std::string_view> nearest_rank;
  for (const std::string& candidate : candidates) {
    if (candidate == wrong) continue;
    const std::size_t longer = std::max(candidate.size(), wrong.size());
    const std::size_t shorter = std::min(candidate.size(), wrong.size());
    if (longer - shorter > limit) continue;
    const std::size_t loose = distance(wrong, candidate, fold);
    // A name of which every letter differs is another name.
    if (loose > limit || loose >= longer) continue;
    const std::tuple rank{loose, distance(wrong, candidate, fold_separator),
                          std::string_view(candidate)};
    if (nearest != nullptr && nearest_rank <= rank) continue;
    nearest = &candidate;
    nearest_rank = rank;
  }
  if (nearest == nullptr) return std::nullopt;
  return *nearest;
}

}  // namespace mig::pattern
