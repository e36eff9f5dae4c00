#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "mig/catalog/parts.hpp"

namespace mig::catalog {

/// What comparing needs of an object, by name and in the order of the names. A sorted array: an
/// object has a handful, and a catalog hundreds of thousands of objects.
class Attributes {
 public:
  struct Entry {
    std::string_view first;  ///< lives as long as the program
    Parts second;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  using Iterator = std::vector<Entry>::iterator;
  using ConstIterator = std::vector<Entry>::const_iterator;

  ConstIterator begin() const { return entries_.begin(); }
  ConstIterator end() const { return entries_.end(); }
  Iterator begin() { return entries_.begin(); }
  Iterator end() { return entries_.end(); }
  bool empty() const { return entries_.empty(); }

  ConstIterator find(std::string_view key) const {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), key, before);
    return at != entries_.end() && at->first == key ? at : entries_.end();
  }
  std::size_t count(std::string_view key) const { return find(key) == end() ? 0 : 1; }
  /// Empty for what is not there.
  const Parts& at(std::string_view key) const {
    static const Parts none;
    const auto found = find(key);
    return found == end() ? none : found->second;
  }
  Parts& operator[](std::string_view key) {
    auto at = std::lower_bound(entries_.begin(), entries_.end(), key, before);
    if (at == entries_.end() || at->first != key) {
      if (entries_.size() == entries_.capacity()) {
        // One more, not twice as many: few objects get attributes after they were made.
        const auto place = at - entries_.begin();
        entries_.reserve(entries_.size() + 1);
        at = entries_.begin() + place;
      }
      at = entries_.insert(at, {lasting(key), {}});
    }
    return at->second;
  }
  void erase(std::string_view key) {
    const auto found = find(key);
    if (found != end()) entries_.erase(found);
  }
  template <class Wanted>
  void erase_if(Wanted wanted) {
    std::erase_if(entries_, wanted);
  }
  friend bool operator==(const Attributes&, const Attributes&) = default;

 private:
  /// One text for all objects of all catalogs.
  static std::string_view lasting(std::string_view key);
  static bool before(const Entry& entry, std::string_view key) { return entry.first < key; }
  std::vector<Entry> entries_;
};

}  // namespace mig::catalog
