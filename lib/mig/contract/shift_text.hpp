#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/document/value.hpp"

namespace mig::contract {

/// Shown in the place of a value that is never shown.
inline constexpr std::string_view kHiddenValue = "changed";

/// A value on one line, at most about 120 bytes of it: "prod", "[runner, witness]",
/// "{tier: prod, roles: [governance]}". Members whose name is `hidden` are left out.
std::string compact_text(const document::LocatedValue& value, std::string_view hidden = {});

/// "[runner, witness]", as long.
std::string compact_list(const std::vector<std::string>& entries);

}  // namespace mig::contract
