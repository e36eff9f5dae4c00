#include "mig/document/value.hpp"

#include <algorithm>

namespace mig::document {

LocatedValue::LocatedValue(Span span, Array value) : span_(span), data_(std::move(value)) {}
LocatedValue::LocatedValue(Span span, Object value) : span_(span), data_(std::move(value)) {}

double LocatedValue::as_double() const {
  if (const auto* whole = integer()) return static_cast<double>(*whole);
  if (const auto* real = number()) return *real;
  return 0;
}

const Member* LocatedValue::find(std::string_view key) const {
  const Object* members = object();
  if (members == nullptr) return nullptr;
  const auto found = std::find_if(members->begin(), members->end(),
                                  [key](const Member& member) { return member.key == key; });
  return found == members->end() ? nullptr : &*found;
}

std::string_view name_of(LocatedValue::Kind kind) {
  switch (kind) {
    case LocatedValue::Kind::null:
      return "null";
    case LocatedValue::Kind::boolean:
      return "boolean";
    case LocatedValue::Kind::integer:
      return "integer";
    case LocatedValue::Kind::number:
      return "number";
    case LocatedValue::Kind::string:
      return "string";
    case LocatedValue::Kind::array:
      return "array";
    case LocatedValue::Kind::object:
      return "object";
  }
  return "null";
}

}  // namespace mig::document
