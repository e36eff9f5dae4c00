#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/document/value.hpp"

namespace mig::contract {

/// A value of a document together with where it stands.
template <class T>
struct Located {
  T value{};
  Span span;
};

using LocatedString = Located<std::string>;
using LocatedStrings = std::vector<LocatedString>;

/// The readers below answer nothing when the member is absent or of another kind: the schema room
/// tells about that, typed models only carry what could be read.
const document::LocatedValue* member(const document::LocatedValue& object, std::string_view key);
std::optional<LocatedString> string_member(const document::LocatedValue& object,
                                           std::string_view key);
std::optional<Located<bool>> boolean_member(const document::LocatedValue& object,
                                            std::string_view key);
std::optional<Located<std::int64_t>> integer_member(const document::LocatedValue& object,
                                                    std::string_view key);
/// JSON Schema takes 1.0 for an integer, and so does this.
std::optional<Located<std::int64_t>> integer_of(const document::LocatedValue& value);
/// The strings of an array; members of another kind are left out.
LocatedStrings strings_member(const document::LocatedValue& object, std::string_view key);
/// Where the key of a member stands.
std::optional<Span> key_span(const document::LocatedValue& object, std::string_view key);

/// The plain strings of a located list.
std::vector<std::string> values_of(const LocatedStrings& list);

}  // namespace mig::contract
