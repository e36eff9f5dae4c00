#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "mig/report/shard_fields.hpp"

namespace mig::report {

/// Walks all texts of a part of a report, member by member, so that one that is added later is
/// walked, too. What is chosen from a few words stays, and so does an excerpt: it was masked with
/// its file, and a mark stands under its columns. `look` gets the key of a text and the text.
template <class Look>
class TextWalk {
 public:
  explicit TextWalk(Look look) : look_(std::move(look)) {}

  template <class T, class Choices>
  void choice(std::string_view /*key*/, T& /*value*/, const Choices& /*choices*/) {}

  template <class T>
  void field(std::string_view key, T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
      look_(key, value);
    } else if constexpr (kIsOptional<T>) {
      if (value) field(key, *value);
    } else if constexpr (kIsList<T>) {
      for (auto& one : value) field(key, one);
    } else if constexpr (std::is_class_v<T> && !std::is_same_v<T, Excerpt>) {
      describe(*this, value);
    }
  }

 private:
  Look look_;
};

}  // namespace mig::report
