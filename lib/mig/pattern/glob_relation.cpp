#include "mig/pattern/glob_relation.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace mig::pattern {
namespace {

/// Work for one pair of globs; names of databases and stores stay far below.
constexpr std::size_t kMaxProduct = 1'000'000;

/// One code point of a glob: `*`, `?` or a literal.
using Token = std::string_view;
using Tokens = std::vector<Token>;

bool is_star(Token token) {
  return token == "*";
}

bool is_any_one(Token token) {
  return token == "?";
}

std::size_t code_point_size(std::string_view text) {
  std::size_t size = 1;
  if (static_cast<unsigned char>(text.front()) < 0xC0U) return size;
  while (size < std::min<std::size_t>(4, text.size()) &&
         (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
    ++size;
  }
  return size;
}

/// In a run of wildcards the order says nothing: `*?*` is `?*`. Written so, one glob has one form.
Tokens tokens_of(std::string_view glob) {
  Tokens tokens;
  while (!glob.empty()) {
    const auto size = code_point_size(glob);
    const auto token = glob.substr(0, size);
    glob.remove_prefix(size);
    const bool after_star = !tokens.empty() && is_star(tokens.back());
    if (after_star && is_star(token)) continue;
    if (after_star && is_any_one(token)) {
      tokens.insert(tokens.end() - 1, token);
    } else {
      tokens.push_back(token);
    }
  }
  return tokens;
}

/// Answers at(0, 0) of a table whose cells depend on those to the right and below. `cell` gets both
/// indices and the three neighbours: below, right, and below right.
template <class Cell>
bool solve(std::size_t rows, std::size_t columns, const Cell& cell) {
  std::vector<char> below(columns + 2, 0);
  std::vector<char> row(columns + 2, 0);
  for (std::size_t i = rows + 1; i-- > 0;) {
    for (std::size_t j = columns + 1; j-- > 0;) {
      row[j] = cell(i, j, below[j] != 0, row[j + 1] != 0, below[j + 1] != 0) ? 1 : 0;
    }
    row.swap(below);
    std::fill(row.begin(), row.end(), 0);
  }
  return below[0] != 0;
}

bool is_too_long(std::string_view left, std::string_view right) {
  return !left.empty() && right.size() > kMaxProduct / left.size();
}

}  // namespace

bool glob_covers(std::string_view outer, std::string_view inner) {
  if (outer == inner) return true;
  if (is_too_long(outer, inner)) return false;
  const Tokens wide = tokens_of(outer);
  const Tokens narrow = tokens_of(inner);
  return solve(wide.size(), narrow.size(),
               [&](std::size_t i, std::size_t j, bool below, bool right, bool diagonal) {
                 if (i == wide.size()) return j == narrow.size();
                 if (is_star(wide[i])) return below || (j < narrow.size() && right);
                 if (j == narrow.size() || is_star(narrow[j])) return false;
                 return (is_any_one(wide[i]) || wide[i] == narrow[j]) && diagonal;
               });
}

bool globs_intersect(std::string_view left, std::string_view right) {
  if (left == right || is_too_long(left, right)) return true;
  const Tokens one = tokens_of(left);
  const Tokens other = tokens_of(right);
  return solve(one.size(), other.size(),
               [&](std::size_t i, std::size_t j, bool below, bool to_the_right, bool diagonal) {
                 const bool one_ends = i == one.size();
                 const bool other_ends = j == other.size();
                 if (one_ends && other_ends) return true;
                 if (!one_ends && is_star(one[i])) return below || (!other_ends && to_the_right);
                 if (!other_ends && is_star(other[j])) return to_the_right || (!one_ends && below);
                 if (one_ends || other_ends) return false;
                 return (is_any_one(one[i]) || is_any_one(other[j]) || one[i] == other[j]) &&
                        diagonal;
               });
}

}  // namespace mig::pattern
