#pragma once

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace mig::catalog {

/// A vector that costs one pointer while it is empty, as most of an object's lists are.
template <class T>
class List {
 public:
  List() = default;
  List(std::initializer_list<T> items) : List(std::vector<T>(items)) {}
  List(std::vector<T> items)  // NOLINT: stands wherever a vector is given
      : items_(items.empty() ? nullptr : std::make_unique<std::vector<T>>(std::move(items))) {}
  List(const List& other)
      : items_(other.empty() ? nullptr : std::make_unique<std::vector<T>>(*other.items_)) {}
  List(List&&) noexcept = default;
  List& operator=(List other) noexcept {
    items_ = std::move(other.items_);
    return *this;
  }
  ~List() = default;

  operator const std::vector<T>&() const {  // NOLINT
    static const std::vector<T> none;
    return items_ ? *items_ : none;
  }
  const std::vector<T>& all() const { return *this; }
  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }
  auto begin() { return own().begin(); }
  auto end() { return own().end(); }
  bool empty() const { return !items_ || items_->empty(); }
  std::size_t size() const { return items_ ? items_->size() : 0; }
  const T& operator[](std::size_t at) const { return (*items_)[at]; }
  T& operator[](std::size_t at) { return (*items_)[at]; }
  const T& front() const { return items_->front(); }
  const T& back() const { return items_->back(); }
  void push_back(T item) { own().push_back(std::move(item)); }
  void remove(const T& item) {
    if (items_) std::erase(*items_, item);
  }
  /// Takes away its last occurrence.
  void remove_last(const T& item) {
    if (!items_) return;
    const auto found = std::find(items_->rbegin(), items_->rend(), item);
    if (found != items_->rend()) items_->erase(std::next(found).base());
  }
  void append(const std::vector<T>& more) {
    if (!more.empty()) own().insert(own().end(), more.begin(), more.end());
  }
  friend bool operator==(const List& left, const List& right) { return left.all() == right.all(); }

 private:
  std::vector<T>& own() {
    if (!items_) items_ = std::make_unique<std::vector<T>>();
    return *items_;
  }
  std::unique_ptr<std::vector<T>> items_;
};

}  // namespace mig::catalog
