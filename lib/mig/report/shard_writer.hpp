#pragma once

#include <array>
#include <concepts>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "mig/report/json_text.hpp"
#include "mig/report/shard_text.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {

// One description of a type, `describe(archive, value)`, serves both directions: what is written is
// what is read. The writer makes JSON of a value, the reader makes the value of JSON and refuses a
// member that is missing, of another kind, or that no description names.

template <class Value, class Type>
concept Like = std::same_as<std::remove_const_t<Value>, Type>;

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsList<std::set<T>> = true;
template <class K, class V>
inline constexpr bool kIsList<std::map<K, V>> = true;

/// A word is what it is called.
inline std::string_view name_of(std::string_view word) {
  return word;
}

class ShardWriter {
 public:
  template <class T>
  static Json json_of(const T& value);

  template <class T>
  void field(const char* key, const T& value) {
    out_[key] = json_of(value);
  }
  template <class T, std::size_t N>
  void choice(const char* key, const T& value, const std::array<T, N>&) {
    out_[key] = std::string(name_of(value));
  }

 private:
  Json out_ = Json::object();
};

template <class T>
Json ShardWriter::json_of(const T& value) {
  if constexpr (std::same_as<T, std::string>) {
    return shard_text(value);
  } else if constexpr (std::is_arithmetic_v<T>) {
    return value;
  } else if constexpr (kIsOptional<T>) {
    return value ? json_of(*value) : Json(nullptr);
  } else if constexpr (kIsList<T>) {
    auto list = Json::array();
    for (const auto& item : value) list.push_back(json_of(item));
    return list;
  } else {
    ShardWriter writer;
    describe(writer, value);
    return std::move(writer.out_);
  }
}

}  // namespace mig::report
