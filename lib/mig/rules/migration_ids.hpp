#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mig::rules {

/// What of an id breaks the grammar `<PG|SEARCH|GRAPH>-MIG-YYYY-MM-DD-NN`, as the end of a
/// sentence; empty when nothing does.
std::string broken_part_of(std::string_view id);

/// The date of a well-formed id when no calendar has it; empty otherwise.
std::string impossible_date_of(std::string_view id);

/// Whether an id is well-formed and dated on a day that exists.
bool is_sound_id(std::string_view id);

/// Whether an id is dated before another, or numbered before it on the same day; nothing when one
/// of them is malformed. Ids of different stores are compared all the same.
std::optional<bool> is_earlier(std::string_view id, std::string_view other);

/// The store type that a well-formed id belongs to; empty for a malformed one.
std::string_view type_of_id(std::string_view id);

}  // namespace mig::rules
