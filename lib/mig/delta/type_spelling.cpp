#include "mig/delta/type_spelling.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace mig::delta {
namespace {

/// "public.geometry(Polygon,4326)[]": base "geometry", modifiers "Polygon" and "4326", an array.
struct Spelling {
  std::string base;
  std::vector<std::string> modifiers;
  bool is_array = false;
};

Spelling spelling_of(std::string_view text) {
  Spelling spelling;
  if (const auto bracket = text.find('['); bracket != std::string_view::npos) {
    spelling.is_array = true;
    text = text.substr(0, bracket);
  }
  const auto open = text.find('(');
  const auto close = text.find(')');
  spelling.base = text.substr(0, open);
  if (open != std::string_view::npos && close != std::string_view::npos && close > open) {
    // "timestamp(3) without time zone" has them in the middle.
    spelling.base += text.substr(close + 1);
    auto rest = text.substr(open + 1, close - open - 1);
    for (;;) {
      const auto comma = rest.find(',');
      spelling.modifiers.emplace_back(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  if (const auto dot = spelling.base.rfind('.'); dot != std::string::npos)
    spelling.base.erase(0, dot + 1);
  return spelling;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

bool same_type(std::string_view left, std::string_view right) {
  const auto one = spelling_of(left);
  const auto other = spelling_of(right);
  if (one.base != other.base || one.is_array != other.is_array) return false;
  // numeric(10) is numeric(10,0).
  const auto count = std::min(one.modifiers.size(), other.modifiers.size());
  for (std::size_t at = 0; at < count; ++at) {
    const auto& a = one.modifiers[at];
    const auto& b = other.modifiers[at];
    if (is_number(a) && is_number(b) && a != b) return false;
  }
  return one.modifiers.empty() == other.modifiers.empty();
}

}  // namespace mig::delta
