#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>

#include "mig/document/value.hpp"
#include "mig/report/shard_writer.hpp"

namespace mig::report {

template <class T>
struct Item {
  using Type = typename T::value_type;
};
template <class K, class V>
struct Item<std::map<K, V>> {
  using Type = std::pair<K, V>;
};
template <class T>
using ItemOf = typename Item<T>::Type;

class ShardReader {
 public:
  /// What is wrong; empty: nothing. The first that was met.
  const std::string& fault() const { return fault_; }

  template <class T>
  void read(const document::LocatedValue& from, T& into);

  template <class T>
  void field(const char* key, T& value) {
    if (const auto* found = next(key)) read_member(key, *found, value);
  }
  /// One of some values, told by its name. A word is its own name, out of a list that outlives it.
  template <class T, std::size_t N>
  void choice(const char* key, T& value, const std::array<T, N>& values) {
    const auto* found = next(key);
    if (found == nullptr) return;
    for (const T& one : values) {
      if (found->string() == nullptr || *found->string() != name_of(one)) continue;
      value = one;
      return;
    }
    fail(std::string(key) + ": is no word that is known");
  }

 private:
  /// The member of that key, which counts as named; null after a fault.
  const document::LocatedValue* next(const char* key);
  template <class T>
  void read_member(const char* key, const document::LocatedValue& from, T& into) {
    read(from, into);
    if (!fault_.empty()) fail_at(key);
  }
  void fail(std::string what) {
    if (fault_.empty()) fault_ = std::move(what);
  }
  void read_text(const document::LocatedValue& from, std::string& into);
  template <class T>
  void read_number(const document::LocatedValue& from, T& into) {
    const auto* number = from.integer();
    if (number == nullptr || !std::in_range<T>(*number)) return fail("is no number that fits");
    into = static_cast<T>(*number);
  }
  template <class T>
  void read_list(const document::LocatedValue& from, T& into);
  template <class T>
  void read_object(const document::LocatedValue& from, T& into);
  void fail_at(const char* key) { fault_.insert(0, std::string(key) + ": "); }

  struct Members {
    const document::Object* of = nullptr;
    std::size_t asked = 0;  ///< how many of them a description named
  };
  Members members_;  ///< of the object at hand
  std::string fault_;
};

template <class T>
void ShardReader::read_list(const document::LocatedValue& from, T& into) {
  if (from.array() == nullptr) return fail("is no list");
  for (const auto& item : *from.array()) {
    ItemOf<T> value{};
    read(item, value);
    if (!fault_.empty()) return;
    if constexpr (requires { into.push_back(std::move(value)); }) {
      into.push_back(std::move(value));
    } else if (!into.insert(std::move(value)).second) {
      return fail("holds an entry twice");
    }
  }
}

template <class T>
void ShardReader::read_object(const document::LocatedValue& from, T& into) {
  if (from.object() == nullptr) return fail("is no object");
  const auto outer = std::exchange(members_, Members{from.object(), 0});
  describe(*this, into);
  if (fault_.empty() && members_.asked != from.object()->size()) fail("holds an unknown key");
  members_ = outer;
}

template <class T>
void ShardReader::read(const document::LocatedValue& from, T& into) {
  if constexpr (std::same_as<T, std::string>) {
    read_text(from, into);
  } else if constexpr (std::same_as<T, bool>) {
    const auto* flag = from.boolean();
    if (flag == nullptr) return fail("is neither true nor false");
    into = *flag;
  } else if constexpr (std::is_arithmetic_v<T>) {
    read_number(from, into);
  } else if constexpr (kIsOptional<T>) {
    into.reset();
    if (!from.is_null()) read(from, into.emplace());
  } else if constexpr (kIsList<T>) {
    read_list(from, into);
  } else {
    read_object(from, into);
  }
}

}  // namespace mig::report
