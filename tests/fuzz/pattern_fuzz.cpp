#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mig/pattern/pattern.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// What every answer must be consistent with, whatever the text.
void check(std::string_view text) {
  namespace pattern = mig::pattern;
  if (const auto id = pattern::parse_migration_id(text)) {
    require(text.starts_with(id->prefix) && id->sequence > 0 && id->sequence < 100);
  }
  if (const auto instant = pattern::parse_timestamp(text)) {
    const auto day = pattern::parse_date(text.substr(0, 10));
    require(day.has_value());
    require(*instant >= (*day - 1) * 86'400 && *instant < (*day + 2) * 86'400);
  }
  if (const auto placeholder = pattern::find_placeholder(text)) {
    require(!placeholder->empty() && text.find(*placeholder) != text.npos);
  }
  require(pattern::glob_matches("*", text));
  if (text.find_first_of("*?") == text.npos) require(pattern::glob_matches(text, text));
  require(!pattern::is_sha256_digest(text) || text.size() == 71);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const std::string_view text = bytes;
  check(text);
  const std::string_view left = text.substr(0, size / 2);
  const std::string_view right = text.substr(size / 2);
  mig::pattern::glob_matches(left, right);
  if (const auto near = mig::pattern::nearest_name(left, {std::string(right), "intent"})) {
    require(*near != left);
  }
  if (const auto compiled = mig::pattern::Pattern::compile(left)) {
    // A match of the whole is a match somewhere.
    require(!compiled->matches(right) || compiled->search(right));
  }
  return 0;
}
