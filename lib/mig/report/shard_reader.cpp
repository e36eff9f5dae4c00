#include "mig/report/shard_reader.hpp"

#include <algorithm>

namespace mig::report {

const document::LocatedValue* ShardReader::next(const char* key) {
  if (!fault_.empty()) return nullptr;
  ++members_.asked;
  // Members mostly stand in the order in which they were written.
  const auto& members = *members_.of;
  const auto found = members_.asked <= members.size() && members[members_.asked - 1].key == key
                         ? members.begin() + static_cast<std::ptrdiff_t>(members_.asked - 1)
                         : std::find_if(members.begin(), members.end(),
                                        [key](const auto& member) { return member.key == key; });
  if (found != members.end()) return &found->value;
  fail(std::string("lacks ") + key);
  return nullptr;
}

void ShardReader::read_text(const document::LocatedValue& from, std::string& into) {
  const auto* text = from.string();
  if (text == nullptr) return fail("is no text");
  auto bytes = bytes_of_shard_text(*text);
  if (!bytes) return fail("holds a % without two digits");
  into = std::move(*bytes);
}

}  // namespace mig::report
