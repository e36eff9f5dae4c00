#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace mig::secrets {

// Lists of known words, and what a text has to do with them. All of them mind the case.

/// Whether a list holds exactly this.
template <class Value, class List>
constexpr bool is_one_of(const Value& value, const List& list) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

template <class List>
constexpr bool ends_with_any(std::string_view text, const List& endings) {
  return std::any_of(std::begin(endings), std::end(endings),
                     [text](std::string_view ending) { return text.ends_with(ending); });
}

template <class List>
constexpr bool contains_any(std::string_view text, const List& parts) {
  return std::any_of(std::begin(parts), std::end(parts), [text](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
}

}  // namespace mig::secrets
