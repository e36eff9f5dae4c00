#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mig/base/location.hpp"

namespace mig::document {

class LocatedValue;

/// A key, where it stands, and its value.
struct Member;

using Array = std::vector<LocatedValue>;
using Object = std::vector<Member>;  ///< in the order of the file; keys are unique

/// A value of a YAML or JSON document together with the bytes it came from.
class LocatedValue {
 public:
  enum class Kind : std::uint8_t { null, boolean, integer, number, string, array, object };

  // Defined below Member: a variant of incomplete alternatives cannot be built (clang refuses).
  LocatedValue();
  LocatedValue(Span span, std::nullptr_t);
  LocatedValue(Span span, bool value);
  LocatedValue(Span span, std::int64_t value);
  LocatedValue(Span span, double value);
  LocatedValue(Span span, std::string value);
  LocatedValue(Span span, Array value);
  LocatedValue(Span span, Object value);

  Kind kind() const { return static_cast<Kind>(data_.index()); }
  /// The bytes of the value as written, quotes and brackets included.
  Span span() const { return span_; }
  void set_span_end(std::uint32_t end) { span_.end = end; }

  /// Null when the value is of another kind.
  const bool* boolean() const { return std::get_if<bool>(&data_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data_); }
  const double* number() const { return std::get_if<double>(&data_); }
  const std::string* string() const { return std::get_if<std::string>(&data_); }
  const Array* array() const { return std::get_if<Array>(&data_); }
  const Object* object() const { return std::get_if<Object>(&data_); }
  Array* array() { return std::get_if<Array>(&data_); }
  Object* object() { return std::get_if<Object>(&data_); }

  bool is_null() const { return kind() == Kind::null; }
  bool is_numeric() const { return kind() == Kind::integer || kind() == Kind::number; }
  /// Integer or number as double; 0 for other kinds.
  double as_double() const;

  /// The member of that key; null when absent or when this is no object.
  const Member* find(std::string_view key) const;

 private:
  Span span_;
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> data_;
};

struct Member {
  std::string key;
  Span key_span;
  LocatedValue value;
};

inline LocatedValue::LocatedValue() = default;
inline LocatedValue::LocatedValue(Span span, std::nullptr_t) : span_(span) {}
inline LocatedValue::LocatedValue(Span span, bool value) : span_(span), data_(value) {}
inline LocatedValue::LocatedValue(Span span, std::int64_t value) : span_(span), data_(value) {}
inline LocatedValue::LocatedValue(Span span, double value) : span_(span), data_(value) {}
inline LocatedValue::LocatedValue(Span span, std::string value)
    : span_(span), data_(std::move(value)) {}

/// "null", "boolean", "integer", "number", "string", "array" or "object".
std::string_view name_of(LocatedValue::Kind kind);

}  // namespace mig::document
