#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <regex>
#include <set>
#include <string>
#include <string_view>

#include "mig/document/reader.hpp"
#include "support/process.hpp"

namespace mig::test {

using Names = std::set<std::string>;

inline std::string source_text(const std::string& relative) {
  return read_file(std::string(MIG_SOURCE_DIR) + "/" + relative);
}

/// A document that our own strict reader accepts; null and a failure otherwise.
inline document::LocatedValue as_yaml(std::string_view text) {
  auto read = document::read_yaml(text);
  if (read) return std::move(*read);
  ADD_FAILURE() << read.error().message << " at byte " << read.error().span.begin;
  return {};
}

/// The value below these keys, one inside the other; null and a failure where one is missing.
inline const document::LocatedValue& below(const document::LocatedValue& value,
                                           std::initializer_list<std::string_view> keys) {
  static const document::LocatedValue none;
  const auto* place = &value;
  for (const auto key : keys) {
    const auto* member = place->find(key);
    if (member == nullptr) {
      ADD_FAILURE() << "there is no " << key;
      return none;
    }
    place = &member->value;
  }
  return *place;
}

inline std::string string_of(const document::LocatedValue& value) {
  const auto* text = value.string();
  return text == nullptr ? "(no string)" : *text;
}

inline Names keys_of(const document::LocatedValue& value) {
  Names keys;
  if (value.object() == nullptr) return keys;
  for (const auto& member : *value.object()) keys.insert(member.key);
  return keys;
}

/// The first group of every match.
inline Names groups_of(const std::string& text, const std::string& expression) {
  const std::regex compiled(expression);
  Names found;
  for (std::sregex_iterator it(text.begin(), text.end(), compiled); it != std::sregex_iterator();
       ++it) {
    found.insert((*it)[1].str());
  }
  return found;
}

}  // namespace mig::test
