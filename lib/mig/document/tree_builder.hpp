#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/document/reader.hpp"
#include "mig/document/value.hpp"

namespace mig::document {

/// The fault of the container that opens one level too many.
ReadFault too_deep(Span span);

/// Grows one LocatedValue from parser events; holds the depth limit and the uniqueness of keys.
/// Containers under construction are only ever the last child of their parent, so the pointers in
/// `open_` stay valid until each is closed.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::string_view bytes) : bytes_(bytes) {}

  /// True when the next event must be the key of the innermost object.
  bool wants_key() const {
    return !open_.empty() && open_.back()->object() != nullptr && !key_pending_;
  }
  bool in_array() const { return !open_.empty() && open_.back()->array() != nullptr; }
  bool has_root() const { return has_root_; }

  void key(std::string text, Span span);
  void scalar(LocatedValue value) { insert(std::move(value)); }
  /// `container` is an empty array or object whose span ends with its opening.
  [[nodiscard]] std::optional<ReadFault> open(LocatedValue container);
  [[nodiscard]] std::optional<ReadFault> close(std::uint32_t end);
  LocatedValue take_root() { return std::move(root_); }

 private:
  LocatedValue& insert(LocatedValue value);

  std::string_view bytes_;
  LocatedValue root_;
  std::vector<LocatedValue*> open_;
  bool key_pending_ = false;
  bool has_root_ = false;
};

}  // namespace mig::document
