#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/schema/place.hpp"
#include "mig/schema/program.hpp"
#include "mig/schema/schema.hpp"

namespace mig::schema {

/// A violation and how deep in the instance it is.
struct Found {
  Violation violation;
  std::uint32_t depth = 0;
};

/// What a violation is about: the schema, the value and its place. Every function below answers one
/// violation in the words of one keyword.
struct Subject {
  const Program& program;
  const Node& node;
  const document::LocatedValue& value;
  const Place& place;
};

/// `"limits.x"`, or `the document` for the root.
std::string name_of(const Subject& subject);

/// A violation of the whole value; `predicate` follows the name of the subject in the message.
Found invalid(const Subject& subject, std::string_view keyword, std::string_view predicate);

/// The same, with the value: `"x" is 5; <predicate>`.
Found invalid_value(const Subject& subject, std::string_view keyword, std::string_view predicate);

Found wrong_type(const Subject& subject, TypeSet expected, std::string_view keyword);
Found not_among(const Subject& subject, const std::vector<document::LocatedValue>& allowed,
                std::string_view keyword);
Found missing_field(const Subject& subject, std::string_view property, std::string_view keyword,
                    std::string_view needed_by = {});

/// A member that the schema has no place for, with the known keys when it lists them.
Found unknown_key(const Subject& subject, const document::Member& member);

/// A member that may not be there in this situation.
Found unwelcome_key(const Subject& subject, const document::Member& member,
                    std::string_view keyword);

/// `cause` is what is wrong with the key taken as a value.
Found bad_key(const Subject& subject, const document::Member& member, const Found& cause);

/// Where a fault of a whole object or array is shown: the key that owns it, else its first byte.
Span head_of(const document::LocatedValue& value, const Place& place);

}  // namespace mig::schema
