#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/document_invariants.hpp"
#include "mig/document/reader.hpp"

namespace mig::document {

inline std::string_view cut(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

inline std::string repeat(std::string_view unit, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += unit;
  return all;
}

/// Nothing rather than a crash when the value is of another kind, so that the expectation fails.
inline const Object& members_of(const LocatedValue& value) {
  static const Object none;
  const Object* members = value.object();
  return members == nullptr ? none : *members;
}

inline const Array& items_of(const LocatedValue& value) {
  static const Array none;
  const Array* items = value.array();
  return items == nullptr ? none : *items;
}

inline std::string text_of(const LocatedValue& value) {
  const std::string* text = value.string();
  return text == nullptr ? "(no string)" : *text;
}

/// The first member's value, the first item, or the value itself.
inline const LocatedValue& first_of(const LocatedValue& value) {
  if (!members_of(value).empty()) return members_of(value).front().value;
  return items_of(value).empty() ? value : items_of(value).front();
}

inline const LocatedValue& value_of(const LocatedValue& value, std::string_view key) {
  static const LocatedValue none;
  const Member* member = value.find(key);
  return member == nullptr ? none : member->value;
}

/// A text that a reader refuses, why, and the bytes that the fault's span covers.
struct Refused {
  std::string name;
  std::string text;
  Fault fault;
  std::string at;
};

inline std::string name_of_case(const testing::TestParamInfo<Refused>& info) {
  return info.param.name;
}

/// The fault of what a reader made of the text, which has to be that one; nothing when it read it.
template <class Value>
std::optional<ReadFault> expect_refused(const Refused& given,
                                        const tl::expected<Value, ReadFault>& read) {
  EXPECT_FALSE(read.has_value());
  if (read) return std::nullopt;
  EXPECT_EQ(read.error().fault, given.fault) << read.error().message;
  EXPECT_EQ(cut(given.text, read.error().span), given.at) << read.error().message;
  return read.error();
}

}  // namespace mig::document
